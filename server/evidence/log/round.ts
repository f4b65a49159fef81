import type pg from 'pg';
import { endAlarms, raiseAlarm } from './alarms.ts';
import { clean, noteOutgrown, openCleaning } from './clean.ts';
import { grow } from './grow.ts';
import { type Head, readHead, stopRegister } from './head.ts';
import { holding, lease } from './lease.ts';
import type { LogContext, Memory } from './memory.ts';
import { settle } from './settle.ts';
import { sign, signersOf } from './sign.ts';
import { ownKinds, ownTrouble, troubleOf } from './trouble.ts';

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
  memory.signers = await signersOf(log, memory, head).catch(async (error) => {
    // An older database knows older keys, too: then that is what must be told.
    await settle(log, head);
    throw error;
  });
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
