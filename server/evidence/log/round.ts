import type pg from 'pg';
import { parseNote } from '#domain/evidence/notes.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import type { Report } from '#server/kernel/worker.ts';
import { endAlarms, raiseAlarm } from './alarms.ts';
import { type Cleaning, clean, noteOutgrown, openCleaning } from './clean.ts';
import { type Growth, grow, publish, signedNote } from './grow.ts';
import { type Head, readHead, stopRegister, takeLease } from './head.ts';
import { readKeys, type Signer, signerOf } from './keys.ts';
import { type Ground, settle } from './settle.ts';
import { ownKinds, ownTrouble, trouble, troubleOf } from './trouble.ts';

export type LogContext = {
  readonly owner: pg.Pool;
  readonly tiles: TileStore;
  readonly clock: () => Date;
  readonly report: Report;
  readonly keysDir: string;
  readonly leaseSeconds: number;
};

/** What one sequencer remembers between its rounds; all of it can be found out again. */
export type Memory = {
  readonly holder: string;
  leasedAt: number;
  /** When the ground was last compared with the tile store. */
  settledAt: number;
  ground: Ground | undefined;
  signers: readonly Signer[];
  /** The keys that signed the newest checkpoint, as far as was looked. */
  signedBy: string;
  cleaning: Cleaning | undefined;
  /** Alarms of its own may be open. */
  alarmed: boolean;
  clockBack: boolean | undefined;
};

export const newMemory = (holder: string): Memory => ({
  holder,
  leasedAt: Number.NEGATIVE_INFINITY,
  settledAt: Number.NEGATIVE_INFINITY,
  ground: undefined,
  signers: [],
  signedBy: '',
  cleaning: undefined,
  alarmed: true,
  clockBack: undefined,
});

/** Entries whose order is fixed in one transaction, at most. */
const mostAtOnce = 20_000;
/** So often the tile store is compared again while nothing else asks for it. */
const settleEvery = 30_000;
/** Clocks of servers may differ a little, and are moved a little by their synchronisation. */
const clockTolerance = 2_000;

/**
 * One look at the register. `waiting`: another process publishes, or it is stopped. `idle`: nothing more to do now.
 * `more`: go on at once. Throws what kept it from growing; `tell` makes an alarm of it.
 */
export async function runRound(log: LogContext, memory: Memory): Promise<'waiting' | 'idle' | 'more'> {
  const head = await readHead(log.owner);
  if (head === undefined) return 'waiting';
  await watchClock(log, memory, head);
  if (head.stopped !== null || (head.held && head.holder !== memory.holder)) return forget(memory);
  memory.signers = await signersOf(log, memory, head);
  if (!(await lease(log, memory, head))) return forget(memory);
  return holding(log, memory, async () => {
    const isDue = performance.now() - memory.settledAt > settleEvery;
    if (memory.ground?.size !== head.published_size || isDue) await findGround(log, memory, head);
    await sign(log, memory, head);
    return sequenceAndPublish(log, memory, head);
  });
}

/** Raises the alarm of an error; what belongs to a database that knows too little also stops the register. */
export async function tell(log: LogContext, memory: Memory, error: unknown): Promise<void> {
  const found = troubleOf(error);
  memory.ground = undefined;
  memory.alarmed = true;
  const now = log.clock();
  if (found.stop) await stopRegister(log.owner, found.trouble, now);
  await raiseAlarm(log.owner, found.trouble, { data: found.data, now });
}

async function sequenceAndPublish(log: LogContext, memory: Memory, head: Head): Promise<'idle' | 'more' | 'waiting'> {
  const taken = head.waiting ? await sequence(log.owner, memory.holder) : 0;
  const { ground } = memory;
  if (ground === undefined) return 'waiting';
  if (head.size + taken === ground.size) {
    await settled(log, memory);
    return 'idle';
  }
  const growth = { ...log, holder: memory.holder, origin: head.origin, signers: memory.signers, now: log.clock() };
  const next = await grow(growth, ground);
  if (next === undefined) return forget(memory);
  noteOutgrown(memory.cleaning, ground.size, next.size);
  memory.ground = next;
  await settled(log, memory);
  return taken === mostAtOnce || next.size < head.size + taken ? 'more' : 'idle';
}

async function sequence(owner: pg.Pool, holder: string): Promise<number> {
  const { rows } = await owner.query('select humi_sequence($1, $2) as taken', [holder, mostAtOnce]);
  return rows[0].taken;
}

/** A round came through: its own alarms are over, and old partial tiles may go. */
async function settled(log: LogContext, memory: Memory): Promise<void> {
  if (memory.alarmed) await endAlarms(log.owner, ownKinds, { about: ownTrouble, now: log.clock() });
  memory.alarmed = false;
  await clean(log.tiles, memory.cleaning);
}

async function findGround(log: LogContext, memory: Memory, head: Head): Promise<void> {
  memory.ground = undefined;
  const ground = await settle(log, head);
  memory.cleaning ??= await openCleaning(log.owner, ground.size);
  memory.ground = ground;
  memory.settledAt = performance.now();
}

/** The first checkpoint (of no entries), one under new keys, and a copy beside the tiles that fell behind. */
async function sign(log: LogContext, memory: Memory, head: Head): Promise<void> {
  const { ground, signers } = memory;
  if (ground === undefined) return;
  const growth = { ...log, holder: memory.holder, origin: head.origin, signers, now: log.clock() };
  if (head.begun) await signAgain(growth, memory, ground);
  else await publish(growth, ground);
  memory.ground = { ...ground, copied: Math.max(ground.copied, ground.size) };
}

async function signAgain(growth: Growth, memory: Memory, ground: Ground): Promise<void> {
  const by = growth.signers.map(({ vkey }) => vkey).join();
  if (memory.signedBy === by && ground.copied >= ground.size) return;
  const { rows } = await growth.owner.query('select note from checkpoints where size = $1', [ground.size]);
  const present: string = rows[0]?.note ?? '';
  const isSigned = growth.signers.every(({ id }) => parseNote(present)?.signatures.some((line) => line.id === id));
  const note = isSigned ? present : signedNote(growth, ground);
  if (!isSigned) await growth.owner.query('update checkpoints set note = $1 where size = $2', [note, ground.size]);
  if (ground.copied <= ground.size) await growth.tiles.write('checkpoint', Buffer.from(note));
  memory.signedBy = by;
}

/** The signers of all keys in force, read again when those change. Throws trouble key_missing. */
async function signersOf(log: LogContext, memory: Memory, head: Head): Promise<readonly Signer[]> {
  if (head.vkeys.length > 0 && sameKeys(memory.signers, head.vkeys)) return memory.signers;
  const keys = await readKeys(log.keysDir);
  const signers = keys.filter(({ vkey }) => head.vkeys.includes(vkey)).map(signerOf);
  if (head.vkeys.length > 0 && sameKeys(signers, head.vkeys)) return signers;
  const missing = head.vkeys.find((vkey) => !signers.some((signer) => signer.vkey === vkey)) ?? head.origin;
  throw trouble('key_missing', { key: missing.split('+').slice(0, 2).join('+') });
}

const sameKeys = (signers: readonly Signer[], vkeys: readonly string[]): boolean =>
  signers.length === vkeys.length && signers.every(({ vkey }) => vkeys.includes(vkey));

/** Renewed when half of it is over, so that an idle register writes little. */
async function lease({ owner, leaseSeconds }: LogContext, memory: Memory, head: Head): Promise<boolean> {
  const isFresh = performance.now() - memory.leasedAt < leaseSeconds * 500;
  if (head.holder === memory.holder && isFresh) return true;
  if (!(await takeLease(owner, memory.holder, leaseSeconds))) return false;
  memory.leasedAt = performance.now();
  return true;
}

/** A round may last longer than the lease: while it works, nobody need take over. */
async function holding<T>(log: LogContext, memory: Memory, work: () => Promise<T>): Promise<T> {
  let renewal = Promise.resolve();
  const renew = () => {
    const at = performance.now();
    renewal = takeLease(log.owner, memory.holder, log.leaseSeconds).then(
      (isMine) => {
        if (isMine) memory.leasedAt = at;
      },
      // What fails here fails in the round as well, which says so.
      () => {},
    );
  };
  const timer = setInterval(renew, (log.leaseSeconds * 1000) / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await renewal;
  }
}

/** A clock behind the newest checkpoint is told and goes on; right again, the alarm ends. */
async function watchClock({ owner, clock }: LogContext, memory: Memory, { latest_at }: Head): Promise<void> {
  const now = clock();
  const isBack = latest_at !== null && now.getTime() + clockTolerance < Date.parse(latest_at);
  if (memory.clockBack === isBack) return;
  const data = { about: 'clock', latest: latest_at ?? '' };
  if (isBack) await raiseAlarm(owner, 'clock_back', { data, now });
  else await endAlarms(owner, ['clock_back'], { about: 'clock', now });
  memory.clockBack = isBack;
}

function forget(memory: Memory): 'waiting' {
  memory.ground = undefined;
  return 'waiting';
}
