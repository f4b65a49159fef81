import { decodeBase64, encodeBase64 } from './base64.ts';
import { formatHashes, parseDecimal, parseHashes } from './lines.ts';

const firstLine = 'c2sp.org/tlog-proof@v1';

/** What a `.tlog-proof` file says (C2SP tlog-proof, "Format"). */
export type TlogProof = {
  /** Place of the entry, from zero. */
  readonly index: number;
  /** Inclusion proof from the sibling of the leaf up. */
  readonly path: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
  /** Opaque; nothing vouches for it. */
  readonly extra?: Uint8Array;
};

/** Text of the file. `checkpoint` goes in as it is; an empty `extra` is left out. */
export function formatProof({ index, path, checkpoint, extra = new Uint8Array() }: TlogProof): string {
  const extraLine = extra.length > 0 ? `extra ${encodeBase64(extra)}\n` : '';
  return `${firstLine}\n${extraLine}index ${index}\n${formatHashes(path)}\n${checkpoint}`;
}

/** Undefined for text of another form. Proves nothing yet: check the note and the path. */
export function parseProof(text: string): TlogProof | undefined {
  const end = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, end).split('\n');
  const checkpoint = text.slice(end + 2);
  if (end < 0 || first !== firstLine || checkpoint === '' || !checkpoint.endsWith('\n')) return undefined;
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const extra = extraText === undefined ? undefined : decodeBase64(extraText);
  if (extraText !== undefined && (extra === undefined || extra.length === 0)) return undefined;
  const [indexLine = '', ...hashLines] = lines;
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : undefined;
  const path = parseHashes(hashLines);
  if (index === undefined || path === undefined) return undefined;
  return { index, path, checkpoint, ...(extra && { extra }) };
}
