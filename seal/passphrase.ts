import { Refused } from '#domain/refused.ts';

const [starts, middles] = ['bdfghjklmnprstwz', 'aeiou'];

/**
 * A passphrase to offer: five made-up words of four letters and two digits, 63 bits and more. Latin letters alone: in a
 * field that hides what is typed, browsers switch the Chinese input method off.
 */
export function offerPassphrase(): string {
  const word = () => [starts, middles, starts, middles].map(pick).join('');
  return [...Array.from({ length: 5 }, word), pick('23456789') + pick('23456789')].join('-');
}

/** An even choice, by chance that nobody can guess. */
function pick(letters: string): string {
  const most = 256 - (256 % letters.length);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < most) return letters.charAt(byte % letters.length);
  }
}

/**
 * Refuses `passphrase_short` (under 12 characters, or under 8 where most are Chinese), `passphrase_common` (few
 * different characters, runs such as 123456 or qwerty, one thing repeated, a year or digits alone) and
 * `passphrase_personal` (contains one of `own`: name, account, firm).
 */
export function checkPassphrase(passphrase: string, own: readonly string[]): void {
  const text = passphrase.normalize('NFKC').trim();
  const letters = Array.from(text.toLowerCase());
  const chinese = letters.filter((letter) => /\p{Script=Han}/u.test(letter)).length;
  if (letters.length < (chinese * 2 > letters.length ? 8 : 12)) throw new Refused('passphrase_short');
  const plain = text.toLowerCase();
  if (own.some((word) => word.trim().length > 1 && plain.includes(word.trim().toLowerCase())))
    throw new Refused('passphrase_personal');
  if (isRegular(letters)) throw new Refused('passphrase_common');
}

function isRegular(letters: readonly string[]): boolean {
  const text = letters.join('');
  const rest = ['password', 'passw0rd', 'admin', 'woaini', 'iloveyou', '密码', '口令'].reduce(
    (left, word) => left.replaceAll(word, ''),
    text,
  );
  const dull = runs(rest);
  return (
    new Set(letters).size < 6 ||
    /^(.{1,6})\1+.{0,5}$/u.test(text) ||
    (/^\d+$/.test(text) && text.length < 20) ||
    dull < 6
  );
}

/** Characters that do not simply follow the one before: on the keyboard, in the alphabet, among the digits. */
function runs(text: string): number {
  const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv'];
  const follows = (pair: string) =>
    rows.some((row) => row.includes(pair) || [...row].reverse().join('').includes(pair));
  const letters = Array.from(text);
  return letters.filter(
    (letter, at) => at === 0 || (letters[at - 1] !== letter && !follows(`${letters[at - 1]}${letter}`)),
  ).length;
}
