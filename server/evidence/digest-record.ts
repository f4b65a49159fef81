import { sql } from 'kysely';
import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import type { Writer } from '#server/db/open.ts';
import { asAsked, endAlarms, raiseAlarm } from '#server/evidence/log/alarms.ts';
import { digestDay } from '#server/evidence/record/digest-day.ts';
import { isRegistered, restoreDays } from '#server/evidence/record/registered.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

/** Days that one run catches up. */
const mostDays = 400;
/** What one run compares again: the newest days, and of all others those not looked at for longest. */
const compared = { newest: 31, others: 14 };

/**
 * Every night: deposits a digest of each day of the record of acts that has none yet, and compares the days that have
 * one with the record as it is now, and with what the register holds of them. A record that somebody rewrote, though
 * the database forbids it, shows.
 */
export const digestRecord = verb({
  name: 'evidence.digest-record',
  input: Type.Object({}),
  output: Type.Object({}),
  deposits: true,
  async run(ctx) {
    await restoreDays(ctx.db);
    const changed = await compareDays(ctx);
    const days = await missingDays(ctx.db, ctx.today);
    for (const day of days) await depositDay(ctx, day);
    // A night without a new day still says that it looked: what it found is worth an entry, too.
    if (days.length === 0) ctx.deposit({ facts: { compared_until: ctx.today, changed_days: changed } });
    ctx.about({ data: { days: days.length, changed: changed.length } });
    return {};
  },
});

async function depositDay(ctx: VerbContext, day: string): Promise<void> {
  const { events, sha256, sm3 } = await digestDay(ctx.db, day);
  const before = await ctx.db
    .selectFrom('event_days')
    .select(['day', 'sha256'])
    .where('day', '<', day)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  const previous = before ? { day: before.day, sha256: before.sha256 } : null;
  const deposit = ctx.deposit({ facts: { day, events, sha256, sm3, previous } });
  await ctx.db
    .insertInto('event_days')
    .values({ day, events, sha256, deposit_id: deposit, checked_at: ctx.now.toISOString() })
    .execute();
}

/** Days before today, from the first event on, that have no digest; oldest first. */
async function missingDays(db: Writer, today: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select d::date as day
      from (select (min(at) at time zone 'Asia/Shanghai')::date as first from events) f,
           generate_series(f.first, ${addDays(today, -1)}::date, '1 day') d
     where not exists (select 1 from event_days e where e.day = d::date)
     order by d limit ${mostDays}`.execute(db);
  return rows.map(({ day }) => day);
}

/** The days, of the newest ones that have a digest, whose record is no longer what was deposited. Raises the alarm. */
async function compareDays({ db, tiles, now }: VerbContext): Promise<string[]> {
  const changed: string[] = [];
  for (const { day, sha256, deposit_id, changed_at } of await daysToCompare(db)) {
    const found = await digestDay(db, day);
    const isSame = found.sha256 === sha256 && (await isRegistered({ db, tiles }, { day, sha256, deposit_id }));
    if (!isSame) changed.push(day);
    await tell(db, { day, isSame, now });
    await db
      .updateTable('event_days')
      .set({
        checked_at: now.toISOString(),
        changed_at: isSame ? null : (changed_at ?? now.toISOString()),
      })
      .where('day', '=', day)
      .execute();
  }
  return changed.sort();
}

type Compared = { day: string; sha256: string; deposit_id: string; changed_at: string | null };

async function daysToCompare(db: Writer): Promise<Compared[]> {
  const { rows } = await sql<Compared>`
    (select day, sha256, deposit_id, changed_at from event_days order by day desc limit ${compared.newest})
    union
    (select day, sha256, deposit_id, changed_at from event_days order by changed_at is null, checked_at limit ${compared.others})`.execute(
    db,
  );
  return rows;
}

type Told = { readonly day: string; readonly isSame: boolean; readonly now: Date };

/** One open alarm a changed day; that of a day which was put right again ends. */
const tell = (db: Writer, { day, isSame, now }: Told): Promise<void> =>
  isSame
    ? endAlarms(asAsked(db), ['record_changed'], { about: day, now })
    : raiseAlarm(asAsked(db), 'record_changed', { data: { about: day }, now });
