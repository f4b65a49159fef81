import type pg from 'pg';
import type { Calendar } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { bindKysely } from '#server/db/bind.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { dayInChina } from '#server/kernel/verb.ts';

/** The number of a dated rule row in force on a day. A missing row is a mistake of the installation: unknown_rule. */
export async function ruleNumber(db: Reader | Writer, key: string, day: string): Promise<number> {
  const [value] = await ruleNumbers(db, [key], day);
  if (value === undefined || Number.isNaN(value)) throw new Refused('unknown_rule', { key });
  return value;
}

/** The numbers of several rule rows in force on a day, the newest of each, without those that have none. */
export async function ruleNumbers(db: Reader | Writer, keys: readonly string[], day: string): Promise<number[]> {
  // Both handles read alike; the narrower type has every word used here.
  const rows = await (db as Reader)
    .selectFrom('rule_rows')
    .select(['key', 'value'])
    .where('key', 'in', keys)
    .where((row) => row.or([row('in_force_from', 'is', null), row('in_force_from', '<=', day)]))
    .where((row) => row.or([row('in_force_to', 'is', null), row('in_force_to', '>=', day)]))
    .orderBy('in_force_from', (order) => order.asc().nullsFirst())
    .execute();
  const latest = new Map(rows.map((row) => [row.key, Number(row.value)]));
  return keys.flatMap((key) => latest.get(key) ?? []);
}

/** The number of a rule row today, for what runs on the owner's pool beside the door. */
export async function ruleToday({ owner, clock }: { owner: pg.Pool; clock: () => Date }, key: string): Promise<number> {
  const client = await owner.connect();
  try {
    const db = bindKysely(client, () => undefined);
    return await ruleNumber(db, key, dayInChina(clock()));
  } finally {
    client.release();
  }
}

/** Holidays and shifted working days of this year and later ones, and which of those years are announced. */
export async function readCalendar(db: Writer, today: string): Promise<Calendar> {
  const rows = await db
    .selectFrom('calendar_days')
    .select(['day', 'kind'])
    .where('day', '>=', `${today.slice(0, 4)}-01-01`)
    .execute();
  return {
    // The column's check constraint allows exactly these two.
    days: new Map(rows.map((row) => [row.day, row.kind as 'holiday' | 'working'])),
    announcedYears: new Set(rows.map((row) => Number(row.day.slice(0, 4)))),
  };
}
