import { Decrypter } from 'age-encryption';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { paperText } from '#papers/blocks.ts';
import { type PackageItem, placeItems, sealPackage, zipStream } from './package.ts';
import { packageIndex } from './package-index.ts';
import { chunksOf } from './stream.ts';

const item = (part: PackageItem['part'], title: string, text = title): PackageItem => ({
  ...{ part, title, ending: '.txt', shows: `证明${title}`, size: text.length },
  open: () => new Blob([text]).stream(),
});

async function whole(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunksOf(stream)) parts.push(chunk);
  return new Uint8Array(Buffer.concat(parts));
}

test('[C23] items stand by the two steps of the burden of proof, under names that every system writes', () => {
  const placed = placeItems([item('loss', '损失/估算:一'), item('point', '秘点'), item('point', '秘点')]);
  expect(placed.map(({ path }) => path)).toEqual([
    '第一步/1-秘密内容/1-1-秘点.txt',
    '第一步/1-秘密内容/1-2-秘点.txt',
    '第二步/6-损失/6-1-损失_估算_一.txt',
  ]);
  expect(() => placeItems([])).toThrow('package_empty');
  expect(() => placeItems([{ ...item('loss', 'x'), size: 5e9 }])).toThrow('package_too_large');
});

test('[C23] the index says what lies where, what it shows, and what is missing', () => {
  const facts = { firm: '示例企业', secrets: ['商密第1号'], day: '2026-11-22', missing: ['access' as const] };
  const text = paperText(packageIndex(placeItems([item('origin', '时间戳'), item('similarity', '比对表')]), facts));
  for (const words of ['商密第1号', '1-', '证明时间戳', '第二步', '比对表', '接触渠道']) expect(text).toContain(words);
});

test('[C23] the package is a zip in an age file: its passphrase opens it, its digests are those of the file', async () => {
  const placed = placeItems([item('point', '秘点', '内容'.repeat(50_000)), item('access', '名单')]);
  const { stream, digests } = await sealPackage(zipStream(placed), 'four words of chance', 8);
  const sealed = await whole(stream);
  const { size, sha256, sm3 } = digests();
  expect(size).toBe(sealed.length);
  const { createHash } = await import('node:crypto');
  expect(sha256).toBe(createHash('sha256').update(sealed).digest('hex'));
  expect(sm3).toBe(createHash('sm3').update(sealed).digest('hex'));
  expect(Buffer.from(sealed).includes(Buffer.from('名单'))).toBe(false);
  const age = new Decrypter();
  age.addPassphrase('four words of chance');
  const files = unzipSync(await age.decrypt(sealed));
  expect(strFromU8(files['第二步/4-接触渠道/4-1-名单.txt'] ?? strToU8(''))).toBe('名单');
  expect(strFromU8(files['第一步/1-秘密内容/1-1-秘点.txt'] ?? strToU8(''))).toBe('内容'.repeat(50_000));
});
