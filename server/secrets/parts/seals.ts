import type { StatedFile } from '#domain/evidence/statement.ts';
import { Refused } from '#domain/refused.ts';
import { secretNo } from '#domain/secrets/rules.ts';
import type { SealedInput } from '#domain/secrets/schema.ts';
import { countSealedFor } from '#domain/secrets/sealed.ts';

const mostBytes = 256 * 1024;

export type SealedBytes = { readonly bytes: Buffer; readonly recipients: number };

/** The age file of an input: not_sealed for anything else, sealed_too_large past 256 KiB. */
export function readSealed({ sealed }: Pick<SealedInput, 'sealed'>): SealedBytes {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length > mostBytes) throw new Refused('sealed_too_large');
  return { bytes, recipients: countSealedFor(bytes) };
}

/** What a deposit names of a sealed text: its digests under a name that tells nothing. */
export const statedOf = (
  { sha256, sm3, size }: SealedInput,
  { number, what }: { number: number; what: string },
): StatedFile => ({ name: `${secretNo(number)} ${what}`, size, sha256, sm3 });
