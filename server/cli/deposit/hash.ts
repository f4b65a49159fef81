import { createHash, getHashes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { createSM3 } from 'hash-wasm';
import { Refused } from '#domain/refused.ts';

/** `mtime` in milliseconds since 1970; lower-case hexadecimal digests. */
export type Hashed = { readonly size: number; readonly mtime: number; readonly sha256: string; readonly sm3: string };

type Hash = { update(chunk: Uint8Array): unknown; digest(form: 'hex'): string };

/**
 * Both digests of a regular file in one pass of 1 MB pieces. `read` is told of every piece.
 * Refuses file_unreadable, and deposit_file_changing when the file is not the same after the last byte as before the first.
 */
export async function hashFile(path: string, read: (bytes: number) => void = () => undefined): Promise<Hashed> {
  const file = await openFile(path);
  try {
    const before = await file.stat();
    if (!before.isFile()) throw new Refused('deposit_not_file', { name: path });
    const [sha256, sm3] = [createHash('sha256'), await sm3Hash()];
    let size = 0;
    for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
      sha256.update(piece);
      sm3.update(piece);
      size += piece.length;
      read(piece.length);
    }
    if (size !== before.size || !isSame(before, await file.stat()) || !isSame(before, await lstat(path)))
      throw new Refused('deposit_file_changing', { name: path });
    return { size, mtime: before.mtimeMs, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') };
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_unreadable', { name: path });
  } finally {
    await file.close();
  }
}

/** Neither through a link that was put there meanwhile, nor waiting for the writer of a pipe. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw new Refused(code === 'ENOENT' || code === 'ENOTDIR' ? 'file_missing' : 'file_unreadable', { name: path });
  }
}

const isSame = (a: Stats, b: Stats): boolean =>
  a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;

/** That of OpenSSL where this Node has it; some builds leave SM3 out. */
const sm3Hash = async (): Promise<Hash> => (getHashes().includes('sm3') ? createHash('sm3') : await createSM3());
