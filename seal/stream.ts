import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Decrypter } from 'age-encryption';
import { createSHA256 } from 'hash-wasm';
import { Refused } from '#domain/refused.ts';
import { encrypterFor, refusalOf } from './age.ts';

/** A sealed file travels in parts of this many bytes; the last is shorter. */
export const partBytes = 4 * 1024 * 1024;

type Bytes = ReadableStream<Uint8Array>;

/** The bytes as one age file (STREAM, 64 KiB a chunk), as they come; nothing is held whole. */
export const sealStream = (plain: Bytes, recipients: readonly string[]): Promise<Bytes> =>
  encrypterFor(recipients).encrypt(plain);

/** The plaintext of an age file as it comes. Its end is only reached when all of it was whole: errors are `Refused`. */
export async function openStream(sealed: Bytes, secret: string): Promise<Bytes> {
  const age = new Decrypter();
  age.addIdentity(secret);
  const plain = await age.decrypt(sealed).catch((error: unknown) => {
    throw refusalOf(error);
  });
  const reader = plain.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw refusalOf(error);
      });
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** The same bytes in parts of `size`, the last shorter; an empty stream has one empty part. */
export async function* inParts(stream: Bytes, size = partBytes): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = new Uint8Array(size);
  let [used, sent] = [0, 0];
  for await (const chunk of chunksOf(stream)) {
    for (let from = 0; from < chunk.length; ) {
      const take = Math.min(size - used, chunk.length - from);
      part.set(chunk.subarray(from, from + take), used);
      [used, from] = [used + take, from + take];
      if (used < size) continue;
      yield part;
      sent += 1;
      [part, used] = [new Uint8Array(size), 0];
    }
  }
  if (used > 0 || sent === 0) yield part.slice(0, used);
}

/** Chunks of a stream; Safari knows no `for await` over one. */
export async function* chunksOf(stream: Bytes): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Digest and count of what passes through. */
export type Tally = { readonly bytes: number; digest(): string };

export type Counted = { readonly stream: Bytes; readonly tally: Tally };

/** A stream that counts and digests (SHA-256) what passes; `onBytes` tells how many so far. */
export async function counted(stream: Bytes, onBytes: (bytes: number) => void = () => undefined): Promise<Counted> {
  // Where WebAssembly is forbidden, the slower one gives the same digest.
  const hash = await createSHA256().catch(() => sha256.create());
  let bytes = 0;
  const pass = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes(bytes);
      controller.enqueue(chunk);
    },
  });
  const read = (digest: Uint8Array | string) => (typeof digest === 'string' ? digest : bytesToHex(digest));
  const tally: Tally = {
    get bytes() {
      return bytes;
    },
    digest: () => read(hash.digest()),
  };
  return { stream: stream.pipeThrough(pass), tally };
}

/** What a record says of its file, against what came out: `file_other` for anything else than what was put in. */
export function checkFile(tally: Tally, { size, sha256: wanted }: { size: number; sha256: string }): void {
  if (tally.bytes !== size || tally.digest() !== wanted) throw new Refused('file_other');
}
