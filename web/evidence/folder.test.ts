import { expect, test } from 'vitest';
import { sizeText } from '../ui/sizeText.ts';
import { folderOf, manifestOf } from './folder.ts';
import { durationText } from './size.ts';

const digests = { sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) };

/** As `<input webkitdirectory>` gives it; Node's File has no path of its own. */
const fileAt = (path: string) =>
  Object.defineProperty(new File(['x'], path.split('/').at(-1) ?? ''), 'webkitRelativePath', { value: path });

test('[C23] a chosen folder names its files by their path inside it', () => {
  const [folder] = folderOf([fileAt('设计/图纸/a.dwg'), fileAt('设计/说明.txt')]);
  expect(folder).toMatchObject({ kind: 'folder', name: '设计' });
  expect(folder?.files.map(({ path }) => path)).toEqual(['图纸/a.dwg', '说明.txt']);
  expect(folderOf([])).toEqual([]);
});

test('[C23] a manifest is one text whatever the order, and a broken name gives none', () => {
  const one = { path: 'b.txt', size: 1, ...digests };
  const two = { path: 'a/empty.txt', size: 0, ...digests };
  expect(manifestOf([one, two])).toBe(manifestOf([two, one]));
  expect(manifestOf([one, two])).toContain('  0  a/empty.txt\n');
  expect(manifestOf([{ ...one, path: 'broken\ud800name' }])).toBeUndefined();
});

test('sizes and times are short', () => {
  expect([0, 512, 1536, 240 * 1024 ** 2, 1.2e10].map(sizeText)).toEqual([
    '0 B',
    '512 B',
    '1.5 KB',
    '240 MB',
    '11.2 GB',
  ]);
  expect([0.2, 59, 185, 3750].map(durationText)).toEqual(['0:01', '0:59', '3:05', '1:02:30']);
});
