/** Leases and progress of tables on their way in: bookkeeping of the system, each in a short transaction of its own. */
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import type { House } from '#server/kernel/verb.ts';

export type Held = {
  readonly id: string;
  readonly org_id: string;
  readonly path: string;
  readonly state: string;
  readonly rows: number;
  readonly mapping: unknown;
  readonly head_row: number | null;
  readonly duplicates: string;
};

const leaseSeconds = 60;

export const write = <T>(house: House, work: (db: Writer) => Promise<T>): Promise<T> =>
  house.database.write({ token: null, system: true }, 'humi_system', (db) => work(db));

const leaseFrom = (now: Date): string => new Date(now.getTime() + leaseSeconds * 1000).toISOString();

/** The oldest table that waits and that no living server has in hand; its step begins anew. */
export const heldBy = (house: House): Promise<Held | null> =>
  write(house, async (db) => {
    const now = house.clock();
    const waiting = await db
      .selectFrom('imports')
      .select(['id', 'org_id', 'path', 'state', 'rows', 'mapping', 'head_row', 'duplicates'])
      .where('state', 'in', ['arriving', 'checking', 'applying'])
      .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<', now.toISOString())]))
      .orderBy('created_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!waiting) return null;
    await db
      .updateTable('imports')
      .set({ lease_until: leaseFrom(now), done: 0 })
      .where('id', '=', waiting.id)
      .execute();
    return waiting;
  });

/** One piece of a step together with how far it is. Throws import_cancelled as soon as the step is no longer wanted. */
export const step = (
  house: House,
  { id, state }: Held,
  {
    done,
    more = {},
    work,
  }: { done: number; more?: { rows?: number; merged?: number }; work: (db: Writer) => Promise<void> },
): Promise<void> =>
  write(house, async (db) => {
    const still = await db.selectFrom('imports').select('state').where('id', '=', id).forUpdate().executeTakeFirst();
    if (still?.state !== state) throw new Refused('import_cancelled');
    await work(db);
    await db
      .updateTable('imports')
      .set({ done, ...more, lease_until: leaseFrom(house.clock()) })
      .where('id', '=', id)
      .execute();
  });

const applied = new Map<string, number>();

/** Rows of the running transaction that are written, told by it as it goes. */
export const tell = (id: string, done: number): void => void applied.set(id, done);

/** Shows what was told, and keeps the lease, until stopped: the transaction itself shows nothing before its end. */
export function beat(house: House, id: string): () => Promise<void> {
  let writing = Promise.resolve();
  const show = (): void => {
    writing = writing.then(() => showOnce(house, id)).catch(() => undefined);
  };
  const timer = setInterval(show, 500);
  return async () => {
    clearInterval(timer);
    await writing;
    applied.delete(id);
  };
}

const showOnce = async (house: House, id: string): Promise<void> => {
  await write(house, (db) =>
    db
      .updateTable('imports')
      .set({ done: applied.get(id) ?? 0, lease_until: leaseFrom(house.clock()) })
      .where('id', '=', id)
      .where('state', '=', 'applying')
      .execute(),
  );
};
