import Type from 'typebox';
import { Day, Id, Line, orNull } from '#domain/schema.ts';
import { Amount, Comparison } from '#domain/targets/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnProgramme } from '#server/programmes/load.ts';
import { checkTarget } from '#server/targets/check.ts';

/** The lead office adds a counted target to its running programme (C04). */
export const addTarget = verb({
  name: 'target.add',
  input: Type.Object({
    programme: Id,
    subject: Type.Optional(orNull(Type.String({ maxLength: 60 }))),
    subject_text: Line,
    comparison: Comparison,
    value: Amount,
    value_to: Type.Optional(orNull(Amount)),
    unit: Type.Optional(Type.String({ maxLength: 20 })),
    by_on: Type.Optional(orNull(Day)),
    phase: Type.Optional(orNull(Id)),
    text: Type.Optional(Type.String({ maxLength: 1_000 })),
  }),
  output: Type.Object({ id: Id }),
  async run(
    ctx,
    {
      programme: programmeId,
      subject = null,
      value_to = null,
      by_on = null,
      phase = null,
      unit = '',
      text = '',
      ...rest
    },
  ) {
    const { db } = ctx;
    const programme = await loadOwnProgramme(ctx, programmeId);
    await checkTarget(db, programme, { ...rest, subject, value_to, by_on, phase });
    const { last } = await db
      .selectFrom('targets')
      .select((row) => row.fn.max('position').as('last'))
      .where('programme_id', '=', programme.id)
      .executeTakeFirstOrThrow();
    const id = newId();
    await db
      .insertInto('targets')
      .values({
        id,
        programme_id: programme.id,
        path: programme.path,
        phase_id: phase,
        position: (last ?? -1) + 1,
        subject,
        value_to,
        by_on,
        unit,
        text,
        ...rest,
      })
      .execute();
    ctx.about({ row: id, programme: programme.id, path: programme.path, data: { subject, value: rest.value } });
    return { id };
  },
});
