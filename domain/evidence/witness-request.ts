import { formatHashes, parseDecimal, parseHashes } from './lines.ts';

/** The body of `POST <prefix>/add-checkpoint` (C2SP tlog-witness, "add-checkpoint"). */
export type AddCheckpoint = {
  /** Size that the witness is thought to have co-signed last; 0 for none. */
  readonly oldSize: number;
  /** Consistency proof from the old size to the checkpoint's; empty when the old size is 0. */
  readonly path: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
};

export const formatAddCheckpoint = ({ oldSize, path, checkpoint }: AddCheckpoint): string =>
  `old ${oldSize}\n${formatHashes(path)}\n${checkpoint}`;

/** Undefined for a body of another form (400), more than 63 hashes among them. */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const end = body.indexOf('\n\n');
  const [oldLine = '', ...hashLines] = body.slice(0, end).split('\n');
  const checkpoint = body.slice(end + 2);
  if (end < 0 || checkpoint === '' || !checkpoint.endsWith('\n')) return undefined;
  const oldSize = oldLine.startsWith('old ') ? parseDecimal(oldLine.slice('old '.length)) : undefined;
  const path = parseHashes(hashLines);
  return oldSize === undefined || path === undefined ? undefined : { oldSize, path, checkpoint };
}
