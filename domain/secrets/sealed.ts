import { Refused } from '../refused.ts';

const first = 'age-encryption.org/v1\n';
/** A header of thousands of readers is a mistake. */
const longestHeader = 1024 * 1024;

/**
 * How many can open an age file: the X25519 stanzas of its header. Refuses `not_sealed` for anything else, so that a
 * text in clear does not pass by mistake, and for a passphrase or a plugin among the keys.
 */
export function countSealedFor(bytes: Uint8Array): number {
  const header = headerOf(bytes);
  const stanzas = header.split('\n').filter((line) => line.startsWith('-> '));
  const known = stanzas.every((line) => /^-> X25519 [A-Za-z0-9+/]{43}$/.test(line));
  if (!header.startsWith(first) || stanzas.length === 0 || !known) throw new Refused('not_sealed');
  return stanzas.length;
}

/** The header up to its MAC line; it is ASCII. Empty where there is none. */
function headerOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < Math.min(bytes.length, longestHeader); at++) {
    const code = bytes[at] ?? 0;
    text += String.fromCharCode(code);
    if (code === 10 && text.length <= first.length && text !== first) return '';
    if (code === 10 && /\n--- [A-Za-z0-9+/]{43}\n$/.test(text.slice(-60))) return text;
  }
  return '';
}
