import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { extractText } from './extract-text.ts';
import { makePdf } from './test-documents.ts';

const LINES = ['某县商业秘密保护工作方案', '一、工作目标', '到2023年6月底，培育示范企业5家。', '（一）健全机制'];

/** test/fixtures/files/make-plan-pdf.mjs draws this file; its font is a subset of Noto Serif CJK. */
test('rebuilds paragraphs, ruled and unruled tables, and drops page numbers and running headers', async () => {
  const bytes = readFileSync(new URL('../../../test/fixtures/files/plan-with-tables.pdf', import.meta.url));
  const expected = readFileSync(new URL('../../../test/fixtures/files/plan-with-tables.txt', import.meta.url), 'utf8');
  expect(await extractText(bytes, 'plan.pdf')).toEqual({ text: expected.trimEnd(), format: 'pdf', encoding: null });
});

test.each([
  ['GBK-EUC-H', 'gbk'],
  ['UniGB-UCS2-H', 'utf16-be'],
])('reads a font that is not embedded, by %s', async (encoding, codec) => {
  const bytes = makePdf(
    encoding,
    LINES.map((line) => iconv.encode(line, codec)),
  );
  expect((await extractText(bytes, 'plan.pdf')).text.split('\n')).toEqual(LINES);
});
