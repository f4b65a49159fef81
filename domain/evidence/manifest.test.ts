import { expect, test } from 'vitest';
import { manifestText, readManifest } from '#domain/evidence/manifest.ts';

const sha256 = 'a'.repeat(64);
const sm3 = '0'.repeat(64);
const file = (path: string, size = 3) => ({ path, size, sha256, sm3 });

test('[C23] a folder has one text, whatever order its files come in', () => {
  const text = `humi-manifest/1\n${sha256}  ${sm3}  0  图纸/一.dwg\n${sha256}  ${sm3}  3  图纸/二.dwg\n`;
  expect(manifestText([file('图纸/二.dwg'), file('图纸/一.dwg', 0)])).toBe(text);
  expect(readManifest(text)).toEqual([file('图纸/一.dwg', 0), file('图纸/二.dwg')]);
});

test('a path with every awkward letter is one line and comes back', () => {
  const files = ['a\nb', 'a\\nb', 'a\r\\', '  two  spaces  ', 'c'.repeat(300)].map((path) => file(path));
  const back = readManifest(manifestText(files));
  expect(new Set(back?.map(({ path }) => path))).toEqual(new Set(files.map(({ path }) => path)));
  expect(manifestText(files).split('\n')).toHaveLength(files.length + 2);
});

test('what is no manifest is refused, not guessed at', () => {
  const text = manifestText([file('a'), file('b')]);
  const [head, a, b] = text.split('\n');
  const others = [
    '',
    'humi-manifest/1\n',
    text.slice(0, -1),
    text.replace('/1', '/2'),
    `${head}\n${b}\n${a}\n`,
    `${head}\n${a}\n${a}\n`,
    text.replace('  3  ', '  03  '),
    text.replace('  3  ', ' 3  '),
    text.replace('  b', '  ../b'),
    text.replace('  b', '  /b'),
    text.replace('  b', '  b\\x'),
    text.replace(sha256, sha256.toUpperCase()),
    text.replaceAll('\n', '\r\n'),
  ];
  for (const other of others) expect(readManifest(other), other).toBeUndefined();
});

test('a folder without files, a path twice and a path outside are refused', () => {
  for (const files of [[], [file('a'), file('a')], [file('../a')], [file('/a')], [file('a//b')], [file('a', -1)]])
    expect(() => manifestText(files)).toThrow(RangeError);
});
