import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { Day, Instant, orNull, paging } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { query } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

const Party = {
  name: Type.String(),
  state: Type.String(),
  seen_at: orNull(Instant),
  failing_since: orNull(Instant),
};

const Monitor = Type.Object({
  origin: Type.String(),
  size: Type.Integer({ description: 'Entries whose order is fixed' }),
  published_size: Type.Integer(),
  waiting: Type.Integer({ description: 'Received, without a place yet' }),
  stopped: orNull(Type.String({ description: 'Kind of the alarm that stopped the growth' })),
  latest: orNull(Type.Object({ size: Type.Integer(), root: Type.String(), at: Instant })),
  growth: Type.Array(Type.Object({ day: Day, size: Type.Integer() })),
  witnesses_needed: Type.Integer(),
  witnesses: Type.Array(Type.Object({ ...Party, vkey: Type.String(), size: Type.Integer() })),
  authorities: Type.Array(Type.Object({ ...Party, waiting: Type.Integer() })),
  delays: Type.Object({ p50: orNull(Type.Integer()), p99: orNull(Type.Integer()) }, { description: 'Milliseconds' }),
  alarms: Type.Array(
    Type.Object({ kind: Type.String(), at: Instant, data: Type.Record(Type.String(), Type.Unknown()) }),
  ),
  days: Type.Array(Type.Object({ day: Day, events: Type.Integer(), state: Type.Enum(['unchanged', 'changed']) })),
});

/** How the register fares, for anybody: growth, witnesses, authorities, delays, alarms, the record of acts by day. */
export const showMonitor = query({
  name: 'evidence.monitor',
  input: Type.Object({}),
  output: Monitor,
  async run({ db, today }) {
    const [head] = await readRows(
      db,
      sql<Pick<Static<typeof Monitor>, 'origin' | 'size' | 'published_size' | 'waiting' | 'stopped'>>`
        select origin, size, published_size, stopped, humi_inbox_size() as waiting from evidence_log`,
    );
    const empty = { origin: '', size: 0, published_size: 0, waiting: 0, stopped: null };
    return {
      ...(head ?? empty),
      witnesses_needed: await ruleNumber(db, 'evidence_witnesses_needed', today),
      latest: (await latestCheckpoints(db, { size: 1, offset: 0 }))[0] ?? null,
      growth: await growthOf(db),
      witnesses: await witnessesOf(db),
      authorities: await authoritiesOf(db),
      delays: await delaysOf(db),
      alarms: await alarmsOf(db),
      days: await daysOf(db),
    };
  },
});

/** Checkpoints, newest first: between any two of them anybody can check that the register only grew. */
export const listCheckpoints = query({
  name: 'evidence.checkpoints',
  input: Type.Object(paging),
  output: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(Type.Object({ size: Type.Integer(), root: Type.String(), at: Instant })),
  }),
  async run({ db }, { page = 1, size = 50 }) {
    const counted = await readRows(db, sql<{ total: number }>`select count(*) as total from checkpoints`);
    return { total: counted[0]?.total ?? 0, rows: await latestCheckpoints(db, { size, offset: (page - 1) * size }) };
  },
});

const latestCheckpoints = (db: Reader, { size, offset }: { size: number; offset: number }) =>
  readRows(
    db,
    sql<{ size: number; root: string; at: string }>`
      select size, encode(root, 'hex') as root, at from checkpoints order by size desc limit ${size} offset ${offset}`,
  );

/** The size at the end of each of the last ninety days that had a checkpoint: one look into the index for each. */
const growthOf = (db: Reader) =>
  readRows(
    db,
    sql<{ day: string; size: number }>`
      with recursive days as (
        (select size, (at at time zone 'Asia/Shanghai')::date as day, 1 as n from checkpoints order by at desc, size desc limit 1)
        union all
        select c.size, (c.at at time zone 'Asia/Shanghai')::date, d.n + 1
          from days d cross join lateral (select size, at from checkpoints
            where at < (d.day::timestamp at time zone 'Asia/Shanghai') order by at desc, size desc limit 1) c
         where d.n < 90)
      select day, size from days order by day`,
  );

const witnessesOf = (db: Reader) =>
  db
    .selectFrom('witnesses')
    .select(['name', 'state', 'seen_at', 'failing_since', 'vkey', 'size'])
    .orderBy('state')
    .orderBy('id')
    .limit(200)
    .execute();

const authoritiesOf = (db: Reader) =>
  readRows(
    db,
    sql<{ name: string; state: string; seen_at: string | null; failing_since: string | null; waiting: number }>`
      select a.name, a.state, a.seen_at, a.failing_since,
             (select count(*) from time_tokens t where t.authority_id = a.id and t.state = 'waiting') as waiting
        from authorities a order by a.state, a.id limit 200`,
  );

/** From the moment of an act to the checkpoint that covers it, over the checkpoints of the last hour that there was one. */
async function delaysOf(db: Reader): Promise<{ p50: number | null; p99: number | null }> {
  const [found] = await readRows(
    db,
    sql<{ p50: number | null; p99: number | null }>`select * from humi_evidence_delays()`,
  );
  return { p50: found?.p50 ?? null, p99: found?.p99 ?? null };
}

const alarmsOf = async (db: Reader) =>
  (
    await db
      .selectFrom('evidence_alarms')
      .select(['kind', 'at', 'data'])
      .where('ended_at', 'is', null)
      .orderBy('at', 'desc')
      .limit(200)
      .execute()
  ).map(({ kind, at, data }) => ({ kind, at, data: asRecord(data) }));

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const daysOf = async (db: Reader) =>
  (
    await db.selectFrom('event_days').select(['day', 'events', 'changed_at']).orderBy('day', 'desc').limit(60).execute()
  ).map(({ changed_at, ...row }) => ({
    ...row,
    state: changed_at === null ? ('unchanged' as const) : ('changed' as const),
  }));
