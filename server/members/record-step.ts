import Type from 'typebox';
import { type KitKind, stepOf } from '#domain/members/kits.ts';
import { Answers, StepState } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, orNull, Version } from '#domain/schema.ts';
import { meetDeadline, resumeDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';
import { loadKit } from '#server/members/load-kit.ts';

/** One step of a checklist is done, not needed, or open again; by whom and when is noted. Interview notes stay here. */
export const recordStep = verb({
  name: 'member.record-step',
  input: Type.Object({
    id: Id,
    version: Version,
    key: Type.String({ maxLength: 40 }),
    state: StepState,
    note: orNull(Type.String({ maxLength: 4000 })),
    answers: Answers,
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, key, state, note, answers }) {
    const { db, now, today } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const kit = await loadKit(db, { id, organisation, version });
    const later = stepOf(kit.kind, key)?.later === true;
    if (kit.state === 'finished' && !later) throw new Refused('wrong_state', { state: 'finished' });
    checkAnswers(kit.kind, key, answers);
    const done = { done_on: state === 'open' ? null : today, by_person: state === 'open' ? null : person };
    const changed = await db
      .updateTable('member_kit_steps')
      .set({ ...done, state, note: note?.trim() || null, answers: JSON.stringify(answers) })
      .where('kit_id', '=', id)
      .where('key', '=', key)
      .returning('key')
      .executeTakeFirst();
    if (!changed) throw new Refused('not_found', { noun: 'member', field: 'key' });
    const clock = { noun: 'member', row: kit.member_id, kind: `kit.${key}` };
    if (later) await (state === 'open' ? resumeDeadline(db, clock) : meetDeadline(db, clock, now));
    await db
      .updateTable('member_kits')
      .set({ version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: kit.member_id, path: '', data: { kit: id, step: key, state } });
    return { version: version + 1 };
  },
});

function checkAnswers(kind: KitKind, key: string, answers: Readonly<Record<string, string>>): void {
  const asked = (stepOf(kind, key)?.questions ?? []).map((question) => question.key);
  const unknown = Object.keys(answers).find((name) => !asked.includes(name));
  if (unknown !== undefined) throw new Refused('answer_unknown', { field: 'answers', key: unknown });
}
