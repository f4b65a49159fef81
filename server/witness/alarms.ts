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
  /** The newest first, at most 20. */
  latest(): readonly AlarmLine[];
  count(): number;
  raise(kind: Alarm, refused: { at: string; signed: Signed; seen: Seen }): void;
};

/** Alarms are appended to alarms.log and told on standard error; the same one again is not a second line. */
export function openAlarms(dir: string): Alarms {
  const path = join(dir, 'alarms.log');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').flatMap(readLine) : [];
  return {
    latest: () => lines.slice(-20).reverse(),
    count: () => lines.length,
    raise: (kind, { at, signed: { checkpoint, note }, seen }) => {
      const { origin, size } = checkpoint;
      const line = { at, kind, origin, size, note, seen_size: seen.size, seen_note: seen.note };
      if (lines.length >= mostLines || lines.some((one) => isSame(one, line))) return;
      lines.push(line);
      const text = JSON.stringify(line);
      appendFileSync(path, `${text}\n`);
      process.stderr.write(`ALARM ${text}\n`);
    },
  };
}

const isSame = (a: AlarmLine, b: AlarmLine): boolean =>
  a.kind === b.kind && a.note === b.note && a.seen_note === b.seen_note;

/** Enough to prove what a log did; a log that goes on does not fill the disk. */
const mostLines = 1_000;

/** A last line that a power cut left half is left out. */
function readLine(text: string): AlarmLine[] {
  try {
    return text === '' ? [] : [JSON.parse(text)];
  } catch {
    return [];
  }
}
