import { Refused } from '#domain/refused.ts';

export type Decoded = { text: string; encoding: string };

/**
 * Text of unknown encoding: byte order mark, else strict UTF-8, UTF-16 by plausibility, GB18030 by plausibility.
 * Nothing but the mark is removed, so offsets stay those of the file. Throws `file_binary` or `file_encoding`.
 */
export function decodeText(bytes: Uint8Array, name: string): Decoded {
  const found = byMark(bytes) ?? byUtf16Shape(bytes) ?? strictly('utf-8', bytes) ?? byGb18030Shape(bytes);
  if (!found) throw new Refused(looksBinary(bytes) ? 'file_binary' : 'file_encoding', { name });
  if (CONTROL.test(found.text)) throw new Refused('file_binary', { name });
  return found;
}

/** Decodes in the named encoding, or null when a byte does not belong to it. */
export function strictly(encoding: string, bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells a binary file from a text
const CONTROL = /[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/;
const SAMPLE = 64 * 1024;

function byMark(bytes: Uint8Array): Decoded | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return strictly('utf-8', bytes);
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return strictly('utf-16le', bytes);
  if (a === 0xfe && b === 0xff) return strictly('utf-16be', bytes);
  return null;
}

/** Without a mark, one of the two byte orders reads as Chinese and Latin text and the other as scattered signs. */
function byUtf16Shape(bytes: Uint8Array): Decoded | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  const sample = bytes.subarray(0, SAMPLE);
  if (!sample.includes(0) && strictly('utf-8', trimmedToLine(sample))) return null;
  const [best, other] = ['utf-16le', 'utf-16be']
    .map((encoding) => ({ encoding, share: plausibleShare(new TextDecoder(encoding).decode(sample)) }))
    .sort((x, y) => y.share - x.share);
  if (!best || !other || best.share < 0.97 || best.share - other.share < 0.2) return null;
  return strictly(best.encoding, bytes);
}

/** A sample may end inside a character: cut at the last line end. */
function trimmedToLine(sample: Uint8Array): Uint8Array {
  return sample.length < SAMPLE ? sample : sample.subarray(0, Math.max(sample.lastIndexOf(10), SAMPLE - 4));
}

function plausibleShare(text: string): number {
  const plain = text.match(
    /[\t\r\n\u0020-\u007e\u00a0-\u00ff\u2010-\u203b\u2460-\u24ff\u3000-\u301f\u4e00-\u9fff\uff00-\uffef]/g,
  );
  return text.length === 0 ? 0 : (plain?.length ?? 0) / text.length;
}

/**
 * GB18030 accepts almost any pair of high bytes, so Big5 or Latin-1 would pass as rare signs. Simplified official
 * text lives in the GB 2312 rows; we ask that most of its double-byte signs do.
 */
function byGb18030Shape(bytes: Uint8Array): Decoded | null {
  const decoded = strictly('gb18030', bytes);
  if (!decoded) return null;
  let pairs = 0;
  let common = 0;
  for (let i = 0; i < Math.min(bytes.length, SAMPLE); i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[++i] ?? 0;
    pairs++;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) common++;
  }
  return common >= pairs * 0.8 ? decoded : null;
}

function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  const controls = sample.reduce((sum, byte) => sum + (byte < 9 || (byte > 13 && byte < 32) ? 1 : 0), 0);
  return sample.includes(0) || controls > sample.length / 100;
}
