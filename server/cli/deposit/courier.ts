import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#domain/refused.ts';
import type { Client } from './client.ts';
import type { Batch, Journal } from './journal.ts';
import { saveProofs } from './proofs.ts';
import type { Told } from './words.ts';

type Parts = { readonly journal: Journal; readonly client: Client; readonly told: Told };

/** done: everything sent, every proof saved. away, unpublished: nothing moved for as long as the patience lasts. */
export type Outcome = 'done' | 'away' | 'unpublished' | 'stopped';

type Courier = {
  /** Something new was written into the journal. */
  readonly wake: () => void;
  /** No more will come: end when all is carried, or when `patience` milliseconds pass without any progress. */
  readonly end: (patience: number) => void;
  readonly finished: Promise<Outcome>;
};

const firstPause = 250;
const longestPause = 60_000;
/** The register publishes about every second. */
const pollPause = 500;

/**
 * Carries batches to the server in their order and brings proofs back, while files are still being read. A server that
 * is away is asked again, at longer and longer intervals. Rejects with the refusal that no repeat would cure.
 */
export function startCourier(parts: Parts, signal: AbortSignal): Courier {
  let patience: number | null = null;
  let woken = new AbortController();
  const wake = (): void => woken.abort();
  const nap = async (milliseconds: number): Promise<void> => {
    await sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => undefined);
    woken = new AbortController();
  };
  const run = async (): Promise<Outcome> => {
    let [pause, movedAt, isAway] = [firstPause, Date.now(), false];
    const isOver = (): boolean => patience !== null && Date.now() - movedAt > patience;
    while (!signal.aborted) {
      try {
        const step = await carry(parts);
        if (isAway) parts.told.back();
        isAway = false;
        pause = firstPause;
        if (step === 'moved') movedAt = Date.now();
        else if (step === 'nothing' && patience !== null) return 'done';
        else if (step === 'unpublished' && isOver()) return 'unpublished';
        else await nap(step === 'nothing' ? longestPause : pollPause);
      } catch (error) {
        if (!(error instanceof Refused && error.reason === 'deposit_server_away')) throw error;
        if (!isAway) parts.told.away(error);
        isAway = true;
        if (isOver()) return 'away';
        await pauseFor(pause, signal);
        pause = Math.min(2 * pause, longestPause);
      }
    }
    return 'stopped';
  };
  const finished = run();
  const end = (milliseconds: number): void => {
    patience = milliseconds;
    wake();
  };
  return { wake, end, finished };
}

/** Not all at the same moment, when a server that many ask comes back. */
const pauseFor = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  sleep(milliseconds * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);

async function carry(parts: Parts): Promise<'moved' | 'unpublished' | 'nothing'> {
  const [batch] = parts.journal.unsent();
  if (batch) return sendBatch(parts, batch);
  return saveProofs(parts);
}

/** A batch that the server will never take is told, and its files are new again for the next run. */
async function sendBatch({ journal, client, told }: Parts, batch: Batch): Promise<'moved'> {
  try {
    const ids = await client.deposit(batch.items, batch.key);
    await journal.accept(batch, ids);
    told.deposited(batch.items, ids);
  } catch (error) {
    if (!(error instanceof Refused) || !isAboutBatch(error)) throw error;
    await journal.drop(batch);
    told.failed(error, batch.items.length);
  }
  return 'moved';
}

/** What is wrong with these files only: 400 and 422. A key that ended or a wrong address stops everything. */
const isAboutBatch = ({ detail, reason }: Refused): boolean =>
  (detail.status === 400 || detail.status === 422) && reason !== 'key_and_session';
