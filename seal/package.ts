import { Encrypter } from 'age-encryption';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { createSHA256, createSM3 } from 'hash-wasm';
import { burdenStep, type ReadinessPart } from '#domain/leaks/readiness.ts';
import { Refused } from '#domain/refused.ts';
import { chunksOf, streamOf } from './stream.ts';

/** One thing of a case, as it goes into the package: what it shows decides its folder. */
export type PackageItem = {
  readonly part: ReadinessPart;
  /** What a person calls it; becomes the name of its file. */
  readonly title: string;
  /** With the dot: ".docx". */
  readonly ending: string;
  /** What it is to show, a sentence for the index. */
  readonly shows: string;
  readonly size: number;
  readonly open: () => Promise<ReadableStream<Uint8Array>> | ReadableStream<Uint8Array>;
};

/** An item with its number and its place in the package. */
export type PlacedItem = PackageItem & { readonly number: string; readonly path: string };

export const partTitles: Readonly<Record<ReadinessPart, string>> = {
  point: '秘密内容',
  origin: '来源与时间',
  measures: '保密措施',
  access: '接触渠道',
  similarity: '比对',
  loss: '损失',
};

const order: readonly ReadinessPart[] = ['point', 'origin', 'measures', 'access', 'similarity', 'loss'];

/** What a zip of 32 bits holds, with room for its directory. */
export const mostBytes = 3.9e9;

/**
 * Items in the order of the index: by step of the burden of proof and part, numbered 1-1, 1-2 …, each with a path that
 * every system can write and that no other has. Refuses `package_too_large`, `package_empty`.
 */
export function placeItems(items: readonly PackageItem[]): PlacedItem[] {
  if (items.length === 0) throw new Refused('package_empty');
  const bytes = items.reduce((sum, { size }) => sum + size, 0);
  if (bytes > mostBytes) throw new Refused('package_too_large', { limit: '3.9 GB' });
  return order.flatMap((part, index) =>
    items
      .filter((item) => item.part === part)
      .map((item, at) => {
        const number = `${index + 1}-${at + 1}`;
        const folder = `第${burdenStep[part] === 1 ? '一' : '二'}步/${index + 1}-${partTitles[part]}`;
        return { ...item, number, path: `${folder}/${number}-${fileName(item.title)}${item.ending}` };
      }),
  );
}

/** What no system forbids in a name, and not too long. */
const fileName = (title: string): string =>
  title
    .replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, '_')
    .replace(/[. ]+$/, '')
    .slice(0, 60)
    .toWellFormed() || '_';

/** A zip as it is made, of files that are opened one after the other. */
export const zipStream = (files: readonly { path: string; open: PackageItem['open'] }[]): ReadableStream<Uint8Array> =>
  streamOf(zipPieces(files));

async function* zipPieces(files: readonly { path: string; open: PackageItem['open'] }[]): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    made.push(piece);
  });
  const take = (): Uint8Array[] => {
    const pieces = made.filter(({ length }) => length > 0);
    made = [];
    return pieces;
  };
  for (const { path, open } of files) {
    // What is compressed already is not tried again.
    const entry = /\.(txt|json|csv|html)$/.test(path) ? new ZipDeflate(path) : new ZipPassThrough(path);
    zip.add(entry);
    for await (const chunk of chunksOf(await open())) {
      entry.push(chunk);
      yield* take();
    }
    entry.push(new Uint8Array(0), true);
    yield* take();
  }
  zip.end();
  yield* take();
}

export type Packed = {
  readonly stream: ReadableStream<Uint8Array>;
  readonly digests: () => { size: number; sha256: string; sm3: string };
};

/**
 * The zip sealed under a passphrase, an age file that the `age` program opens; digests are of the sealed file and are
 * known when its stream has ended.
 */
export async function sealPackage(
  zip: ReadableStream<Uint8Array>,
  passphrase: string,
  workFactor = 18,
): Promise<Packed> {
  const age = new Encrypter();
  age.setPassphrase(passphrase);
  age.setScryptWorkFactor(workFactor);
  const [sha256, sm3] = [await createSHA256(), await createSM3()];
  let size = 0;
  const sealed = await age.encrypt(zip);
  const stream = sealed.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        sha256.update(chunk);
        sm3.update(chunk);
        size += chunk.length;
        controller.enqueue(chunk);
      },
    }),
  );
  return { stream, digests: () => ({ size, sha256: sha256.digest(), sm3: sm3.digest() }) };
}
