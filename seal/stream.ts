import { Decrypter } from 'age-encryption';
import { Refused } from '#domain/refused.ts';
import { partBytes } from '#domain/secrets/rules.ts';
import { encrypterFor, refusalOf } from './age.ts';

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
  return streamOf(refusing(chunksOf(plain)));
}

async function* refusing(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** What is read, hashed and written at once: at 64 KiB the steps between cost as much as the work. */
export const pieceBytes = 2 * 1024 * 1024;

/** A file piece by piece; the next one is being read while one is sealed. Each piece is the taker's own. */
export async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const read = async (at: number) => new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer());
  let coming = read(0);
  for (let at = pieceBytes; ; at += pieceBytes) {
    const piece = await coming;
    if (piece.length === 0) return;
    coming = read(at);
    coming.catch(() => undefined);
    yield piece;
  }
}

/** What a generator yields, as a stream that asks for one at a time. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>): Bytes {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}

type Parts = { readonly size?: number; readonly empty?: () => Uint8Array<ArrayBuffer> };

/**
 * The same bytes in parts of `size`, the last shorter; an empty stream has one empty part. `empty` gives room for a
 * part where one can be had again.
 */
export async function* inParts(
  stream: Bytes,
  { size = partBytes, empty = () => new Uint8Array(size) }: Parts = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = empty();
  let [used, sent] = [0, 0];
  for await (const chunk of chunksOf(stream)) {
    for (let from = 0; from < chunk.length; ) {
      const take = Math.min(size - used, chunk.length - from);
      part.set(chunk.subarray(from, from + take), used);
      [used, from] = [used + take, from + take];
      if (used < size) continue;
      yield part;
      sent += 1;
      [part, used] = [empty(), 0];
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

/** What a record says of its file, against what came out: `file_other` for anything else than what was put in. */
export function checkFile(
  found: { readonly bytes: number; readonly sha256: string },
  { size, sha256: wanted }: { readonly size: number; readonly sha256: string },
): void {
  if (found.bytes !== size || found.sha256 !== wanted) throw new Refused('file_other');
}
