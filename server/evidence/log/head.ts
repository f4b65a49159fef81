import type pg from 'pg';

/** What the database knows of the register at this moment. */
export type Head = {
  readonly origin: string;
  /** Entries whose order is fixed. */
  readonly size: number;
  readonly published_size: number;
  readonly holder: string | null;
  /** Another process holds the lease and is alive. */
  readonly held: boolean;
  readonly latest_at: string | null;
  readonly stopped: string | null;
  /** Received entries wait for their order. */
  readonly waiting: boolean;
  /** Checkpoints exist: false for a new register, which publishes its size of zero first. */
  readonly begun: boolean;
  /** The keys in force. */
  readonly vkeys: readonly string[];
};

/** One question for all that a look at the register needs; undefined before the first start. */
export async function readHead(owner: pg.Pool): Promise<Head | undefined> {
  const { rows } = await owner.query(
    `select origin, size, published_size, holder, latest_at, stopped,
       holder is not null and lease_until > clock_timestamp() as held,
       exists (select 1 from evidence_inbox) as waiting,
       exists (select 1 from checkpoints) as begun,
       array(select vkey from log_keys where to_size is null and revoked_at is null order by vkey) as vkeys
     from evidence_log`,
  );
  return rows[0];
}

export async function publishedSize(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query('select published_size from evidence_log');
  return rows[0]?.published_size ?? 0;
}

/** Takes or renews the lease; false while another process holds it or the register is stopped. */
export async function takeLease(owner: pg.Pool, holder: string, seconds: number): Promise<boolean> {
  const { rows } = await owner.query('select humi_lease($1, $2) as mine', [holder, seconds]);
  return rows[0].mine;
}

export async function leaveLease(owner: pg.Pool, holder: string): Promise<void> {
  await owner.query('update evidence_log set holder = null, lease_until = null where holder = $1', [holder]);
}

/** Entries with the order that the database gave them; `entries` is a bundle of `size` of them. */
export type Batch = { readonly from_index: number; readonly size: number; readonly entries: Buffer };

/** Batches from an index on, in their order: one, and more as long as those before are fewer than 20,000 entries. */
export async function readBatches(owner: pg.Pool, from: number): Promise<Batch[]> {
  const { rows } = await owner.query(
    `select from_index, size, entries from evidence_batches join (
       select from_index, sum(size) over (order by from_index) - size as before from evidence_batches where from_index >= $1
     ) as told using (from_index) where before < 20000 order by from_index`,
    [from],
  );
  return rows;
}

/** Stops the register for good: only `humi evidence recover` lets it grow again. */
export async function stopRegister(owner: pg.Pool, reason: string, now: Date): Promise<void> {
  await owner.query('update evidence_log set stopped = $1, stopped_at = $2 where stopped is null', [reason, now]);
}
