/** Keeps the server running while this process lives, and lets it end with this process. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from './embedded-server.ts';

type Log = (sentence: string) => void;

const LONGEST_PAUSE = 10_000;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Starts the server, and again whenever it ends by itself (out of memory, killed by hand): connections break, committed
 * data do not. Returns the function that ends it for good. Rejects when the first start fails.
 */
export async function keepRunning(
  start: () => Promise<Running>,
  stop: () => Promise<void>,
  log: Log,
): Promise<() => Promise<void>> {
  let current = await start();
  let attempt: Promise<unknown> = Promise.resolve();
  const halting = new AbortController();
  const forget = endWithProcess(() => current.child.kill('SIGINT'));

  const again = async (): Promise<void> => {
    for (let pause = 100; !halting.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      await sleep(pause, undefined, { ref: false, signal: halting.signal }).catch(() => {});
      if (halting.signal.aborted) return;
      try {
        const next = start();
        attempt = next;
        current = await next;
        return;
      } catch (error) {
        log(`the database server does not start (${error instanceof Error ? error.message : error}); trying again`);
      }
    }
  };
  const watch = async (): Promise<void> => {
    while (!halting.signal.aborted) {
      const code = await current.ended;
      if (halting.signal.aborted) return;
      log(`the database server ended by itself (${code}); starting it again`);
      await again();
    }
  };
  const watching = watch();

  return async () => {
    halting.abort();
    await attempt.catch(() => {});
    if (current.isAlive()) await stop();
    await watching;
    forget();
  };
}

const ends = new Set<() => void>();

/**
 * Calls `end` when this process exits: at its end, by an error nobody caught, or by a signal that nobody else handles
 * (whoever handles it decides when to exit). Only kill -9 escapes; the next start clears that. Returns the undoing.
 */
function endWithProcess(end: () => void): () => void {
  if (ends.size === 0) {
    process.on('exit', endAll);
    for (const signal of SIGNALS) process.on(signal, exitUnlessHandled);
  }
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size > 0) return;
    process.off('exit', endAll);
    for (const signal of SIGNALS) process.off(signal, exitUnlessHandled);
  };
}

function endAll(): void {
  for (const end of ends) end();
}

function exitUnlessHandled(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  endAll();
  for (const name of SIGNALS) process.off(name, exitUnlessHandled);
  process.kill(process.pid, signal);
}
