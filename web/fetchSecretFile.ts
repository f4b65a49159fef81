import type { SecretFile } from '#domain/secrets/body.ts';
import { openFile } from '#seal/work.ts';
import { api, read } from './api.ts';

type Watch = { readonly onProgress: (share: number) => void; readonly signal: AbortSignal };

/** Puts the reading on record, fetches the sealed file and opens it, checked against the record. */
export async function fetchSecretFile(file: SecretFile, { onProgress, signal }: Watch): Promise<File> {
  const { reading } = await read(
    api.POST('/api/secrets/files/{file}/fetch-file', {
      params: { path: { file: file.id } },
      body: { purpose: 'work' },
    }),
  );
  const url = `/api/secrets/files/${file.id}/content?reading=${reading}`;
  const { name, media_type, size, sha256, key } = file;
  return openFile({ url, secret: key, file: { name, media_type, size, sha256 } }, { onProgress, signal });
}
