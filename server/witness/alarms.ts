import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alarm, Signed } from '#server/witness/judge.ts';
import type { Seen } from '#server/witness/state.ts';

/** One line of alarms.log. The two notes, both signed by the log, prove to anybody what it did. */
export type AlarmLine = {
  readonly at: string;
  readonly kind: Alarm;
  readonly origin: string;
  readonly size: number;
  readonly note: string;
  readonly seen_size: number;
  readonly seen_note: string;
};

export type Alarms = {
  /** Forks before others, then the newest first; at most 20. */
  latest(): readonly AlarmLine[];
  count(): number;
  raise(kind: Alarm, refused: { at: string; signed: Signed; seen: Seen }): void;
};

/** Alarms are appended to alarms.log and told on standard error; the same one again is not a second line. */
export function openAlarms(dir: string): Alarms {
  const path = join(dir, 'alarms.log');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').flatMap(readLine) : [];
  return {
    latest: () => [...lines].reverse().sort(forksFirst).slice(0, 20),
    count: () => lines.length,
    raise: (kind, { at, signed: { checkpoint, note }, seen }) => {
      const { origin, size } = checkpoint;
      const line = { at, kind, origin, size, note, seen_size: seen.size, seen_note: seen.note };
      if (!hasRoom(lines, kind) || lines.some((one) => isSame(one, line))) return;
      lines.push(line);
      const text = JSON.stringify(line);
      appendFileSync(path, `${text}\n`);
      process.stderr.write(`ALARM ${text}\n`);
    },
  };
}

/** The same checkpoint again, whatever lines of strangers stand under it. */
const isSame = (a: AlarmLine, b: AlarmLine): boolean =>
  a.kind === b.kind && bodyOf(a.note) === bodyOf(b.note) && bodyOf(a.seen_note) === bodyOf(b.seen_note);

const bodyOf = (note: string): string => note.slice(0, Math.max(0, note.lastIndexOf('\n\n')));

/** Two checkpoints of one size prove a fork, whoever sent them; the others anybody can send who has an old checkpoint. */
const forksFirst = (a: AlarmLine, b: AlarmLine): number => Number(b.kind === 'fork') - Number(a.kind === 'fork');

/** Enough to prove what a log did; a log that goes on does not fill the disk, and noise leaves room for a proof. */
const most = { fork: 1_000, other: 200 } as const;

const hasRoom = (lines: readonly AlarmLine[], kind: Alarm): boolean => {
  const forks = lines.filter((line) => line.kind === 'fork').length;
  return kind === 'fork' ? forks < most.fork : lines.length - forks < most.other;
};

/** A last line that a power cut left half is left out. */
function readLine(text: string): AlarmLine[] {
  try {
    return text === '' ? [] : [JSON.parse(text)];
  } catch {
    return [];
  }
}
