import { Refused } from '#domain/refused.ts';
import { type Block, readBlocks } from './html-blocks.ts';
import { parseHtml } from './html-tree.ts';
import { collectLines } from './lines.ts';
import { type Decoded, decodeText, strictly } from './plain.ts';

/**
 * The article of a web page: blocks as lines, tables as rows. When one container clearly holds the article, menus
 * and link lists around it are left out, but never the title nor the particulars above it (document number, issuer,
 * date). Throws `file_encoding`, `file_binary`, `file_too_large`, `file_empty`.
 */
export function readHtml(bytes: Uint8Array, name: string): Decoded {
  const { text: html, encoding } = decodePage(bytes, name);
  const { root, title } = parseHtml(html, name);
  const blocks = readBlocks(root);
  const lines = collectLines(name);
  for (const line of withTitle(articleOf(blocks), blocks, title)) lines.add(line);
  if (lines.text().trim() === '') throw new Refused('file_empty', { name });
  return { text: lines.text(), encoding };
}

/** The page says its encoding near its top; gb2312 and gbk are parts of GB18030. It may also be wrong. */
function decodePage(bytes: Uint8Array, name: string): Decoded {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const label = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? '';
  const marked = /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff|ÿþ|þÿ)/.test(head);
  if (marked || label.startsWith('utf')) return decodeText(bytes, name);
  if (!/^(gb2312|gbk|gb18030|gb_2312-80|x-gbk|cp936)$/.test(label)) return decodeText(bytes, name);
  const utf8 = strictly('utf-8', bytes);
  return utf8 ?? strictly('gb18030', bytes) ?? mended(bytes, name);
}

/** Old sites cut titles in the middle of a sign: a page that names its encoding may have a few broken bytes. */
function mended(bytes: Uint8Array, name: string): Decoded {
  const text = new TextDecoder('gb18030').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  if (broken > text.length / 1000 + 2) throw new Refused('file_encoding', { name });
  return { text, encoding: 'gb18030' };
}

const ARTICLE_SHARE = 0.6;
const ARTICLE_LENGTH = 200;
const PARTICULARS =
  /文\s*号|索\s*引\s*号|发布机构|发文机关|发文单位|成文日期|发布日期|发布时间|发文日期|生成日期|标\s*题|名\s*称|有效性|〔\d{4}〕/;

/** The innermost container that holds most of the text which is not links; all of the page when none does. */
function articleOf(blocks: readonly Block[]): readonly Block[] {
  const plain = (some: readonly Block[]) => some.reduce((sum, block) => sum + block.text.length - block.linked, 0);
  const whole = plain(blocks);
  const holders = new Map<number, Block[]>();
  for (const block of blocks) {
    for (const holder of block.holders) {
      const some = holders.get(holder) ?? [];
      holders.set(holder, some);
      some.push(block);
    }
  }
  const obvious = [...holders.values()]
    .map((some) => ({ some, length: plain(some) }))
    .filter(({ length }) => length >= ARTICLE_LENGTH && length >= whole * ARTICLE_SHARE);
  return obvious.reduce<readonly Block[]>((best, { some }) => (some.length <= best.length ? some : best), blocks);
}

function withTitle(article: readonly Block[], blocks: readonly Block[], title: string): string[] {
  const first = article[0] ? blocks.indexOf(article[0]) : 0;
  const last = article.at(-1);
  const before = blocks.slice(0, first).filter(isParticular);
  const after = last ? blocks.slice(blocks.indexOf(last) + 1).filter((block) => /^附件/.test(block.text)) : [];
  const texts = [...before, ...article, ...after].map((block) => block.text);
  const bare = squeezed(title.replace(/[-_|–—].*$/, ''));
  const known =
    bare === '' || texts.some((text) => squeezed(text).includes(bare)) || squeezed(texts.join('')).includes(bare);
  return known ? texts : [title.replace(/[-_|–—].*$/, '').trim(), ...texts];
}

/** Headings and lines such as 文号：… before the article, unless they are mostly links. */
function isParticular(block: Block): boolean {
  if (block.linked > block.text.length / 2) return false;
  return block.heading || (block.text.length < 300 && PARTICULARS.test(block.text));
}

function squeezed(text: string): string {
  return text.replace(/[\s　]+/g, '');
}
