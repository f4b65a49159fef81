import { sql } from 'kysely';
import Type from 'typebox';
import { exhibitNo } from '#domain/exhibits/rules.ts';
import { exhibitFields } from '#domain/exhibits/schema.ts';
import { Id } from '#domain/schema.ts';
import { keeperOf } from '#server/exhibits/load.ts';
import { checkProgramme } from '#server/exhibits/steps/fields.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

/** Registers an exhibit: what it is, from whom and where; it gets its number of the year. The record begins with take. */
export const addExhibit = verb({
  name: 'exhibit.add',
  input: Type.Object(exhibitFields),
  output: Type.Object({ id: Id, no: Type.String(), version: Type.Integer() }),
  async run(ctx, { programme, name, case_no, ...fields }) {
    const { db, now, today } = ctx;
    const { organisation } = keeperOf(ctx.actor);
    await checkProgramme(ctx, programme);
    const year = Number(today.slice(0, 4));
    const number = await nextNumber(ctx, { organisation, year });
    const id = newId();
    await db
      .insertInto('exhibits')
      .values({
        ...{ ...fields, id, year, number, org_id: organisation, keeper_org: organisation, programme_id: programme },
        ...{ name: name.trim(), case_no: case_no?.trim() || null, created_at: now.toISOString() },
      })
      .execute();
    await sql`select humi_share_exhibit(${id}, ${organisation}, ${today})`.execute(db);
    ctx.about({ row: id, path: '', data: { year, number, kind: fields.kind } });
    return { id, no: exhibitNo({ year, number }), version: 1 };
  },
});

/** The row of the year is locked until the end of this act: no number twice, none left out. */
async function nextNumber(
  { db }: VerbContext,
  { organisation, year }: { organisation: string; year: number },
): Promise<number> {
  const { last } = await db
    .insertInto('exhibit_numbers')
    .values({ org_id: organisation, year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'year'])
        .doUpdateSet((row) => ({ last: sql`${row.ref('exhibit_numbers.last')} + 1` })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}
