import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#domain/refused.ts';
import { newId } from '#server/kernel/id.ts';
import type { Round, RoundContext } from '#server/kernel/rounds.ts';
import { endAlarms, raiseAlarm } from './alarms.ts';
import { entryOf } from './entry.ts';
import { leaveLease, readHead } from './head.ts';
import { type LogContext, newMemory } from './memory.ts';
import { runRound, tell } from './round.ts';
import { treeReader } from './tree.ts';

/** The sequencer of this process: it orders, publishes and signs while it holds the lease. */
export type EvidenceLog = {
  /** Looks at the register at once instead of at the next turn. */
  nudge(): void;
  /** Everything received so far is published, and every round has run once, when this returns. */
  publishNow(): Promise<void>;
  /** Ends after the turn that runs, and leaves the lease to others. */
  stop(): Promise<void>;
};

export type Options = Omit<LogContext, 'leaseSeconds'> & {
  readonly rounds: readonly Round[];
  /** False: only publishNow() does anything. */
  readonly running: boolean;
  /** Milliseconds between two looks. */
  readonly every?: number;
  readonly leaseSeconds?: number;
};

const longestPause = 10_000;
/** Milliseconds between two rounds. */
const besideEvery = 1_000;

export function openEvidenceLog({ rounds, running, every = 250, leaseSeconds = 5, ...rest }: Options): EvidenceLog {
  const log: LogContext = { ...rest, leaseSeconds };
  const memory = newMemory(newId());
  const beside = startRounds(log, rounds);
  const turn = oneAtATime(async () => {
    try {
      return await runRound(log, memory);
    } catch (error) {
      await tell(log, memory, error).catch((cause) => log.report('evidence-log', cause));
      throw error;
    }
  });
  const pause = openPause();
  let isStopped = false;
  const loop = async (): Promise<void> => {
    let wait = every;
    let besideAt = Number.NEGATIVE_INFINITY;
    while (!isStopped) {
      try {
        const outcome = await turn();
        // Witnesses and authorities are looked after once a second: an idle server asks its database no oftener.
        const isTime = performance.now() - besideAt >= besideEvery;
        if (outcome !== 'waiting' && isTime) {
          besideAt = performance.now();
          beside.start();
        }
        wait = outcome === 'more' ? 0 : every;
      } catch (error) {
        log.report('evidence-log', error);
        wait = Math.min(longestPause, wait * 2 || every);
      }
      if (!isStopped) await pause.rest(wait);
    }
  };
  const looping = running ? loop() : Promise.resolve();
  return {
    nudge: pause.end,
    publishNow: async () => {
      await publishAll(log, turn);
      await beside.finish();
    },
    stop: async () => {
      isStopped = true;
      pause.end();
      await looping;
      await beside.settled();
      await leaveLease(log.owner, memory.holder).catch((error) => log.report('evidence-log', error));
    },
  };
}

/** `publishNow(house)`: for tests, the demonstration and the command line. Throws what kept it from publishing. */
export const publishNow = (opened: { readonly log: EvidenceLog }): Promise<void> => opened.log.publishNow();

/** Throws Refused 'log_stopped', or 'log_busy' when another process holds the lease and does not publish either. */
async function publishAll(log: LogContext, turn: () => Promise<string>): Promise<void> {
  const until = performance.now() + 30_000;
  for (let outcome = await turn(); outcome !== 'idle'; outcome = await turn()) {
    const head = await readHead(log.owner);
    if (head === undefined) throw new Refused('log_not_open');
    if (outcome === 'waiting' && head.begun && !head.waiting && head.size === head.published_size) return;
    if (head.stopped !== null) throw new Refused('log_stopped');
    if (performance.now() > until) throw new Refused('log_busy');
    if (outcome === 'waiting') await sleep(50);
  }
}

/** Rounds run beside the loop, each at most once at a time; publishing never waits for them. */
function startRounds(log: LogContext, rounds: readonly Round[]) {
  const { owner, tiles, clock, report } = log;
  const context: RoundContext = {
    ...{ owner, tiles, clock, report },
    hashes: (size) => treeReader(tiles, size),
    entry: (deposit) => entryOf({ owner, tiles }, deposit),
    raise: (kind, data) => raiseAlarm(owner, kind, { data, now: clock() }),
    end: (kinds, about) => endAlarms(owner, kinds, { about, now: clock() }),
  };
  const running = new Map<Round, Promise<void>>();
  const begin = (round: Round): Promise<void> => {
    const present = running.get(round);
    if (present) return present;
    const run = round(context)
      .catch((error) => report('evidence-round', error))
      .finally(() => running.delete(round));
    running.set(round, run);
    return run;
  };
  const settled = async (): Promise<void> => void (await Promise.all(running.values()));
  return {
    start: () => {
      for (const round of rounds) void begin(round);
    },
    /** One whole run of each, begun after this call. */
    finish: async () => {
      await settled();
      await Promise.all(rounds.map(begin));
    },
    settled,
  };
}

function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}

/** A rest that can be ended early, also before it began. */
function openPause(): { rest(milliseconds: number): Promise<void>; end(): void } {
  let early = false;
  let wake: (() => void) | undefined;
  return {
    rest: async (milliseconds) => {
      if (!early)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      early = false;
      wake = undefined;
    },
    end: () => {
      early = true;
      wake?.();
    },
  };
}
