const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const padding = 61;
/** By code of the letter: its six bits, or 255 for what is no letter of base64. */
const values = new Uint8Array(128).fill(255);
for (let value = 0; value < 64; value += 1) values[alphabet.charCodeAt(value)] = value;

/** Standard base64 with padding (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(padding);
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const left = bytes.length - at;
    const bits = (byteOf(bytes, at) << 16) | (byteOf(bytes, at + 1) << 8) | byteOf(bytes, at + 2);
    codes[to] = letterOf(bits >> 18);
    codes[to + 1] = letterOf(bits >> 12);
    if (left > 1) codes[to + 2] = letterOf(bits >> 6);
    if (left > 2) codes[to + 3] = letterOf(bits);
  }
  let text = '';
  // A call takes so many arguments and no more.
  for (let at = 0; at < codes.length; at += 8_192) text += String.fromCharCode(...codes.subarray(at, at + 8_192));
  return text;
}

/**
 * Strict: undefined for spaces, missing padding, other alphabets and leftover bits that are not zero, so that bytes
 * have one text only (RFC 4648, sections 3.1 to 3.5).
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const missing = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const letters = text.length - missing;
  const bytes = new Uint8Array((text.length / 4) * 3 - missing);
  let [bits, held, to] = [0, 0, 0];
  for (let at = 0; at < letters; at += 1) {
    const value = values[text.charCodeAt(at)] ?? 255;
    if (value === 255) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[to] = bits >> held;
    to += 1;
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
}

const byteOf = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
const letterOf = (bits: number): number => alphabet.charCodeAt(bits & 63);
