import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import type { Marker } from './markers.ts';

/** Bytes to look for, and what they would mean. */
export type Pattern = { readonly field: string; readonly form: string; readonly bytes: Buffer };

type Form = readonly [form: string, bytes: Buffer | string];

/** Every way in which a word of a marker may stand in a database, a file, a log or a request. */
export function patternsOf(markers: readonly Marker[]): Pattern[] {
  const found = markers.flatMap(({ field, latin, chinese, text }) => [
    ...[latin, latin.toLowerCase(), latin.toUpperCase(), chinese].flatMap((word) => patternsOfWord(field, word)),
    ...[latin, chinese, text].flatMap((word) => digestsOf(field, word)),
  ]);
  return unique(found);
}

/** A word that must appear nowhere, whatever it is: a passphrase, a secret key. */
export const patternsOfWord = (field: string, word: string): Pattern[] =>
  patterns(field, [...spelled(word), ...asBase64(word), ...asHex(word)]);

/** SHA-256 and SM3 of a short text alone: whoever guesses the text could check the guess. */
export function digestsOf(field: string, content: string | Buffer): Pattern[] {
  const forms = ['sha256', 'sm3'].flatMap((name): Form[] => {
    const digest = createHash(name).update(content).digest();
    const hex = digest.toString('hex');
    return [
      [`${name}`, digest],
      [`${name} in hex`, hex],
      [`${name} in HEX`, hex.toUpperCase()],
      [`${name} in base64`, digest.toString('base64').slice(0, 42)],
      [`${name} in base64url`, digest.toString('base64url').slice(0, 42)],
    ];
  });
  return patterns(field, forms);
}

const patterns = (field: string, forms: readonly Form[]): Pattern[] =>
  forms.map(([form, bytes]) => ({ field, form, bytes: Buffer.from(bytes as string) }));

const utf16be = (word: string): Buffer => Buffer.from(word, 'utf16le').swap16();

function spelled(word: string): Form[] {
  const utf8 = Buffer.from(word);
  const percent = encodeURIComponent(word);
  const codes = [...word].map((letter) => letter.codePointAt(0) ?? 0);
  const unicode = codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('');
  return [
    ['text', utf8],
    ['UTF-16LE', Buffer.from(word, 'utf16le')],
    ['UTF-16BE', utf16be(word)],
    ['GB18030', iconv.encode(word, 'gb18030')],
    ['percent', percent],
    ['percent, small', percent.replaceAll(/%../g, (code) => code.toLowerCase())],
    ['percent twice', encodeURIComponent(percent)],
    ['percent of GB18030', [...iconv.encode(word, 'gb18030')].map((byte) => `%${hex2(byte).toUpperCase()}`).join('')],
    ['JSON escape', unicode],
    ['JSON ESCAPE', unicode.replaceAll(/[a-f]/g, (letter) => letter.toUpperCase())],
    ['HTML', codes.map((code) => `&#x${code.toString(16)};`).join('')],
    ['HTML, capitals', codes.map((code) => `&#x${code.toString(16).toUpperCase()};`).join('')],
    ['HTML, decimal', codes.map((code) => `&#${code};`).join('')],
    ['octal', [...utf8].map((byte) => (byte < 128 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`)).join('')],
    ['read as Latin-1', Buffer.from(utf8.toString('latin1'))],
  ];
}

const hex2 = (byte: number): string => byte.toString(16).padStart(2, '0');

function asHex(word: string): Form[] {
  const hex = Buffer.from(word).toString('hex');
  return [
    ['hex', hex],
    ['HEX', hex.toUpperCase()],
    ['hex of UTF-16LE', Buffer.from(word, 'utf16le').toString('hex')],
  ];
}

/** What of the base64 of a text is the same wherever the word begins in it. */
function asBase64(word: string): Form[] {
  const bytes = { 'UTF-8': Buffer.from(word), 'UTF-16LE': Buffer.from(word, 'utf16le') };
  return Object.entries(bytes).flatMap(([name, raw]) =>
    [0, 1, 2].flatMap((shift): Form[] => {
      const core = Buffer.concat([Buffer.alloc(shift), raw])
        .toString('base64')
        .replace(/=+$/, '');
      // Letters that neighbours share: those of the bytes before, and the last one where it is not full.
      const from = [0, 2, 3][shift] ?? 0;
      const to = core.length - ((shift + raw.length) % 3 === 0 ? 0 : 1);
      const inner = core.slice(from, to);
      return [
        [`base64 of ${name}`, inner],
        [`base64url of ${name}`, inner.replaceAll('+', '-').replaceAll('/', '_')],
      ];
    }),
  );
}

/** Each byte string once, under the plainest of its names: of a Latin word most spellings are the word itself. */
function unique(found: readonly Pattern[]): Pattern[] {
  const seen = new Map(
    found.toReversed().map((pattern) => [`${pattern.field} ${pattern.bytes.toString('hex')}`, pattern]),
  );
  return [...seen.values()];
}
