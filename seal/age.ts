import { Decrypter, Encrypter } from 'age-encryption';
import { Refused } from '#domain/refused.ts';

/** Bytes as one age file for X25519 recipients. Refuses `recipient_unreadable`. */
export async function sealBytes(plain: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  return encrypterFor(recipients).encrypt(plain);
}

export function encrypterFor(recipients: readonly string[]): Encrypter {
  const age = new Encrypter();
  try {
    for (const recipient of new Set(recipients)) age.addRecipient(recipient);
  } catch {
    throw new Refused('recipient_unreadable');
  }
  if (recipients.length === 0) throw new RangeError('nobody to seal for');
  return age;
}

/** The plaintext of an age file. Refuses `sealed_not_for_me` and, for every other fault, `sealed_tampered`. */
export async function openBytes(file: Uint8Array, secret: string): Promise<Uint8Array> {
  const age = new Decrypter();
  age.addIdentity(secret);
  try {
    return await age.decrypt(file);
  } catch (error) {
    throw refusalOf(error);
  }
}

/** What the library's error means to a reader. */
export function refusalOf(error: unknown): Refused {
  const notMine = error instanceof Error && error.message.startsWith('no identity matched');
  return new Refused(notMine ? 'sealed_not_for_me' : 'sealed_tampered');
}

/**
 * How many can open an age file: X25519 stanzas of its header. Undefined for a header that is none or that holds
 * anything else, such as a passphrase or a plugin's key.
 */
export function countRecipients(file: Uint8Array): number | undefined {
  const lines = headerLines(file);
  if (lines[0] !== 'age-encryption.org/v1') return undefined;
  const stanzas = lines.filter((line) => line.startsWith('-> '));
  return stanzas.every((line) => /^-> X25519 [A-Za-z0-9+/]{43}$/.test(line)) ? stanzas.length : undefined;
}

/** Lines of the header before its MAC; the header is ASCII, what follows is not read. */
function headerLines(file: Uint8Array): string[] {
  const lines: string[] = [];
  for (let from = 0; from < file.length; ) {
    const end = file.indexOf(10, from);
    if (end < 0 || end - from > 200) return [];
    const line = String.fromCharCode(...file.subarray(from, end));
    if (line.startsWith('---')) return lines;
    lines.push(line);
    from = end + 1;
  }
  return [];
}
