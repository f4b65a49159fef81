import type { ReadinessPart } from '#domain/leaks/readiness.ts';
import { Refused } from '#domain/refused.ts';
import { paperDocx } from '#papers/docx.ts';
import { mostBytes, type PackageItem, placeItems, sealPackage, zipStream } from '#seal/package.ts';
import { packageIndex } from '#seal/package-index.ts';
import { inParts } from '#seal/stream.ts';
import type { Choice } from './package-items.ts';
import { readMe } from './package-words.ts';

type Facts = {
  readonly firm: string;
  readonly secrets: readonly string[];
  readonly day: string;
  readonly missing: readonly ReadinessPart[];
  readonly passphrase: string;
  /** Of scrypt; the usual one when absent. */
  readonly workFactor?: number;
};

type Watch = { readonly onDone: (items: number) => void; readonly signal: AbortSignal };

export type Made = { blob: Blob; items: number; size: number; sha256: string; sm3: string };

/**
 * The package as one age file: items one after the other, with the index and how to open it. What comes out goes into
 * Blobs of 4 MiB, which a browser keeps on disk where they are many. Refuses package_empty, package_too_large, and
 * package_item_lost by its name when one is gone or does not come; an abort ends it at once, also within an item.
 */
export async function makePackage(choices: readonly Choice[], facts: Facts, { onDone, signal }: Watch): Promise<Made> {
  const { passphrase, workFactor, ...index } = facts;
  const items: PackageItem[] = choices.map((choice) => ({
    ...{ ...choice, size: choice.size ?? 0 },
    open: () => opened(choice, signal),
  }));
  const placed = placeItems(items);
  const paper = await paperDocx(packageIndex(placed, index), new Date());
  const blobOf = (bytes: Uint8Array | string) => {
    const blob = new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]);
    return () => blob.stream();
  };
  const files = [
    { path: '目录.docx', open: blobOf(paper) },
    { path: '说明.txt', open: blobOf(readMe(placed.length)) },
    ...placed.map(({ path, open }, at) => ({
      path,
      open: async () => {
        signal.throwIfAborted();
        onDone(at);
        return open();
      },
    })),
  ];
  // Whatever was not known before is bounded here: a zip of 32 bits holds no more.
  const { stream, digests } = await sealPackage(zipStream(files), passphrase, workFactor);
  const parts: Blob[] = [];
  let size = 0;
  for await (const part of inParts(stream)) {
    signal.throwIfAborted();
    size += part.length;
    if (size > mostBytes) throw new Refused('package_too_large', { limit: '3.9 GB' });
    parts.push(new Blob([part]));
  }
  return { blob: new Blob(parts, { type: 'application/octet-stream' }), items: placed.length, ...digests() };
}

/** One item, or why there is none: cancelled, refused for its own reason, or lost. */
async function opened({ title, open }: Choice, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  try {
    return await open(signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Refused ? error : new Refused('package_item_lost', { name: title });
  }
}
