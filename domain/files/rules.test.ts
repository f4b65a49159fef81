import { expect, test } from 'vitest';
import { cleanName, mediaTypeOf } from './rules.ts';

test('names lose paths, control characters and direction marks, and keep their ending', () => {
  expect(cleanName('C:\\资料\\报告.docx')).toBe('报告.docx');
  expect(cleanName('../../etc/passwd')).toBe('passwd');
  expect(cleanName('报告\u202Efdp.exe')).toBe('报告fdp.exe');
  expect(cleanName('a\u0000b:c?.txt')).toBe('ab_c_.txt');
  expect(cleanName(' .. ')).toBe('附件');
  const long = cleanName(`${'长'.repeat(400)}.xlsx`);
  expect([long.length, long.endsWith('.xlsx')]).toEqual([150, true]);
});

test('a type comes from the first bytes, then from the ending, and is never one that a browser runs', () => {
  const bytes = (...numbers: number[]) => new Uint8Array(numbers);
  const zip = bytes(0x50, 0x4b, 3, 4);
  expect(mediaTypeOf('a.txt', bytes(0x25, 0x50, 0x44, 0x46))).toBe('application/pdf');
  expect(mediaTypeOf('a.docx', zip)).toContain('wordprocessingml');
  expect(mediaTypeOf('a.pdf', zip)).toBe('application/zip');
  expect(mediaTypeOf('a.pdf', bytes(1, 2))).toBe('application/octet-stream');
  expect(mediaTypeOf('a.html', bytes(60))).toBe('application/octet-stream');
  expect(mediaTypeOf('a.svg', bytes(60))).toBe('application/octet-stream');
  expect(mediaTypeOf('a.txt', bytes(65))).toContain('text/plain');
});
