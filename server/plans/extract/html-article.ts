import type { Block } from './html-blocks.ts';

/**
 * The lines of a page without what surrounds its article: the innermost container that holds most of the text and
 * leaves nothing of weight outside. Before it, headings and particulars (document number, issuer, date) are kept,
 * after it headings and attachments; and the title of the page where nothing else says it.
 */
export function articleOf(blocks: readonly Block[], pageTitle: string): string[] {
  const [from, to] = obviousRange(blocks);
  const kept = blocks.filter((block, i) => {
    if (i >= from && i < to) return true;
    return i < from ? isParticular(block) : isSequel(block);
  });
  const texts = kept.map((block) => block.text);
  const title = pageTitle.replace(SITE_NAME, '').trim();
  return isTitled(kept, title) ? texts : [title, ...texts];
}

const SHARE = 0.6;
const LENGTH = 200;
const PARTICULARS =
  /文\s*号|索\s*引\s*号|发布机构|发文机关|发文单位|成文日期|发布日期|发布时间|发文日期|生成日期|标\s*题|名\s*称|有效性|主题分类|主题词|关键词|公文种类|公开(类别|方式|形式|范围)|〔\d{4}〕/;
/** Section numbers, table rows and whole sentences are never menus. */
const WEIGHTY = /^[\s　]*([（(]?[一二三四五六七八九十]{1,3}[）)、]|\||第[一二三四五六七八九十]+[章条])|^.{30,}[。；]/;
const SITE_NAME = /\s*[_|].*$|\s+[-–—]\s+.*$|[-–—][^-–—]*(网|网站|平台|政府|局|委员会)$/;
const PLAN_TITLE = /(方案|计划|规划|意见|通知|要点|办法|清单)(（.{1,12}）)?$/;

/** First block and the one after the last. */
function obviousRange(blocks: readonly Block[]): [number, number] {
  const holders = new Map<number, [number, number]>();
  for (const [i, block] of blocks.entries()) {
    for (const holder of block.holders) holders.set(holder, [holders.get(holder)?.[0] ?? i, i + 1]);
  }
  const plain = sums(blocks.map((block) => block.text.length - block.linked));
  const weighty = sums(blocks.map((block) => (isWeighty(block) ? 1 : 0)));
  const [whole, all] = [plain.at(-1) ?? 0, weighty.at(-1) ?? 0];
  let best: [number, number] = [0, blocks.length];
  for (const [from, to] of holders.values()) {
    const length = (plain[to] ?? 0) - (plain[from] ?? 0);
    const complete = (weighty[to] ?? 0) - (weighty[from] ?? 0) === all;
    if (complete && length >= LENGTH && length >= whole * SHARE && to - from <= best[1] - best[0]) best = [from, to];
  }
  return best;
}

function sums(values: readonly number[]): number[] {
  const totals = [0];
  for (const value of values) totals.push((totals.at(-1) ?? 0) + value);
  return totals;
}

/** Headings and lines such as 文号：… before the article. */
function isParticular(block: Block): boolean {
  return !isLinks(block) && (block.heading || (block.text.length < 300 && PARTICULARS.test(block.text)));
}

/** Attachments and sections that stand outside the container of the article. */
function isSequel(block: Block): boolean {
  return !isLinks(block) && (block.heading || /^附件/.test(block.text) || WEIGHTY.test(block.text));
}

function isWeighty(block: Block): boolean {
  return !isLinks(block) && !isParticular(block) && WEIGHTY.test(block.text);
}

function isLinks(block: Block): boolean {
  return block.linked > block.text.length / 2;
}

function isTitled(blocks: readonly Block[], title: string): boolean {
  const bare = squeezed(title);
  if (bare === '' || squeezed(blocks.map((block) => block.text).join('')).includes(bare)) return true;
  return blocks.slice(0, 15).some((block) => PLAN_TITLE.test(block.text.trim()));
}

function squeezed(text: string): string {
  return text.replace(/[\s　]+/g, '');
}
