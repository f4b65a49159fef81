import { createSHA256, createSM3, type IHasher, sha256 } from 'hash-wasm';

export const algorithms = ['sha256', 'sm3'] as const;
export type Algorithm = (typeof algorithms)[number];

/**
 * How far one digest of one file has come: `offset` bytes are in `state`. `mark` is the SHA-256 of the megabyte
 * before `offset`; a file that has other bytes there is another file. The state may hold the last 64 bytes of the file.
 */
export type Progress = { readonly offset: number; readonly state: Uint8Array; readonly mark: string };

/** Why a file could not be read to its end. `changed`: it is not the file any more that was chosen. */
export type ReadFailure = 'changed' | 'unreadable' | 'no_wasm';

type Steps = {
  /** Bytes that are read at once, whole megabytes; memory is twice as much. */
  readonly slice: number;
  /** Taken up when it fits this file; otherwise the file is read from its beginning. */
  readonly from?: Progress | undefined;
  readonly onBytes: (bytes: number) => void;
  readonly onKeep: (progress: Progress) => void;
  /** Asked after every slice: true stops, and what is done is kept. */
  readonly isStopped: () => boolean;
};

const megabyte = 1024 * 1024;

/** Between two states that are kept. */
const keepEvery = 256 * megabyte;

/**
 * The digest of a blob in lower-case hexadecimal, read slice by slice, the next one while this one is computed.
 * Undefined when it was stopped. Throws a ReadFailure.
 */
export async function digestStream(blob: Blob, algorithm: Algorithm, steps: Steps): Promise<string | undefined> {
  const { slice, onBytes, onKeep, isStopped } = steps;
  // A file that is gone looks like an empty one until it is read.
  if (blob.size === 0 && (await bytesOf(blob)).length > 0) throw failed('changed');
  const begun = await begin(blob, algorithm, steps);
  const { hasher } = begun;
  let { offset } = begun;
  let kept = offset;
  let coming = readSlice(blob, offset, slice);
  onBytes(offset);
  while (offset < blob.size) {
    const bytes = await coming;
    offset += bytes.length;
    // A read that fails while this slice is computed is told when its turn comes, not as an unhandled one.
    coming = readSlice(blob, offset, slice);
    coming.catch(() => undefined);
    hasher.update(bytes);
    onBytes(offset);
    const stopped = isStopped() && offset < blob.size;
    if ((stopped || offset - kept >= keepEvery) && offset < blob.size) {
      onKeep({ offset, state: hasher.save(), mark: await sha256(bytes.subarray(-megabyte)) });
      kept = offset;
    }
    if (stopped) return undefined;
  }
  return hasher.digest('hex');
}

async function begin(blob: Blob, algorithm: Algorithm, { from }: Steps): Promise<{ hasher: IHasher; offset: number }> {
  const hasher = await (algorithm === 'sha256' ? createSHA256() : createSM3()).catch(() => {
    throw failed('no_wasm');
  });
  hasher.init();
  if (from && (await fits(blob, from))) {
    try {
      return { hasher: hasher.load(from.state), offset: from.offset };
    } catch {
      // Kept by another build of hash-wasm: the file is read from its beginning.
      hasher.init();
    }
  }
  return { hasher, offset: 0 };
}

async function fits(blob: Blob, { offset, mark }: Progress): Promise<boolean> {
  if (offset < megabyte || offset > blob.size) return false;
  return (await sha256(await readSlice(blob, offset - megabyte, megabyte))) === mark;
}

async function readSlice(blob: Blob, from: number, length: number): Promise<Uint8Array> {
  const end = Math.min(blob.size, from + length);
  const bytes = await bytesOf(blob.slice(from, end));
  if (bytes.length !== end - from) throw failed('changed');
  return bytes;
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    // Browsers refuse to read a file that was written to, moved or removed after it was chosen.
    throw failed(error instanceof Error && /^NotFound|^NotReadable/.test(error.name) ? 'changed' : 'unreadable');
  }
}

const failed = (failure: ReadFailure): Error => Object.assign(new Error(failure), { failure });

/** The ReadFailure of an error that this file threw. */
export const failureOf = (error: unknown): ReadFailure =>
  error instanceof Error && 'failure' in error && (error.failure === 'changed' || error.failure === 'no_wasm')
    ? error.failure
    : 'unreadable';
