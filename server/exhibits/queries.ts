import Type from 'typebox';
import { ExhibitDetail, ExhibitRow } from '#domain/exhibits/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, paging } from '#domain/schema.ts';
import { exhibitFilters, findExhibits, readRecord, shownColumns, withRecord } from '#server/exhibits/steps/find.ts';
import { writeExhibits, writeRecord } from '#server/exhibits/steps/sheet.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';

const order = {
  sort: Type.Optional(Type.Enum(['number', '-number', 'name', '-name', 'state', '-state'])),
};

const columnOf = { number: 'e.created_at', name: 'e.name', state: 'e.state' } as const;

/** Exhibits that my organisation has, had or is to receive: the newest first, with how many wait for its receipt (C45). */
export const listExhibits = query({
  name: 'exhibit.list',
  input: Type.Object({ ...paging, ...exhibitFilters, ...order }),
  output: Type.Object({
    total: Type.Integer(),
    awaiting: Type.Integer({ description: 'Moved to my organisation and not received yet, whatever the filter' }),
    broken: Type.Integer({ description: 'Whose chain has a gap that stays, whatever the filter' }),
    rows: Type.Array(ExhibitRow),
  }),
  async run(ctx, { page = 1, size = 50, sort, ...filter }) {
    const { db } = ctx;
    const me = organisationOf(ctx);
    const found = findExhibits(db, me, filter);
    const count = ({ custody, chain }: { custody?: 'awaiting'; chain?: 'broken' }) =>
      findExhibits(db, me, { ...(custody ? { custody } : {}), ...(chain ? { chain } : {}) })
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const { column, direction } = orderOf(sort);
    const rows = await found
      .select(shownColumns)
      .orderBy(column, direction)
      .orderBy('e.id', direction)
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return {
      total,
      awaiting: (await count({ custody: 'awaiting' })).total,
      broken: (await count({ chain: 'broken' })).total,
      rows: await withRecord(db, me, rows),
    };
  },
});

const mostExported = 20_000;

/** What the filter shows as a workbook. Refuses too_many_rows rather than cutting. */
export const exportExhibits = query({
  name: 'exhibit.export',
  input: Type.Object({ ...exhibitFilters, ...order }),
  output: FileOutput,
  async run(ctx, { sort, ...filter }) {
    const { db, today } = ctx;
    const me = organisationOf(ctx);
    const { column, direction } = orderOf(sort);
    const rows = await findExhibits(db, me, filter)
      .select(shownColumns)
      .orderBy(column, direction)
      .orderBy('e.id', direction)
      .limit(mostExported + 1)
      .execute();
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const bytes = await writeExhibits(await withRecord(db, me, rows));
    return { name: `电子证据${today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

/** One exhibit with its whole record of custody and what the record says of itself (C45). */
export const showExhibit = query({
  name: 'exhibit.show',
  input: ById,
  output: ExhibitDetail,
  async run(ctx, { id }) {
    const row = await readOne(ctx, id);
    return { ...row, record: await readRecord(ctx.db, id) };
  },
});

/** The record of custody of one exhibit as a workbook. */
export const exportRecord = query({
  name: 'exhibit.record',
  input: ById,
  output: FileOutput,
  async run(ctx, { id }) {
    const { no } = await readOne(ctx, id);
    const bytes = await writeRecord(await readRecord(ctx.db, id));
    return { name: `保管记录${no}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

async function readOne(ctx: QueryContext, id: string) {
  const me = organisationOf(ctx);
  const rows = await findExhibits(ctx.db, me, {})
    .select([...shownColumns, 'e.content_name', 'e.size', 'e.sha256', 'e.sm3'])
    .where('e.id', '=', id)
    .execute();
  const [row] = await withRecord(ctx.db, me, rows);
  if (!row) throw new Refused('not_found', { noun: 'exhibit' });
  return row;
}

/** Newest first unless a column is asked for. */
function orderOf(sort = '-number') {
  // The names that `order` allows, without their sign.
  const column = columnOf[sort.replace(/^-/, '') as keyof typeof columnOf];
  return { column, direction: sort.startsWith('-') ? 'desc' : 'asc' } as const;
}

function organisationOf({ actor }: QueryContext): string {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  return actor.organisation;
}
