import { type RawBuilder, sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { verbs } from '#domain/glossary.ts';
import { Refused } from '#domain/refused.ts';
import { Day, FileOutput, Id, Instant, orNull, paging } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { writeTable } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';

const filters = {
  programme: Type.Optional(Id),
  noun: Type.Optional(Type.String({ maxLength: 30 })),
  row: Type.Optional(Id),
  organisation: Type.Optional(Id),
  act: Type.Optional(Type.String({ maxLength: 60 })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};

/** Who did what, when. A person is named only to those who may see the person; otherwise the organisation is. */
const EventRow = Type.Object({
  id: Id,
  at: Instant,
  act: Type.String(),
  noun: Type.String(),
  row_id: orNull(Id),
  title: orNull(Type.String({ description: 'Of the row, where the reader may see it' })),
  programme_id: orNull(Id),
  programme_title: orNull(Type.String()),
  person_name: orNull(Type.String()),
  organisation: orNull(Id),
  organisation_name: orNull(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
});

type Row = Static<typeof EventRow>;
type Filter = {
  programme?: string;
  noun?: string;
  row?: string;
  organisation?: string;
  act?: string;
  from?: string;
  to?: string;
};

/** The record of acts, newest first. */
export const listEvents = query({
  name: 'event.list',
  input: Type.Object({ ...filters, ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(EventRow) }),
  async run({ db, actor }, { page = 1, size = 50, ...filter }) {
    const { total, rows } = await readEvents(db, filter, { size, offset: (page - 1) * size });
    const audits = actor.kind === 'person' && actor.roles.includes('audit_administrator');
    return { total, rows: audits ? rows.map((row) => ({ ...row, data: withoutBusiness(row.data) })) : rows };
  },
});

/** Ids, days, counts, states: what an auditor needs. Words that a person wrote or a plan holds are business. */
const withoutBusiness = (data: Row['data']): Row['data'] =>
  Object.fromEntries(
    Object.entries(data).filter(([name, value]) => !worded.has(name) && /^[ -~]{0,500}$/.test(JSON.stringify(value))),
  );

const worded = new Set(['title', 'file_name', 'reason', 'unit_name', 'text', 'name']);

/** One file holds at most this many acts; more are refused with the advice to narrow the days. */
const mostExported = 20_000;

/** The record of acts as a workbook, for whoever audits it. */
export const exportEvents = query({
  name: 'event.export',
  input: Type.Object(filters),
  output: FileOutput,
  async run({ db, today }, filter) {
    const { total, rows } = await readEvents(db, filter, { size: mostExported, offset: 0 });
    if (total > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    return {
      name: `办理记录-${today}.xlsx`,
      media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: await writeWorkbook(rows),
    };
  },
});

async function readEvents(
  db: Reader,
  filter: Filter,
  { size, offset }: { size: number; offset: number },
): Promise<{ total: number; rows: Row[] }> {
  const where = sql.join(conditions(filter), sql` and `);
  const counted = await readRows(db, sql<{ total: number }>`select count(*) as total from events e where ${where}`);
  const rows = await readRows(
    db,
    sql<Row>`
    select e.id, e.at, e.act, e.noun, e.row_id, e.programme_id, p.title as programme_title, n.name as person_name,
           e.org_id as organisation, o.name as organisation_name, e.data,
           case e.noun when 'task' then (select text from tasks t where t.id = e.row_id)
             when 'target' then (select subject_text from targets g where g.id = e.row_id)
             when 'pilot' then (select title from pilots i where i.id = e.row_id)
             when 'organisation' then (select name from organisations x where x.id = e.row_id)
             when 'plan' then (select file_name from plans y where y.id = e.row_id)
             when 'programme' then p.title end as title
      from (select * from events e where ${where} order by e.at desc, e.id desc limit ${size} offset ${offset}) e
      left join programmes p on p.id = e.programme_id
      left join people n on n.id = e.person_id
      left join organisations o on o.id = e.org_id
     order by e.at desc, e.id desc`,
  );
  return { total: counted[0]?.total ?? 0, rows };
}

function conditions({ programme, noun, row, organisation, act, from, to }: Filter): RawBuilder<unknown>[] {
  const some: RawBuilder<unknown>[] = [sql`true`];
  if (programme !== undefined) some.push(sql`e.programme_id = ${programme}`);
  if (noun !== undefined) some.push(sql`e.noun = ${noun}`);
  if (row !== undefined) some.push(sql`e.row_id = ${row}`);
  if (organisation !== undefined) some.push(sql`e.org_id = ${organisation}`);
  if (act !== undefined) some.push(sql`e.act = ${act}`);
  if (from !== undefined) some.push(sql`e.at >= (${from}::date::timestamp at time zone 'Asia/Shanghai')`);
  if (to !== undefined) some.push(sql`e.at < ((${to}::date + 1)::timestamp at time zone 'Asia/Shanghai')`);
  return some;
}

const columns = [
  { title: '时间', width: 20 },
  { title: '单位', width: 30 },
  { title: '人员', width: 14 },
  { title: '事项', width: 16 },
  { title: '对象', width: 50 },
  { title: '工作方案', width: 40 },
  { title: '编号', width: 38 },
] as const;

const writeWorkbook = (rows: readonly Row[]): Promise<Uint8Array> =>
  writeTable(
    '办理记录',
    columns,
    rows.map((row) => [
      ...[timeInChina(row.at), row.organisation_name, row.person_name, labelOf(row.act)],
      ...[row.title, row.programme_title, row.row_id],
    ]),
  );

const timeInChina = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const labelOf = (act: string): string => {
  const word = act.slice(act.indexOf('.') + 1);
  return Object.entries(verbs).find(([name]) => name === word)?.[1].zh ?? act;
};
