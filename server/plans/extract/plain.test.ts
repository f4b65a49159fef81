import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { extractText } from './extract-text.ts';

const PLAN = '某县商业秘密保护工作方案\r\n\r\n　　一、工作目标\r\n到2023年6月底，培育示范企业5家、联络站12个。\r\n';

test.each([
  ['utf8', false, 'utf-8'],
  ['utf8', true, 'utf-8'],
  ['utf16le', false, 'utf-16le'],
  ['utf16le', true, 'utf-16le'],
  ['utf16be', false, 'utf-16be'],
  ['utf16be', true, 'utf-16be'],
  ['gb18030', false, 'gb18030'],
  ['gbk', false, 'gb18030'],
])('reads %s (byte order mark: %s) without changing a character', async (encoding, addBOM, read) => {
  const extracted = await extractText(iconv.encode(PLAN, encoding, { addBOM }), 'plan.txt');
  expect(extracted).toEqual({ text: PLAN, format: 'txt', encoding: read });
});

test('reads the four-byte signs of GB18030', async () => {
  const text = '㐂𠮷县人民政府办公室关于印发工作方案的通知';
  expect((await extractText(iconv.encode(text, 'gb18030'), 'a.txt')).text).toBe(text);
});

test('reads UTF-16 of Latin letters only, and long UTF-8 cut anywhere', async () => {
  expect((await extractText(iconv.encode('Work plan 2023', 'utf16le'), 'a.txt')).text).toBe('Work plan 2023');
  const long = '一二三四五'.repeat(30_000);
  expect((await extractText(iconv.encode(`a${long}`, 'utf8'), 'a.txt')).text).toBe(`a${long}`);
  expect((await extractText(iconv.encode(`ab${long}`, 'utf16be'), 'a.txt')).encoding).toBe('utf-16be');
});

test('knows Markdown by its name and a web page by its first bytes', async () => {
  expect((await extractText(iconv.encode('# 方案', 'utf8'), '方案.MD')).format).toBe('md');
  expect((await extractText(iconv.encode('<!DOCTYPE html><p>方案', 'utf8'), '方案.txt')).format).toBe('html');
  expect((await extractText(iconv.encode('没有标签的网页', 'utf8'), '方案.html')).format).toBe('txt');
});

test.each([
  ['Big5', iconv.encode('關於印發營業秘密保護工作方案的通知，請認真貫徹執行。', 'big5')],
  ['Latin-1', iconv.encode('Déjà vu à la fenêtre, où l’été s’étire', 'latin1')],
  ['KOI8-R', iconv.encode('Рабочий план по защите коммерческой тайны', 'koi8-r')],
])('refuses %s as an unknown encoding', async (_, bytes) => {
  await expect(extractText(bytes, 'a.txt')).rejects.toMatchObject({
    reason: 'file_encoding',
    detail: { name: 'a.txt' },
  });
});
