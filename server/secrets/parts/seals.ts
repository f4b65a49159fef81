import type { StatedFile } from '#domain/evidence/statement.ts';
import { checkSealedSize } from '#domain/secrets/rules.ts';
import type { SealedInput } from '#domain/secrets/schema.ts';
import { countSealedFor } from '#domain/secrets/sealed.ts';

export type SealedBytes = { readonly bytes: Buffer; readonly recipients: number };

/** The age file of an input: not_sealed for anything else, sealed_too_large past 256 KiB. */
export function readSealed({ sealed }: Pick<SealedInput, 'sealed'>): SealedBytes {
  const bytes = Buffer.from(sealed, 'base64');
  checkSealedSize(bytes.length);
  return { bytes, recipients: countSealedFor(bytes) };
}

/** What a deposit names of a sealed text: its digests under a name that tells nothing. */
export const statedOf = ({ sha256, sm3, size }: SealedInput, name: string): StatedFile => ({ name, size, sha256, sm3 });
