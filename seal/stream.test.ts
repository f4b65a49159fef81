import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holder } from '#test/keyholders.ts';
import {
  checkFile,
  chunksOf,
  streamOf as flowing,
  inParts,
  openStream,
  pieceBytes,
  piecesOf,
  sealStream,
} from './stream.ts';

const streamOf = (bytes: Uint8Array, chunk = 100_000): ReadableStream<Uint8Array> => {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(from, from + chunk));
      from += chunk;
    },
  });
};
const all = async (stream: ReadableStream<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(stream)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const noise = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 31 + (at >> 8)) & 255;
  return bytes;
};

test('[C19] a file of any size is sealed in parts and opened again, whole and with its digest', async () => {
  const { recipient, secret } = await holder(1);
  const sizes = [0, 1, 65_535, 65_536, 65_537, 1_000_003];
  for (const size of sizes) {
    const plain = noise(size);
    const parts: Uint8Array[] = [];
    for await (const part of inParts(await sealStream(streamOf(plain), [recipient]), { size: 250_000 }))
      parts.push(part);
    expect(parts.slice(0, -1).every(({ length }) => length === 250_000)).toBe(true);
    const facts = { size, sha256: createHash('sha256').update(plain).digest('hex') };
    const opened = await all(await openStream(streamOf(Buffer.concat(parts), 70_001), secret));
    expect(opened.equals(plain)).toBe(true);
    const found = { bytes: opened.length, sha256: createHash('sha256').update(opened).digest('hex') };
    expect(() => checkFile(found, facts)).not.toThrow();
    expect(() => checkFile({ ...found, sha256: 'f'.repeat(64) }, facts)).toThrow('file_other');
    expect(() => checkFile({ ...found, bytes: size + 1 }, facts)).toThrow('file_other');
  }
});

test('a file is read in pieces to its last byte, whatever its size', async () => {
  for (const size of [0, 1, pieceBytes, pieceBytes + 1, 2 * pieceBytes]) {
    const plain = noise(size);
    expect((await all(flowing(piecesOf(new Blob([plain.slice()]))))).equals(plain)).toBe(true);
  }
});

test('[C19] a file that was cut, changed or exchanged is refused', async () => {
  const [{ recipient, secret }, other] = [await holder(1), await holder(2)];
  const sealed = await all(await sealStream(streamOf(noise(300_000)), [recipient]));
  const open = async (bytes: Uint8Array, key = secret) => all(await openStream(streamOf(bytes), key));
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), async (place) => {
      const bent = Buffer.from(sealed);
      bent[place] = (bent[place] ?? 0) ^ 1;
      await expect(open(bent)).rejects.toMatchObject({ reason: /^sealed_(tampered|not_for_me)$/ });
    }),
    { numRuns: 40 },
  );
  // Also where a chunk ends exactly.
  for (const cut of [0, 100, sealed.length - 1, sealed.length - (300_000 % 65_536) - 16])
    await expect(open(sealed.subarray(0, cut))).rejects.toMatchObject({ reason: 'sealed_tampered' });
  await expect(open(Buffer.concat([sealed, Buffer.of(0)]))).rejects.toMatchObject({ reason: 'sealed_tampered' });
  await expect(open(sealed, other.secret)).rejects.toMatchObject({ reason: 'sealed_not_for_me' });
});

test('a stream that Humi sealed opens with Debian’s age', async () => {
  const { recipient, secret } = await holder(1);
  const plain = noise(200_000);
  const sealed = await all(await sealStream(streamOf(plain), [recipient]));
  const folder = mkdtempSync(join(tmpdir(), 'humi-age-'));
  writeFileSync(join(folder, 'key.txt'), `${secret}\n`);
  const opened = spawnSync('age', ['-d', '-i', join(folder, 'key.txt')], { input: sealed, maxBuffer: 1_000_000 });
  rmSync(folder, { recursive: true });
  expect([opened.stderr.toString(), opened.status]).toEqual(['', 0]);
  expect(opened.stdout.equals(plain)).toBe(true);
});
