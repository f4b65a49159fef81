import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Block, Paper } from '#papers/blocks.ts';
import { paperText, textRuns } from '#papers/blocks.ts';
import { paperDocx } from '#papers/docx.ts';
import { articleWords, chineseNumber } from '#papers/numbers.ts';

const at = new Date('2026-11-22T00:00:00Z');
// The smallest picture there is: one grey pixel.
const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

const blocks: Block[] = [
  { kind: 'title', text: '商业秘密保护管理制度' },
  { kind: 'subtitle', text: '（示例精工有限公司）' },
  { kind: 'heading', level: 1, text: '第一章　总则' },
  { kind: 'paragraph', label: '第一条', runs: textRuns('为保护商业秘密，由____负责。') },
  { kind: 'paragraph', align: 'right', runs: [{ text: '盖章', bold: true, underline: true }] },
  { kind: 'list', items: [{ mark: '（一）', runs: textRuns('<坏> & "好"') }] },
  {
    kind: 'table',
    columns: [
      { header: '序号', width: 1 },
      { header: '内容', width: 4 },
    ],
    rows: [[textRuns('1'), textRuns('图纸\n两份')]],
  },
  {
    kind: 'table',
    form: true,
    columns: [
      { header: '', width: 1 },
      { header: '', width: 3 },
    ],
    rows: [[textRuns('姓名'), textRuns('____')]],
  },
  { kind: 'signatures', rows: [['甲方（盖章）：', '乙方（签名）：']] },
  { kind: 'picture', png, width: 30, height: 30, alt: '二维码' },
  { kind: 'page_break' },
  { kind: 'note', runs: textRuns('依据：《中华人民共和国反不正当竞争法》。') },
];
const paper = (style: Paper['style'], more: Block[] = []): Paper => ({
  ...{ style, title: '制度', header: '商密', footer: '内部资料' },
  blocks: [...blocks, ...more],
});

const parts = async (one: Paper) =>
  Object.fromEntries(
    Object.entries(unzipSync(await paperDocx(one, at))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

function textOf(xml: string): string {
  const said: string[] = [];
  const parser = new SaxesParser();
  parser.on('text', (text) => said.push(text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return said.join('');
}

describe('a paper as .docx', () => {
  it.each(['official', 'calm', 'wide'] as const)(
    '%s: every part is well-formed XML and all words are there',
    async (style) => {
      const files = await parts(paper(style));
      for (const [name, xml] of Object.entries(files)) if (/\.(xml|rels)$/.test(name)) textOf(xml);
      const body = textOf(files['word/document.xml'] ?? '');
      for (const line of paperText(paper(style)).split(/[\n\t　]/)) if (line !== '二维码') expect(body).toContain(line);
    },
  );

  it('GB/T 9704: A4, margins 37, 35, 28, 26 mm, — 1 — at the outer edge, fonts with what stands in for them', async () => {
    const files = await parts(paper('official'));
    const body = files['word/document.xml'] ?? '';
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(body).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(files['word/styles.xml']).toContain('仿宋_GB2312');
    expect(files['word/fontTable.xml']).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>');
    expect(
      Object.keys(files)
        .filter((name) => name.startsWith('word/footer'))
        .map((name) => files[name]),
    ).toHaveLength(2);
  });

  it('the same paper and instant give the same bytes', async () => {
    const [one, two] = [await paperDocx(paper('calm'), at), await paperDocx(paper('calm'), at)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect(Buffer.from(await paperDocx(paper('calm'), new Date(0))).equals(Buffer.from(one))).toBe(false);
  });

  it('takes out what no XML may hold', async () => {
    const odd: Block = { kind: 'paragraph', runs: [{ text: `甲\u0000\u000b乙\ud800丙\u{20000}` }] };
    expect(textOf((await parts(paper('calm', [odd])))['word/document.xml'] ?? '')).toContain('甲乙\ufffd丙\u{20000}');
  });
});

it.each([
  [1, '一'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [35, '三十五'],
  [100, '一百'],
  [104, '一百零四'],
  [110, '一百一十'],
  [1000, '1000'],
])('%i → %s', (value, text) => {
  expect(chineseNumber(value)).toBe(text);
});

it.each([
  ['10', '第十条'],
  ['5、6', '第五条、第六条'],
  ['-', ''],
  ['四（三）', '第四（三）条'],
])('article %s → %s', (article, words) => {
  expect(articleWords(article)).toBe(words);
});
