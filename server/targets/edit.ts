import Type from 'typebox';
import { Day, Id, Line, orNull, Version } from '#domain/schema.ts';
import type { Comparison as ComparisonName } from '#domain/targets/rules.ts';
import { Amount, Comparison } from '#domain/targets/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { checkTarget } from '#server/targets/check.ts';
import { loadOwnTarget, mustBeActive, type Target } from '#server/targets/load.ts';

/**
 * The lead office changes what a target wants, by when, or what counts it, takes it out (`state: cancelled`, with its
 * parts) or puts it back. What was computed before stays.
 */
export const editTarget = verb({
  name: 'target.edit',
  input: Type.Object({
    id: Id,
    version: Version,
    subject: Type.Optional(orNull(Type.String({ maxLength: 60 }))),
    subject_text: Type.Optional(Line),
    comparison: Type.Optional(Comparison),
    value: Type.Optional(Amount),
    value_to: Type.Optional(orNull(Amount)),
    unit: Type.Optional(Type.String({ maxLength: 20 })),
    by_on: Type.Optional(orNull(Day)),
    phase: Type.Optional(orNull(Id)),
    text: Type.Optional(Type.String({ maxLength: 1_000 })),
    state: Type.Optional(Type.Enum(['active', 'cancelled'])),
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, ...changes }) {
    const { target, programme } = await loadOwnTarget(ctx, { id, version });
    if (changes.state === undefined) mustBeActive(target);
    const after = { ...before(target), ...changes };
    await checkTarget(ctx.db, programme, after);
    const { phase, ...columns } = after;
    await ctx.db
      .updateTable('targets')
      .set({ ...columns, phase_id: phase, version: version + 1 })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirstOrThrow();
    await editParts(ctx, target, after);
    ctx.about({
      row: id,
      programme: programme.id,
      path: programme.path,
      data: { fields: Object.keys(changes), value: after.value },
    });
    return { version: version + 1 };
  },
});

/** Parts handed down count the same thing by the same day; their numbers are their own. */
async function editParts({ db }: VerbContext, { id, state }: Target, after: ReturnType<typeof before>): Promise<void> {
  const { subject, subject_text, unit, by_on, phase } = after;
  await db
    .updateTable('targets')
    .set({
      subject,
      subject_text,
      unit,
      by_on,
      phase_id: phase,
      ...(after.state === state ? {} : { state: after.state }),
    })
    .where('parent_id', '=', id)
    .execute();
}

const before = ({
  subject,
  subject_text,
  comparison,
  value,
  value_to,
  unit,
  by_on,
  phase_id,
  text,
  state,
}: Target) => ({
  subject,
  subject_text,
  // The column's check constraint allows exactly these four.
  comparison: comparison as ComparisonName,
  value: Number(value),
  value_to: value_to === null ? null : Number(value_to),
  unit,
  by_on,
  phase: phase_id,
  text,
  state,
});
