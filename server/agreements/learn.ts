import Type, { type Static } from 'typebox';
import type { Question } from '#domain/agreements/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Instant } from '#domain/schema.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

/** A member confirms the reading with the answers of the test; the deposit holds the digest of what was read (D5). */
export const confirmLearning = verb({
  name: 'agreement.learn',
  deposits: true,
  input: Type.Object({
    id: Id,
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    answers: Type.Array(Type.Integer({ minimum: 0, maximum: 5 }), { maxItems: 20 }),
  }),
  output: Type.Object({ confirmed_at: Instant, right: Type.Integer(), total: Type.Integer() }),
  async run(ctx, { id, sha256, answers }) {
    const { db, now, today } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const mine = await db
      .selectFrom('learning_answers')
      .selectAll()
      .where('learning_id', '=', id)
      .where('org_id', '=', organisation)
      .where('person_id', '=', person)
      .forUpdate()
      .executeTakeFirst();
    const learning = await db.selectFrom('learnings').selectAll().where('id', '=', id).executeTakeFirst();
    if (!mine || !learning) throw new Refused('not_found', { noun: 'agreement' });
    if (mine.state === 'confirmed') throw new Refused('already_done');
    if (learning.state !== 'open') throw new Refused('wrong_state', { state: learning.state });
    if (learning.sha256 !== sha256) throw new Refused('text_changed');
    // Written by agreement.ask-learning in exactly this shape.
    const questions = learning.questions as Static<typeof Question>[];
    const right = questions.filter(({ answer }, at) => answers[at] === answer).length;
    const passed = await ruleNumber(db, 'learning_passed', today);
    if (questions.length > 0 && right * 100 < passed * questions.length)
      throw new Refused('learning_failed', { right, total: questions.length });
    await db
      .updateTable('learning_answers')
      .set({ state: 'confirmed', tries: mine.tries + 1, right_answers: right, confirmed_at: now.toISOString() })
      .where('learning_id', '=', id)
      .where('member_id', '=', mine.member_id)
      .executeTakeFirstOrThrow();
    await meetDeadline(db, { noun: 'agreement', row: id, kind: `learning.${mine.member_id}` }, now);
    const { number } = learning;
    ctx.about({ row: id, path: '', data: { number, right, total: questions.length } });
    ctx.deposit({ row: id, facts: { number, sha256, right, total: questions.length, member: mine.member_id } });
    return { confirmed_at: now.toISOString(), right, total: questions.length };
  },
});
