import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Instant } from '#domain/schema.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadAsked, questionsOf } from '#server/learnings/load.ts';
import { firmOf } from '#server/members/load.ts';

/** A member confirms the reading, its test passed; the deposit holds the digest of what was read (D5). */
export const confirmLearning = verb({
  name: 'learning.learn',
  deposits: true,
  input: Type.Object({ id: Id, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  output: Type.Object({ confirmed_at: Instant }),
  async run(ctx, { id, sha256 }) {
    const { db, now } = ctx;
    const { mine, learning } = await loadAsked(db, firmOf(ctx.actor), id);
    if (learning.sha256 !== sha256) throw new Refused('text_changed');
    const total = questionsOf(learning.questions).length;
    if (total > 0 && mine.state !== 'passed') throw new Refused('learning_unanswered');
    const confirmed_at = now.toISOString();
    await db
      .updateTable('learning_answers')
      .set({ state: 'confirmed', confirmed_at })
      .where('learning_id', '=', id)
      .where('member_id', '=', mine.member_id)
      .executeTakeFirstOrThrow();
    await meetDeadline(db, { noun: 'learning', row: id, kind: `learning.${mine.member_id}` }, now);
    const [{ number }, right] = [learning, mine.right_answers ?? 0];
    ctx.about({ row: id, path: '', data: { number, right, total } });
    ctx.deposit({ row: id, facts: { number, sha256, right, total, tries: mine.tries, member: mine.member_id } });
    return { confirmed_at };
  },
});
