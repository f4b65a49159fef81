import { createHash, getHashes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createSM3 } from 'hash-wasm';
import { Refused } from '#domain/refused.ts';
import type { Original } from '#verify/check-content.ts';

/** SHA-256 and SM3 of a file of any size, read once. Refused 'file_unreadable' {name}. */
export async function digestOriginal(path: string): Promise<Original> {
  const sha256 = createHash('sha256');
  const sm3 = await openSm3();
  let size = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      sha256.update(chunk);
      sm3.update(chunk);
      size += chunk.length;
    }
  } catch {
    throw new Refused('file_unreadable', { name: path });
  }
  return { name: basename(path), size, sha256: sha256.digest('hex'), sm3: sm3.digest() };
}

type Sm3 = { update(chunk: Uint8Array): void; digest(): string };

/** Some builds of Node come without SM3. */
async function openSm3(): Promise<Sm3> {
  if (getHashes().includes('sm3')) {
    const hash = createHash('sm3');
    return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex') };
  }
  const hash = await createSM3();
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex') };
}
