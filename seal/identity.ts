import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { formatNote, formatSignature, formatVerifierKey, parseVerifierKey } from '#domain/evidence/notes.ts';
import { Refused } from '#domain/refused.ts';
import { encodeBech32 } from './bech32.ts';
import { encodeBase32, readObject, readUtf8 } from './bytes.ts';
import { wordsOf } from './words.ts';

/** An opened identity: it lives in memory alone. `name` is what it signs as: a person's id, or the firm's for recovery. */
export type Identity = {
  readonly person: string;
  readonly organisation: string;
  /** `AGE-SECRET-KEY-1…`: everything else follows from it. */
  readonly secret: string;
  /** `age1…` */
  readonly recipient: string;
  /** C2SP verifier key, `person+hhhhhhhh+base64`. */
  readonly verifyKey: string;
  readonly madeAt: string;
};

type Owner = { readonly person: string; readonly organisation: string };

/** Base-2 logarithm of the work of scrypt: 0.5 s on a desktop core, about 4 s and 128 MiB on a slow phone (measured). */
export const passphraseWork = 17;

/** A new identity; `at` an instant. */
export async function makeIdentity(owner: Owner, at: string): Promise<Identity> {
  return identityOf(await generateX25519Identity(), owner, at);
}

/** The identity of a known secret. */
export async function identityOf(secret: string, { person, organisation }: Owner, madeAt: string): Promise<Identity> {
  const key = ed25519.getPublicKey(signingSeed(secret));
  const verifyKey = formatVerifierKey({ name: person, type: 'ed25519', key });
  return { person, organisation, secret, recipient: await identityToRecipient(secret), verifyKey, madeAt };
}

/** An age file under a passphrase: `age -d` opens it and shows the JSON `humi-identity/1`. */
export async function sealIdentity(identity: Identity, passphrase: string, work = passphraseWork): Promise<Uint8Array> {
  const age = new Encrypter();
  age.setPassphrase(normalise(passphrase));
  age.setScryptWorkFactor(work);
  return age.encrypt(identityText(identity));
}

/** What is sealed; `seal/passkey.ts` seals the same text for a passkey. */
export const identityText = ({ person, organisation, secret, madeAt }: Identity): string =>
  `${JSON.stringify({ format: 'humi-identity/1', person, organisation, secret, made_at: madeAt }, null, 2)}\n`;

/** Refuses `passphrase_wrong`, `identity_tampered` (also for another file in its place), `identity_of_another`. */
export async function openIdentity(sealed: Uint8Array, passphrase: string, owner: Owner): Promise<Identity> {
  const age = new Decrypter();
  age.addPassphrase(normalise(passphrase));
  return readIdentity(await decrypt(age, sealed), owner);
}

async function decrypt(age: Decrypter, sealed: Uint8Array): Promise<Uint8Array> {
  try {
    return await age.decrypt(sealed);
  } catch (error) {
    const wrong = error instanceof Error && error.message.startsWith('no identity matched');
    throw new Refused(wrong ? 'passphrase_wrong' : 'identity_tampered');
  }
}

/** The identity of an opened text. Refuses `identity_tampered` and `identity_of_another`. */
export async function readIdentity(bytes: Uint8Array, { person, organisation }: Owner): Promise<Identity> {
  const read = readObject(readUtf8(bytes) ?? '');
  const [secret, madeAt] = [read?.secret, read?.made_at];
  if (read?.format !== 'humi-identity/1' || typeof secret !== 'string' || typeof madeAt !== 'string')
    throw new Refused('identity_tampered');
  if (read.person !== person || read.organisation !== organisation) throw new Refused('identity_of_another');
  return identityOf(secret, { person, organisation }, madeAt);
}

/** The same identity under another passphrase. Refuses as `openIdentity`. */
export async function changePassphrase(
  sealed: Uint8Array,
  { from, to, owner }: { from: string; to: string; owner: Owner },
): Promise<Uint8Array> {
  return sealIdentity(await openIdentity(sealed, from, owner), to);
}

/** A text (with its final newline) as a signed note of this identity. */
export function signNote({ secret, person, verifyKey }: Identity, text: string): string {
  const id = parseVerifierKey(verifyKey)?.id;
  if (id === undefined) throw new RangeError('verify key');
  return formatNote(text, [formatSignature(person, id, ed25519.sign(utf8ToBytes(text), signingSeed(secret)))]);
}

/** Twenty letters in groups of four that two people compare: base32 of SHA-256(recipient ‖ verify key). */
export function fingerprintOf({ recipient, verifyKey }: Pick<Identity, 'recipient' | 'verifyKey'>): string {
  const letters = encodeBase32(sha256(utf8ToBytes(recipient + verifyKey))).slice(0, 20);
  return letters.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** The first 48 bits of the same digest as six words, for the telephone. The letters decide. */
export const fingerprintWords = ({ recipient, verifyKey }: Pick<Identity, 'recipient' | 'verifyKey'>): string[] =>
  wordsOf(sha256(utf8ToBytes(recipient + verifyKey)).subarray(0, 6));

/** The secret of the own catalogue; its recipient is never published, so that nobody else can write one. */
export const catalogueSecret = ({ secret }: Identity): string =>
  encodeBech32('age-secret-key-', derive(secret, 'humi-catalogue/1')).toUpperCase();

const signingSeed = (secret: string): Uint8Array => derive(secret, 'humi-signing/1');

/** HKDF-SHA-256 over the text of the secret, without salt. */
const derive = (secret: string, info: string): Uint8Array =>
  hkdf(sha256, utf8ToBytes(secret), undefined, utf8ToBytes(info), 32);

/** So that full-width letters and a stray space at the end do not lock anybody out. */
const normalise = (passphrase: string): string => passphrase.normalize('NFKC').trim();
