import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { combine, split } from 'shamir-secret-sharing';
import type { Roll } from '#domain/identities/roll.ts';
import { Refused } from '#domain/refused.ts';
import { decodeBech32, encodeBech32 } from './bech32.ts';
import { encodeBase32 } from './bytes.ts';
import { type Identity, identityOf, makeIdentity } from './identity.ts';
import { wordsOf } from './words.ts';

/** The key that opens everything of a firm: printed once, never stored. It signs in the firm's own name. */
export const makeRecovery = (organisation: string, at: string): Promise<Identity> =>
  makeIdentity({ person: organisation, organisation }, at);

const secretPrefix = 'age-secret-key-';

/** Two words that are typed back from the printed page, so that one knows it was printed and can be read. */
export function checkWords(secret: string): [string, string] {
  const [first = '', second = ''] = wordsOf(sha256(utf8ToBytes(`humi-recovery-words/1\n${secret}`)).subarray(0, 2));
  return [first, second];
}

/** The key as it is printed: groups of six, which `readRecovery` takes back whatever the spaces and the case. */
export const printedSecret = (secret: string): string =>
  `${secret.slice(0, 16)} ${secret.slice(16).replaceAll(/.{6}(?=.)/g, '$& ')}`;

/**
 * The recovery key of typed or scanned text, checked against the roll. Refuses `recovery_mistyped`, and
 * `recovery_of_another` for a key that is not the present one of this firm.
 */
export async function readRecovery(text: string, roll: Roll, at: string): Promise<Identity> {
  const secret = text.replaceAll(/\s/g, '').toUpperCase();
  if (!decodeBech32(secretPrefix, secret)) throw new Refused('recovery_mistyped');
  const identity = await identityOf(secret, { person: roll.organisation, organisation: roll.organisation }, at);
  if (roll.recoveries.at(-1)?.recipient !== identity.recipient) throw new Refused('recovery_of_another');
  return identity;
}

/** One of n parts of a recovery key, k of which give it back; fewer say nothing of it. */
export type Share = {
  readonly number: number;
  readonly threshold: number;
  /** Same in all parts of one key: `humi-share/1`, five letters. */
  readonly batch: string;
  readonly bytes: Uint8Array;
};

/** Refuses nothing: 2 ≤ threshold ≤ holders ≤ 20 is the form's; RangeError otherwise. */
export async function splitRecovery(secret: string, { holders, threshold }: { holders: number; threshold: number }) {
  const bytes = decodeBech32(secretPrefix, secret);
  if (!bytes || threshold < 2 || threshold > holders || holders > 20) throw new RangeError('split');
  const batch = encodeBase32(crypto.getRandomValues(new Uint8Array(4))).slice(0, 5);
  const parts = await split(bytes, holders, threshold);
  return parts.map((part, at): Share => ({ number: at + 1, threshold, batch, bytes: part }));
}

/** What is printed: `HUMI-SHARE 1 OF 3 …` as one line of groups; its last group is a check of the others. */
export function printedShare(share: Share): string {
  const head = `${share.batch}${String(share.threshold).padStart(2, '0')}${String(share.number).padStart(2, '0')}`;
  const body = head + encodeBase32(share.bytes);
  return `HUMI${body}${checkOf(body)}`.replaceAll(/.{6}(?=.)/g, '$& ');
}

/** The word at the foot of the printed page. */
export const shareWord = (share: Share): string =>
  wordsOf(sha256(utf8ToBytes(printedShare(share))).subarray(0, 1))[0] ?? '';

const checkOf = (body: string): string => encodeBase32(sha256(utf8ToBytes(`humi-share/1\n${body}`))).slice(0, 6);

/** A typed or scanned part. Refuses `share_mistyped` with `number`, its place in the form. */
export function readShare(text: string, number: number): Share {
  const letters = text.replaceAll(/[\s-]/g, '').toUpperCase();
  const [, batch = '', threshold = '', own = '', part = '', check] =
    /^HUMI([A-Z2-7]{5})(\d\d)(\d\d)([A-Z2-7]{53})([A-Z2-7]{6})$/.exec(letters) ?? [];
  if (check === undefined || check !== checkOf(batch + threshold + own + part))
    throw new Refused('share_mistyped', { number });
  return { number: Number(own), threshold: Number(threshold), batch, bytes: decodeBase32(part) };
}

/** The secret of enough parts. Refuses `shares_mixed`, `share_twice` and `shares_too_few`. */
export async function joinShares(shares: readonly Share[]): Promise<string> {
  const [first] = shares;
  const threshold = first?.threshold ?? 2;
  if (shares.some(({ batch, threshold: needs }) => batch !== first?.batch || needs !== threshold))
    throw new Refused('shares_mixed');
  const twice = shares.find(({ number }, at) => shares.findIndex((one) => one.number === number) !== at);
  if (twice) throw new Refused('share_twice', { number: twice.number });
  if (shares.length < threshold) throw new Refused('shares_too_few', { threshold, have: shares.length });
  const bytes = await combine(shares.map(({ bytes }) => bytes));
  return encodeBech32(secretPrefix, bytes).toUpperCase();
}

/** 53 letters are 33 bytes and one bit that is zero. */
function decodeBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of text) {
    held = ((held << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}
