import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { dayOfCell, readTable, writeTable } from './sheets.ts';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const reasonOf = (bytes: Uint8Array): string => {
  try {
    readTable(bytes, 100);
    return 'read';
  } catch (error) {
    return error instanceof Error && 'reason' in error ? String(error.reason) : 'bug';
  }
};

test('a table written is read as it was, also a text that looks like a formula', async () => {
  const bytes = await writeTable(
    '名录',
    [
      { title: '名称', width: 10 },
      { title: '数', width: 5 },
    ],
    [
      ['=1+1', 3],
      [' 乙 ', null],
    ],
  );
  expect(readTable(bytes, 100)).toEqual([['名称', '数'], ['=1+1', '3'], ['乙']]);
});

test('quoted cells, line ends and tabs of text tables', () => {
  expect(readTable(text('a,"b, ""c"""\r\nd,e\n'), 100)).toEqual([
    ['a', 'b, "c"'],
    ['d', 'e'],
  ]);
  expect(readTable(text('a\tb\nc\td'), 100)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('what cannot be read is refused with its reason', () => {
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(80 * 1024 * 1024) });
  const broken = zipSync({ 'xl/worksheets/sheet1.xml': text('<worksheet><row>') });
  expect(reasonOf(new Uint8Array())).toBe('file_empty');
  expect(reasonOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toBe('file_encrypted');
  expect(reasonOf(Uint8Array.of(0x00, 0x01, 0x02, 0x00))).toBe('file_binary');
  expect(reasonOf(zipSync({ 'word/document.xml': text('<w/>') }))).toBe('file_binary');
  expect(reasonOf(bomb)).toBe('file_bomb');
  expect(reasonOf(broken)).toBe('file_damaged');
  expect(reasonOf(text(Array.from({ length: 200 }, (_, row) => `${row}`).join('\n')))).toBe('too_many_rows');
});

test.each([
  ['2027年2月5日', '2027-02-05'],
  ['2027/2/5', '2027-02-05'],
  ['46691', '2027-10-31'],
  ['明天', null],
])('%s is the day %s', (cell, day) => {
  expect(dayOfCell(cell)).toBe(day);
});
