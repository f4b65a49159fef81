import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { SecretFile } from '#domain/secrets/body.ts';
import { partBytes } from '#domain/secrets/rules.ts';
import { sealBytes } from '#seal/age.ts';
import { recipientsFor } from '#seal/roll.ts';
import { sealFile } from '#seal/work.ts';
import { api, problemOf, read, sendFile } from './api.ts';
import type { Unlocked } from './KeyGate.tsx';
import { newUuid } from './newUuid.ts';

type Watch = { readonly onProgress: (share: number) => void; readonly signal: AbortSignal };

/**
 * Seals a file in a worker and sends its parts as they come. It is sealed for who knows the secret now, and for a key of
 * its own that stands in the record: whoever is added later needs the record alone.
 */
export async function sendSecretFile(
  keys: Unlocked,
  { secret, readers, file }: { secret: string; readers: readonly string[]; file: File },
  { onProgress, signal }: Watch,
): Promise<SecretFile> {
  const key = await generateX25519Identity();
  const own = await identityToRecipient(key);
  const recipients = [...recipientsFor(keys.roll, [...readers, keys.identity.person]), own];
  const id = newUuid();
  const size = await sealedSize(file.size, recipients);
  await read(api.POST('/api/secrets/{id}/begin-file', { params: { path: { id: secret } }, body: { file: id, size } }));
  const onPart = (number: number, bytes: Uint8Array<ArrayBuffer>) => putPart({ id, number, bytes }, signal);
  try {
    const made = await sealFile(file, recipients, { onProgress, onPart, signal });
    await read(api.POST('/api/secrets/files/{file}/end-file', { params: { path: { file: id } } }));
    return {
      id,
      name: file.name,
      media_type: file.type || 'application/octet-stream',
      size: made.size,
      sha256: made.sha256,
      key,
    };
  } catch (error) {
    void dropSecretFile(id).catch(() => undefined);
    throw error;
  }
}

export const dropSecretFile = (file: string): Promise<unknown> =>
  read(api.POST('/api/secrets/files/{file}/drop-file', { params: { path: { file } } }));

/** Bytes of an age file: its header and nonce, the plaintext, and 16 bytes for each chunk of 64 KiB. */
async function sealedSize(plain: number, recipients: readonly string[]): Promise<number> {
  const empty = await sealBytes(new Uint8Array(), recipients);
  return empty.length + plain + 16 * (Math.max(1, Math.ceil(plain / 65_536)) - 1);
}

type Part = { readonly id: string; readonly number: number; readonly bytes: Uint8Array<ArrayBuffer> };

/** Sends a part until it is there: a network that was away for a while costs nothing but the while. */
async function putPart({ id, number, bytes }: Part, signal: AbortSignal): Promise<void> {
  const file = new File([bytes], 'part');
  for (let wait = 1_000; ; wait = Math.min(30_000, wait * 2)) {
    signal.throwIfAborted();
    try {
      await sendFile(`/api/secrets/files/${id}/parts/${number}/put-part`, file);
      return;
    } catch (error) {
      const { status } = problemOf(error);
      if (status !== 0 && status < 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** What fits: a thousand parts with their seals. */
export const mostFileBytes = 1_000 * partBytes - 8 * 1024 * 1024;
