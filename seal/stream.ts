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
  const pieces = gathered(plain);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next().catch((error: unknown) => {
          throw refusalOf(error);
        });
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void pieces.return(undefined),
    },
    oneAhead,
  );
}

/** What is read, hashed and written at once: at 64 KiB the steps between cost as much as the work. */
const pieceBytes = 1024 * 1024;
const oneAhead = { highWaterMark: 1 } as const;

/** Chunks put together to pieces of about 1 MiB. */
async function* gathered(stream: Bytes): AsyncGenerator<Uint8Array> {
  let [waiting, length]: [Uint8Array[], number] = [[], 0];
  for await (const chunk of chunksOf(stream)) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < pieceBytes) continue;
    yield joined(waiting, length);
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield joined(waiting, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** A file piece by piece; the next one is being read while one is sealed. */
export function streamOf(file: Blob): Bytes {
  let at = 0;
  const next = (): Promise<ArrayBuffer> => {
    at += pieceBytes;
    return file.slice(at - pieceBytes, at).arrayBuffer();
  };
  let coming = next();
  coming.catch(() => undefined);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const bytes = await coming;
        if (bytes.byteLength === 0) {
          controller.close();
          return;
        }
        coming = next();
        coming.catch(() => undefined);
        controller.enqueue(new Uint8Array(bytes));
      },
    },
    oneAhead,
  );
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
  const reader = stream.getReader();
  // Read on, not piped: a pipe and its transform cost two more steps a chunk.
  const passed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        controller.close();
        return;
      }
      hash.update(value);
      bytes += value.length;
      onBytes(bytes);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const read = (digest: Uint8Array | string) => (typeof digest === 'string' ? digest : bytesToHex(digest));
  const tally: Tally = {
    get bytes() {
      return bytes;
    },
    digest: () => read(hash.digest()),
  };
  return { stream: passed, tally };
}

/** What a record says of its file, against what came out: `file_other` for anything else than what was put in. */
export function checkFile(tally: Tally, { size, sha256: wanted }: { size: number; sha256: string }): void {
  if (tally.bytes !== size || tally.digest() !== wanted) throw new Refused('file_other');
}
