import { Refused } from '../refused.ts';

const second = 1_000;
const hour = 3_600 * second;

/**
 * How long somebody who has failed for so long is left alone before the next try: as long again, so that the pauses
 * double, from half a minute up to an hour. All in milliseconds.
 */
export const pauseAfter = (failingFor: number): number => Math.min(hour, Math.max(30 * second, failingFor));

/** An authority that has failed this long is told by an alarm. */
export const downAfter = hour;

/** The SHA-2 of the setting evidence_stamp_bits: the weakest one that is at least as strong, at most SHA-512. */
export const bitsFor = (wanted: number): 256 | 384 | 512 => (wanted <= 256 ? 256 : wanted <= 384 ? 384 : 512);

/** A certificate, as far as it must be looked at before an authority is believed. Day is ISO text. */
export type Shown = { readonly isRoot: boolean; readonly to: string };

/**
 * What a person pasted as the certificates of an authority. `read` gives those of a PEM text, undefined when it cannot.
 * Refuses certificates_private, certificates_unreadable, certificates_expired, certificates_without_root.
 */
export function checkCertificates(
  pem: string,
  { read, today }: { read: (pem: string) => readonly Shown[] | undefined; today: string },
): void {
  const field = 'certificates';
  if (pem.includes('PRIVATE KEY-----')) throw new Refused('certificates_private', { field });
  const shown = read(pem);
  if (!shown) throw new Refused('certificates_unreadable', { field });
  const valid = shown.filter(({ to }) => to >= today);
  if (valid.length === 0) throw new Refused('certificates_expired', { field, day: today });
  if (!valid.some(({ isRoot }) => isRoot)) throw new Refused('certificates_without_root', { field });
}

/** Refuses certificates_needed when one that former stamps rest on is missing among the new ones. */
export function checkKept(former: string, next: string): void {
  const kept = new Set(blocksOf(next));
  if (!blocksOf(former).every((block) => kept.has(block)))
    throw new Refused('certificates_needed', { field: 'certificates' });
}

/** The certificates of a PEM text without their spaces and line ends. */
const blocksOf = (pem: string): string[] =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)].map(([, body = '']) =>
    body.replaceAll(/\s/g, ''),
  );
