import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { type Member, zipStream } from '#server/kernel/zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'humi-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* few(): AsyncGenerator<Member> {
  yield { path: '说明.txt', bytes: Buffer.from('核验 '.repeat(500)), pack: true };
  yield { path: 'empty', bytes: Buffer.alloc(0) };
  yield { path: 'log/tile/0/000', bytes: Buffer.alloc(8192, 7) };
}

test('what is packed comes out again, with names in Chinese', async () => {
  const pieces: Buffer[] = [];
  for await (const piece of zipStream(few())) pieces.push(Buffer.from(piece));
  const zip = Buffer.concat(pieces);
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(['说明.txt', 'empty', 'log/tile/0/000']);
  expect(Buffer.from(files['说明.txt'] ?? []).toString()).toBe('核验 '.repeat(500));
  expect(files['log/tile/0/000']).toHaveLength(8192);
  expect(zip.length).toBeLessThan(9_000);
});

test('a file larger than memory goes through piece by piece', async () => {
  const whole = Buffer.from('示例'.repeat(1_000));
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < whole.length; at += 700) yield whole.subarray(at, at + 700);
  }
  async function* one(): AsyncGenerator<Member> {
    yield { path: 'large.age', pieces: pieces(), size: whole.length, crc: crc32(whole) };
    yield { path: 'after', bytes: Buffer.from('x') };
  }
  const path = join(folder, 'pieces.zip');
  await writeFile(path, Readable.from(zipStream(one())));
  expect(execFileSync('unzip', ['-p', path, 'large.age'])).toEqual(whole);
  expect(execFileSync('unzip', ['-tq', path], { encoding: 'utf8' })).toContain('No errors');
});

async function* many(): AsyncGenerator<Member> {
  for (let number = 0; number < 70_000; number++) yield { path: `proofs/${number}`, bytes: Buffer.from(`${number}`) };
}

test('more files than a plain zip can count: another program lists and reads them all', async () => {
  const path = join(folder, 'many.zip');
  await writeFile(path, Readable.from(zipStream(many())));
  const run = (...args: string[]) => execFileSync('unzip', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  expect(run('-Z', '-1', path).trim().split('\n')).toHaveLength(70_000);
  expect(run('-p', path, 'proofs/69999')).toBe('69999');
  expect(run('-tq', path)).toContain('No errors');
});

test('nothing is asked for before it can leave', async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<Member> {
    for (;;) {
      asked += 1;
      yield { path: String(asked), bytes: Buffer.alloc(100_000) };
    }
  }
  const stream = Readable.from(zipStream(endless()), { objectMode: false });
  await new Promise((resolve) => stream.once('readable', resolve));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toBeLessThan(4);
  stream.destroy();
});
