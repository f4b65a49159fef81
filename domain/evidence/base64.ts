const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map(Array.from(alphabet, (letter, value) => [letter, value]));

/** Standard base64 with padding (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += letterOf(bits, 18) + letterOf(bits, 12);
    text += second === undefined ? '=' : letterOf(bits, 6);
    text += third === undefined ? '=' : letterOf(bits, 0);
  }
  return text;
}

/**
 * Strict: undefined for spaces, missing padding, other alphabets and leftover bits that are not zero, so that bytes
 * have one text only (RFC 4648, sections 3.1 to 3.5).
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = at < text.length - padding ? values.get(text.charAt(at)) : 0;
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    if (at % 4 !== 3) continue;
    const start = ((at - 3) / 4) * 3;
    for (let place = 0; place < 3; place += 1) {
      const byte = (bits >> (16 - 8 * place)) & 0xff;
      if (start + place < bytes.length) bytes[start + place] = byte;
      else if (byte !== 0) return undefined;
    }
  }
  return bytes;
}

const letterOf = (bits: number, shift: number): string => alphabet.charAt((bits >> shift) & 63);
