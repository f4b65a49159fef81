import { sql } from 'kysely';
import Type from 'typebox';
import { paging } from '#domain/schema.ts';
import { isUnsure } from '#domain/settings/rules.ts';
import { CalendarRow, Certainty, RuleRow } from '#domain/settings/schema.ts';
import { holding } from '#server/db/like.ts';
import { query } from '#server/kernel/verb.ts';

/**
 * Legal numbers and product settings with law, article, source and certainty. Without `ended` only the rows that are in
 * force today or will be; `unsure` leaves those that somebody must confirm.
 */
export const listSettings = query({
  name: 'setting.list',
  input: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100 })),
    certainty: Type.Optional(Certainty),
    unsure: Type.Optional(Type.Boolean()),
    ended: Type.Optional(Type.Boolean()),
    ...paging,
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(RuleRow), unsure_total: Type.Integer() }),
  async run({ db, today }, { q, certainty, unsure = false, ended = false, page = 1, size = 50 }) {
    let found = db.selectFrom('rule_rows');
    if (!ended) found = found.where((row) => row.or([row('in_force_to', 'is', null), row('in_force_to', '>=', today)]));
    const { unsure_total } = await found
      .where('certainty', 'not in', ['T', 'P'])
      .select((row) => row.fn.countAll<number>().as('unsure_total'))
      .executeTakeFirstOrThrow();
    if (unsure) found = found.where('certainty', 'not in', ['T', 'P']);
    if (certainty) found = found.where('certainty', '=', certainty);
    if (q?.trim()) {
      const part = holding(q);
      found = found.where((row) =>
        row.or([
          row('zh', 'ilike', part),
          row('en', 'ilike', part),
          row('law', 'ilike', part),
          row('key', 'ilike', part),
        ]),
      );
    }
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .selectAll()
      .orderBy((row) => row.case().when('law', '=', 'product default').then(1).else(0).end())
      .orderBy('law')
      .orderBy('key')
      .orderBy('in_force_from', (order) => order.desc().nullsLast())
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return {
      total,
      unsure_total,
      rows: rows.map((row) => ({
        ...row,
        value: asValue(row.value),
        unsure: isUnsure(row.certainty),
        in_force: isInForce(row, today),
      })),
    };
  },
});

const asValue = (value: unknown): number | string | null =>
  typeof value === 'number' || typeof value === 'string' ? value : null;

const isInForce = (
  { in_force_from, in_force_to }: { in_force_from: string | null; in_force_to: string | null },
  today: string,
): boolean => (in_force_from === null || in_force_from <= today) && (in_force_to === null || in_force_to >= today);

/** The announced holidays and shifted working days of a year, and which years are announced at all. */
export const showCalendar = query({
  name: 'setting.calendar',
  input: Type.Object({ year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2200 })) }),
  output: Type.Object({
    year: Type.Integer(),
    announced: Type.Boolean(),
    years: Type.Array(Type.Integer()),
    total: Type.Integer(),
    rows: Type.Array(CalendarRow),
  }),
  async run({ db, today }, { year = Number(today.slice(0, 4)) }) {
    const announced = await db
      .selectFrom('calendar_days')
      .select(sql<number>`extract(year from day)::integer`.as('year'))
      .distinct()
      .orderBy('year')
      .execute();
    const rows = await db
      .selectFrom('calendar_days')
      .selectAll()
      .where('day', '>=', `${year}-01-01`)
      .where('day', '<=', `${year}-12-31`)
      .orderBy('day')
      .execute();
    const years = announced.map((one) => one.year);
    return { year, announced: years.includes(year), years, total: rows.length, rows };
  },
});
