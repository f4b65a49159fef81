/** Writing a body of unknown length to a new file, measured and bounded on the way. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Refused } from '#domain/refused.ts';
import type { FileBody, StoredFile } from '#server/kernel/files.ts';

const FULL = ['ENOSPC', 'EDQUOT', 'QuotaExceeded', 'InsufficientStorage', 'XMinioStorageFull'];

/**
 * Writes `body` to the new file `path`, which is on disk when this returns; the caller removes it when this throws.
 * Throws Refused('file_too_large', {limit}) past maxBytes, 'disk_full', 'file_store_unavailable', or the body's own error.
 */
export async function spool(
  path: string,
  body: FileBody,
  { maxBytes = Number.POSITIVE_INFINITY }: { maxBytes?: number } = {},
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await storing(open(path, 'wx', 0o600));
  try {
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      size += chunk.length;
      if (size > maxBytes) throw new Refused('file_too_large', { limit: sizeText(maxBytes) });
      hash.update(chunk);
      await storing(writeAll(file, chunk));
    }
    await storing(file.sync());
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}

/** `50 MB`, `0.5 MB`, as people read sizes. */
function sizeText(bytes: number): string {
  return `${Number((bytes / 1024 / 1024).toPrecision(3))} MB`;
}

/** A disk that fills up writes a part of the chunk first, and says so only at the next write. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, done);
    done += bytesWritten;
  }
}

/** Names what a failing disk or store means to a person: Refused 'disk_full' or 'file_store_unavailable' {cause}. */
export async function storing<T>(work: Promise<T>): Promise<T> {
  return work.catch((error) => {
    throw traitsOf(error).some((trait) => FULL.includes(trait)) ? new Refused('disk_full') : unavailable(error);
  });
}

export function unavailable(error: unknown): Refused {
  return new Refused('file_store_unavailable', { cause: [String(error), ...statusOf(error)].join(', ') });
}

/** The name that a store gives an error, and the system's code. */
export function traitsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return 'code' in error ? [error.name, String(error.code)] : [error.name];
}

/** The HTTP status of a store's answer: with a HEAD it is all that tells why. */
function statusOf(error: unknown): string[] {
  if (!(error instanceof Error && '$metadata' in error)) return [];
  const { $metadata: about } = error;
  return typeof about === 'object' && about && 'httpStatusCode' in about ? [`HTTP ${about.httpStatusCode}`] : [];
}
