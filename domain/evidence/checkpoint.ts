import { encodeBase64 } from './base64.ts';
import { parseDecimal, parseHash } from './lines.ts';

/** Size and root of a log (C2SP tlog-checkpoint, "Note text"). */
export type Checkpoint = {
  readonly origin: string;
  /** Entries in the tree. */
  readonly size: number;
  readonly root: Uint8Array;
  /** Lines after the third, without their newlines; ours has none. */
  readonly extensions: readonly string[];
};

/** The text of a note, with its final newline. Undefined for anything that is not exactly a checkpoint. */
export function parseCheckpoint(noteText: string): Checkpoint | undefined {
  if (!noteText.endsWith('\n')) return undefined;
  const lines = noteText.slice(0, -1).split('\n');
  const [origin = '', sizeLine = '', rootLine = '', ...extensions] = lines;
  const size = parseDecimal(sizeLine);
  const root = parseHash(rootLine);
  if (size === undefined || root === undefined || lines.includes('')) return undefined;
  return { origin, size, root, extensions };
}

/** Exactly three lines, each with its newline: what the log signs. RangeError for what no checkpoint can say. */
export function formatCheckpointBody({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  if (origin === '' || origin.includes('\n')) throw new RangeError(`origin ${origin}`);
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== 32) throw new RangeError(`checkpoint of ${size}`);
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}
