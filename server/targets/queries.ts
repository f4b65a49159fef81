import { type RawBuilder, sql } from 'kysely';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { FileOutput, Id, Instant, orNull, paging } from '#domain/schema.ts';
import { RowBehind, TargetRow, targetFilters, targetOrder, ValueOfDay } from '#domain/targets/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { query } from '#server/kernel/verb.ts';
import { functionOf } from '#server/statistics/queries.ts';
import { readTargets } from '#server/targets/list/read.ts';
import { toRow } from '#server/targets/list/rows.ts';
import { writeWorkbook } from '#server/targets/list/write.ts';

/** Targets with computed value, override, due date, forecast and standing; whole targets unless parts are asked for. */
export const listTargets = query({
  name: 'target.list',
  input: Type.Object({ ...targetFilters, ...targetOrder, ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(TargetRow) }),
  async run({ db, today }, { sort = 'plan', descending = false, page = 1, size = 50, ...filter }) {
    const order = orderBy(sort, descending);
    const { total, found } = await readTargets(db, {
      filter,
      today,
      order,
      quick: sort === 'plan' || sort === 'by_on',
      size,
      offset: (page - 1) * size,
    });
    return { total, rows: found.map((row) => toRow(row, today)) };
  },
});

/** One file holds at most this many targets; more are refused, never cut. */
const mostExported = 20_000;

/** What the list shows, as a workbook. */
export const exportTargets = query({
  name: 'target.export',
  input: Type.Object({ ...targetFilters, ...targetOrder }),
  output: FileOutput,
  async run({ db, today }, { sort = 'plan', descending = false, ...filter }) {
    const order = orderBy(sort, descending);
    const { total, found } = await readTargets(db, { filter, today, order, size: mostExported, offset: 0 });
    if (total > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    return {
      name: `目标清单-${today}.xlsx`,
      media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: await writeWorkbook(found.map((row) => toRow(row, today))),
    };
  },
});

const columns = {
  plan: sql`r.programme, r.position`,
  by_on: sql`r.by_on`,
  achieved: sql`r.current / nullif(r.value, 0)`,
  standing: sql`array_position(array['overdue', 'behind', 'exceeded', 'on_course', 'not_yet', 'no_register', 'met'], r.standing)`,
} as const;

const orderBy = (sort: keyof typeof columns, descending: boolean): RawBuilder<unknown> =>
  sort === 'plan'
    ? sql`r.programme, r.position, r.id`
    : sql`${columns[sort]} ${descending ? sql`desc` : sql`asc`} nulls last, r.programme, r.position, r.id`;

const Overridden = Type.Object({
  value: Type.Number(),
  reason: Type.String(),
  person_name: orNull(Type.String()),
  at: Instant,
  withdrawn_at: orNull(Instant),
});

/** One target counted at this moment, its history by day, its parts and every override it ever had. */
export const showTarget = query({
  name: 'target.show',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    ...TargetRow.properties,
    history: Type.Array(ValueOfDay),
    parts: Type.Array(TargetRow),
    overrides: Type.Array(Overridden),
  }),
  async run({ db, today }, { id }) {
    const order = sql`r.position, r.id`;
    const one = await readTargets(db, { filter: { id }, today, order, size: 1, offset: 0 });
    const [target] = one.found;
    if (!target) throw new Refused('not_found', { noun: 'target' });
    const parts = await readTargets(db, {
      filter: { parent: id, programme: target.programme },
      today,
      order,
      size: 500,
      offset: 0,
    });
    const live = await measure(db, today, id);
    return {
      ...toRow({ ...target, ...live, counted_on: today }, today),
      history: await historyOf(db, id, today),
      parts: parts.found.map((row) => toRow(row, today)),
      overrides: await overridesOf(db, id),
    };
  },
});

type Measured = { computed: number | null; numerator: number | null; denominator: number | null };

/** The number as the rule counts it at this moment, whoever asks. All null: no register yet. */
async function measure(db: Reader, today: string, id: string): Promise<Measured> {
  const rows = await readRows(
    db,
    sql<Measured>`select computed, numerator, denominator from humi_measure(${today}::date, ${id}::uuid)`,
  );
  return rows[0] ?? { computed: null, numerator: null, denominator: null };
}

const historyOf = async (db: Reader, id: string, today: string) =>
  (
    await db
      .selectFrom('target_values')
      .select(['day', 'computed', 'numerator', 'denominator', 'overridden'])
      .where('target_id', '=', id)
      .where('day', '<=', today)
      .orderBy('day', 'desc')
      .limit(1_100)
      .execute()
  ).reverse();

const overridesOf = (db: Reader, id: string) =>
  db
    .selectFrom('target_overrides as o')
    .leftJoin('people as p', 'p.id', 'o.person_id')
    .select(['o.value', 'o.reason', 'p.name as person_name', 'o.at', 'o.withdrawn_at'])
    .where('o.target_id', '=', id)
    .orderBy('o.at', 'desc')
    .limit(200)
    .execute();

/**
 * The rows behind the number: those counted (as many as the numerator), or with `base` all of the denominator. `total`
 * is the rule's number; `hidden` of them are in registers whose rows the reader may not see.
 */
export const targetRows = query({
  name: 'target.rows',
  input: Type.Object({ id: Id, base: Type.Optional(Type.Boolean()), ...paging }),
  output: Type.Object({
    total: Type.Integer(),
    hidden: Type.Integer(),
    register: Type.Boolean(),
    rows: Type.Array(RowBehind),
  }),
  async run({ db, today }, { id, base = false, page = 1, size = 50 }) {
    const target = await db.selectFrom('targets').select(['id', 'subject']).where('id', '=', id).executeTakeFirst();
    if (!target) throw new Refused('not_found', { noun: 'target' });
    const { numerator, denominator } = await measure(db, today, id);
    const metric = target.subject === null ? null : functionOf(target.subject);
    if (metric === null || numerator === null) return { total: 0, hidden: 0, register: false, rows: [] };
    const behind = rowsBehind({ id, metric, today, base });
    const seen = await readRows(db, sql<{ visible: number }>`select count(*) as visible from (${behind}) f`);
    const rows = await readRows(
      db,
      sql<Behind>`
      select f.noun, f.row_id, f.title, f.on_day, f.org_id as organisation, o.name as organisation_name, f.hit as counted
        from (${behind}) f left join organisations o on o.id = f.org_id
       order by f.on_day desc nulls last, f.row_id limit ${size} offset ${(page - 1) * size}`,
    );
    const total = base && denominator !== null ? denominator : numerator;
    return { total, hidden: Math.max(0, total - (seen[0]?.visible ?? 0)), register: true, rows };
  },
});

type Behind = {
  noun: string;
  row_id: string;
  title: string;
  on_day: string | null;
  organisation: string | null;
  organisation_name: string | null;
  counted: boolean;
};

/** The same scope as humi_count, read under the reader's own row security. */
const rowsBehind = ({ id, metric, today, base }: { id: string; metric: string; today: string; base: boolean }) => sql`
  select f.* from (
      select g.org_id, g.programme_id, d.code is not null as narrowed,
             case when g.org_id is null then coalesce(d.path, p.path) else '' end as place
        from targets g join programmes p on p.id = g.programme_id left join divisions d on d.code = g.division_code
       where g.id = ${id}) w
    cross join lateral ${sql.id(metric)}(${today}::date, w.place, w.programme_id, w.narrowed or w.org_id is not null) f
   where (w.org_id is null or f.org_id in (select humi_units(w.org_id))) and (${base} or f.hit)`;

const worstFirst = orderBy('standing', false);

/** The targets of the programmes that my organisation leads or takes part in, the worst first. */
export async function readTargetsOf(db: Reader, today: string, size: number) {
  const { total, found } = await readTargets(db, { filter: { mine: true }, today, order: worstFirst, size, offset: 0 });
  return { total, rows: found.map((row) => toRow(row, today)) };
}
