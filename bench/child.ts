import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A program of the benchmark in a process of its own. */
export type Child<Told, Answer> = {
  readonly pid: number | undefined;
  readonly ask: (told: Told) => Promise<Answer>;
  close(): Promise<void>;
};

/** Starts `bench/<file>`, which answers every message with one message. It ends with us at the latest. */
export function startChild<Told extends object, Answer>(file: string): Child<Told, Answer> {
  const child = fork(join(import.meta.dirname, file), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    pid: child.pid,
    ask: async (told) => {
      child.send(told);
      const answered = new AbortController();
      const ended = once(child, 'exit', answered).then(([code]) => {
        throw new Error(`${file} ended with ${code}`);
      });
      try {
        // The programs that we start are ours: each answers in the shape that its caller names.
        const [answer] = await Promise.race([once(child, 'message', answered), ended]);
        return answer as Answer;
      } finally {
        answered.abort();
        ended.catch(() => undefined);
      }
    },
    close: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.disconnect();
  const patience = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await ended;
  clearTimeout(patience);
}

/** The other side: answers what it is told, one after another, and ends when the parent is gone. */
export function answerParent<Told, Answer>(answer: (told: Told) => Promise<Answer>): void {
  process.on('message', (told) => {
    // What the parent sends is what startChild's caller was typed to send.
    answer(told as Told).then(
      (value) => process.send?.(value as object),
      (error) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
}
