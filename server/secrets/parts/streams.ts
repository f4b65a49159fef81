import type { FileStore } from '#server/kernel/files.ts';

/** The parts of a file one after another; each is read when the one before has left. */
export async function* streamParts(files: FileStore, stored: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const id of stored) for await (const chunk of await files.read(id)) yield chunk;
}
