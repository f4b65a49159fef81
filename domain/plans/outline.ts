import { layOut, type Strip, startsNumbered } from './lines.ts';
import { isRow, readTables, type Table } from './tables.ts';
import { cut, normOf, type Paper, type Span, trim } from './text.ts';

/** A paragraph or a table, in the order of the text. */
export type Block = { kind: 'text'; span: Span } | { kind: 'table'; span: Span; table: Table };

/**
 * A numbered (or marked) part of the text with what belongs to it. `titled` tells a heading ("（一）宣传发动。正文…")
 * from a numbered sentence; the words of an untitled one are in `blocks`.
 */
export type Part = {
  no: string | null;
  rank: number;
  title: Span;
  titled: boolean;
  span: Span;
  blocks: Block[];
  parts: Part[];
};

/** `head`: everything before the first heading. `parts`: the top level. Attachments are parts of rank 0. */
export type Outline = { paper: Paper; blocks: Block[]; head: Block[]; parts: Part[] };

export const ATTACHMENT_RANK = 0;

export function readOutline(given: string): Outline {
  const { paper, strips } = layOut(given);
  const blocks = readBlocks(paper, strips);
  const hashes = new Map<Block, number>();
  for (const block of blocks) hashes.set(block, hashesAt(strips, block.span.start) ?? 0);
  return { paper, blocks, ...nest(paper, blocks, (block) => hashes.get(block) ?? 0) };
}

function hashesAt(strips: readonly Strip[], start: number): number | undefined {
  let low = 0;
  let high = strips.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const strip = strips[middle];
    if (strip === undefined) return undefined;
    if (strip.start === start) return strip.hashes;
    if (strip.start < start) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function readBlocks(paper: Paper, strips: readonly Strip[]): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < strips.length; ) {
    const first = strips[i];
    if (first === undefined) break;
    let next = i;
    while (next < strips.length && isRow(paper, strips, next)) next++;
    const table = next > i ? readTables(paper, strips.slice(i, next)) : null;
    if (table !== null) {
      blocks.push({ kind: 'table', span: table.span, table });
      i = next;
      continue;
    }
    for (const strip of strips.slice(i, Math.max(next, i + 1)))
      blocks.push({ kind: 'text', span: trim({ paper, start: strip.start, end: strip.end }, '|') });
    i = Math.max(next, i + 1);
  }
  return blocks;
}

const FURNITURE =
  /^(?:扫一扫|〔?(?:打印|关闭|收藏|分享|字体|字号|大中小)|首页(?:[>›»/]|$)|(?:当前|您(?:现在)?(?:所在)?的?)位置|上一篇|下一篇|相关(?:链接|阅读|文章|附件)|浏览(?:次数|量)|(?:阅读|点击)(?:次数|量)|责任编辑|来源：|版权所有|网站地图|分享到|.{0,6}(?:ICP备|公网安备)|第\d+页(?:共\d+页)?$|-?\d{1,3}-?$|\d+\/\d+$)/;

export function isFurniture(norm: string): boolean {
  return norm.length <= 80 && FURNITURE.test(norm);
}

/** What stands below the body: signature, date, list of attachments, imprint. It belongs to no part. */
function isClosing(norm: string, next: Block | undefined): boolean {
  if (norm.length > 60) return false;
  if (
    /^(?:抄送|主送|抄报|校对|打字|附注|主办|承办|联系(?:人|电话|方式)|电子邮箱)：/.test(norm) ||
    /^（(?:此件|公开方式|联系人)/.test(norm)
  )
    return true;
  if (isDateLine(norm) || /\d日印发$/.test(norm)) return true;
  return next?.kind === 'text' && isDateLine(normOf(next.span)) && norm.length <= 40 && !/[。；：]/.test(norm);
}

export function isDateLine(norm: string): boolean {
  return /^[\d二〇零○ＯO一三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$/.test(
    norm.replace(/\s/g, ''),
  );
}

const TITLE_END =
  /(?:方案|计划|规划|意见|办法|要点|行动|措施|细则|规定|通知|文件|举措|清单|制度|报告|决定|通告|公告|指南|条例)(?:（[^（）]{1,20}）)?$/;

/** A line that could be the title of a document: it stands alone and ends with the name of a kind of document. */
export function isTitleLine(norm: string): boolean {
  return (
    norm.length >= 8 &&
    norm.length <= 90 &&
    TITLE_END.test(norm) &&
    !/[。；！]|[，、：]$/.test(norm) &&
    !/：\s?\S{0,40}$/.test(norm.slice(0, 14))
  );
}

function nest(
  paper: Paper,
  blocks: readonly Block[],
  hashesOf: (block: Block) => number,
): { head: Block[]; parts: Part[] } {
  const head: Block[] = [];
  const parts: Part[] = [];
  const open: Part[] = [];
  let listing = false;
  blocks.forEach((block, index) => {
    const norm = block.kind === 'text' ? normOf(block.span) : '';
    if (block.kind === 'text' && isFurniture(norm)) return;
    if (block.kind === 'text' && isClosing(norm, blocks[index + 1])) return;
    listing = /^附\s*件\s*[\d一二三四]{0,2}\s*：./.test(norm)
      ? isMention(norm, blocks[index + 1], blocks[index - 1])
      : listing && /^(?:附\s*件|\d{1,2}[.、])[^。；]{2,50}$/.test(norm);
    if (listing) return;
    if (block.kind === 'text' && parts.length === 0 && isTitleLine(norm) && !startsNumbered(norm)) {
      head.push(block);
      return;
    }
    const part =
      block.kind === 'text' ? readPart(block.span, hashesOf(block), blocks[index + 1], parts.length > 0) : null;
    if (part === null) {
      const last = open.at(-1);
      (last?.blocks ?? head).push(block);
      for (const each of open) each.span = { paper, start: each.span.start, end: block.span.end };
      return;
    }
    while (open.length > 0 && (open.at(-1)?.rank ?? 0) >= part.rank) open.pop();
    for (const each of open) each.span = { paper, start: each.span.start, end: block.span.end };
    (open.at(-1)?.parts ?? parts).push(part);
    open.push(part);
  });
  return { head, parts };
}

const HAN_NUMBER = '[一二三四五六七八九十百零〇]{1,4}';
/** Styles of numbering from the widest to the narrowest, as official documents use them (GB/T 9704, 7.3.3). */
const STYLES: readonly [number, RegExp][] = [
  [ATTACHMENT_RANK, /^附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*(?:：|$)/],
  [1, new RegExp(`^第(?:${HAN_NUMBER}|\\d{1,3})(?:编|章|部分)(?:[ 、：]|(?=[^，。]))`)],
  [2, new RegExp(`^第(?:${HAN_NUMBER}|\\d{1,3})节[ 、：]?`)],
  [4, new RegExp(`^第(?:${HAN_NUMBER}|\\d{1,3})条[ 、：]?`)],
  [3, new RegExp(`^${HAN_NUMBER} ?[、.．]\\s?`)],
  [4, new RegExp(`^（${HAN_NUMBER}）[、.．：]?\\s?`)],
  [4, new RegExp(`^${HAN_NUMBER}）\\s?`)],
  [4, /^[\u3220-\u3229][、.]?\s?/],
  [4.5, /^第[一二三四五六\d](?:阶段|步)(?=[：:（、， ]|[^，。；]{0,20}(?:：|阶段|（))/],
  [5.2, /^\d{1,2}\.\d{1,2}\.\d{1,2}[、.]?\s?(?=[^\d\s])/],
  [5.1, /^\d{1,2}\.\d{1,2}(?:[、.]\s?|\s)(?=[^\d\s])/],
  [5.1, /^\d{1,2}\.\d{1,2}(?=[\u3400-\u9fff])(?!(?:万|亿|个|倍|%))/],
  [5, /^(?!20\d\d、)\d{1,5}\s?(?:、|\.(?!\d)|\.(?=20\d\d年))\s?/],
  [5, /^[\u2488-\u249b]\s?/],
  [6, /^（\d{1,3}）[、.]?\s?/],
  [6, /^\d{1,3}）[、.]?\s?/],
  [6, /^[\u2474-\u2487]\s?/],
  [7, /^[\u2460-\u2473\u2776-\u277f]\s?/],
];

function readPart(span: Span, hashes: number, next: Block | undefined, inBody: boolean): Part | null {
  const norm = normOf(span);
  for (const [rank, pattern] of STYLES) {
    const found = pattern.exec(norm);
    if (found === null) continue;
    if (rank === ATTACHMENT_RANK) return attachment(span, found[0].length);
    return numbered(span, rank, found[0].length, next);
  }
  if (hashes > 1 || (hashes === 1 && inBody)) return plain(span, 2 + hashes / 10);
  return isKnownSection(norm) || isDutyHeading(norm) ? plain(span, 2.9) : null;
}

/** A heading without a number, known by its usual words: "工作目标". */
function isKnownSection(norm: string): boolean {
  return /^〔?(?:总体要求|指导思想|总体思路|目标任务|基本原则|职责分工|(?:总体|工作|活动|主要|重点|具体|实施|行动|保障|组织|有关|相关|时间|进度|推进)(?:要求|目标|任务|措施|内容|举措|步骤|安排|保障|领导|实施|机构|分工|重点|工作|时间|阶段|计划))〕?：?$/.test(
    norm,
  );
}

/** "领导小组办公室主要职责：" above a numbered list. */
function isDutyHeading(norm: string): boolean {
  return (
    norm.length <= 36 &&
    /^[^，。；：]{0,24}(?:办公室|成员单位|各单位|各部门)(?:的)?(?:主要|工作)?职责(?:分工)?(?:如下)?：?$/.test(norm)
  );
}

function plain(span: Span, rank: number): Part {
  const title = trim(span, '。：〔〕#');
  return { no: null, rank, title, titled: true, span, blocks: [], parts: [] };
}

/** "附件：1.甲 2.乙" at the foot of a notice only names what follows. */
function isMention(norm: string, next: Block | undefined, before: Block | undefined): boolean {
  const title = norm.replace(/^附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*：?\s*/, '');
  if (title === '') return false;
  if (next === undefined) return true;
  if (next.kind === 'table') return false;
  const after = normOf(next.span);
  if (/^附\s*件/.test(after) || /^（?此件/.test(after) || isFurniture(after)) return true;
  if (
    /^[\d一二三]{1,2}[.、]/.test(title) ||
    (/^\d{1,2}[.、]/.test(after) && after.length < 40 && !/[。；]/.test(after))
  )
    return true;
  const first = before !== undefined && before.kind === 'text' && /[。]$/.test(normOf(before.span));
  const signed =
    after.length <= 30 && (/(?:局|府|办公室|委员会|厅|院|会|室|部)$/.test(after) || /^\d{4}年/.test(after));
  return signed || (first && !/^附\s*件\s*[\d一二三]/.test(norm) && /(?:方案|计划|通知)$/.test(after));
}

function attachment(span: Span, skip: number): Part {
  const title = trim(cut(span, skip));
  return { no: null, rank: ATTACHMENT_RANK, title, titled: true, span, blocks: [], parts: [] };
}

function numbered(span: Span, rank: number, skip: number, next: Block | undefined): Part {
  const label = trim(cut(span, 0, skip), '、.．，： ');
  const no = normOf(label) === '' ? null : label.paper.text.slice(label.start, label.end);
  const rest = trim(cut(span, skip), rank === 4.5 ? '：，、' : '');
  const heading = headingEnd(normOf(rest), rank, next);
  const part: Part = { no, rank, title: rest, titled: heading !== null, span, blocks: [], parts: [] };
  if (heading === null) {
    part.blocks.push({ kind: 'text', span: rest });
    return part;
  }
  part.title = trim(cut(rest, 0, heading), '。：；，、 ');
  const body = trim(cut(rest, heading), '。： ');
  // A body that lost its last full stop to trimming gets it back: sentences are quoted whole.
  if (body.end > body.start) part.blocks.push({ kind: 'text', span: { ...body, end: rest.end } });
  return part;
}

const UNIT_TAIL =
  /^（[^（）]*(?:（[^（）]*）[^（）]*)*(?:单位|牵头|负责|部门|时限|完成|推进)[^（）]*(?:（[^（）]*）[^（）]*)*）[。；]?$/;

const ONLY_DATE = /^(?:[\d年月日至到~（）-]|上|下|半|第|[一二三四]|季度|旬|底|末|前|起|全)+$/;
/** What follows a sentence without being a body: its time and its units. */
const ONLY_TIME = /^[^，。；]{0,24}(?:前|底|内|起)[^，。；]{0,8}。(?:（[^。]*）[。；]?)?$/;

/** Where the heading of a numbered line ends; null when the line is a sentence without a title. */
function headingEnd(norm: string, rank: number, next: Block | undefined): number | null {
  const stop = firstStop(norm);
  const longest = rank <= 4.5 ? 60 : 40;
  if (stop === -1)
    return norm.length <= Math.max(longest, 60) && !(rank >= 5 && isAct(norm, next)) ? norm.length : null;
  // "一季度：开展调查。" has its time first and its title behind it.
  if (norm[stop] === '：' && ONLY_DATE.test(norm.slice(0, stop))) {
    const next = /[。；]/.exec(norm.slice(stop))?.index;
    return next === undefined ? norm.length : stop + next;
  }
  const head = norm.slice(0, stop);
  const rest = norm.slice(stop + 1).trim();
  if (rank <= 3 && rest === '' && stop <= 20 && !head.includes('，')) return stop;
  const commas = head.split('，').length - 1;
  if (head.length > longest || commas > 2 || (commas === 2 && head.length > 24) || (commas === 1 && head.length > 36))
    return null;
  if (norm[stop] === '；' || UNIT_TAIL.test(rest)) return null;
  if (rank >= 5 && ((commas > 0 && head.length > 20) || ONLY_TIME.test(rest))) return null;
  if (rest === '') return norm[stop] === '：' || (head.length <= 30 && hasBody(next)) ? stop : null;
  if (/^（[^（）]{4,40}）[。：]?$/.test(rest)) return norm.length;
  return stop;
}

/** First 。；or ： outside brackets and quotation marks. */
function firstStop(norm: string): number {
  let depth = 0;
  const end = Math.min(norm.length, 400);
  for (let i = 0; i < end; i++) {
    const c = norm[i] ?? '';
    if ('（《“〔'.includes(c)) depth++;
    else if ('）》”〕'.includes(c)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && '。；：！'.includes(c)) return i;
  }
  return -1;
}

function hasBody(next: Block | undefined): boolean {
  return (
    next !== undefined && (next.kind === 'table' || !STYLES.some(([, pattern]) => pattern.test(normOf(next.span))))
  );
}

/** A numbered line without a full stop is an act when it is long, counted or carries its units. */
function isAct(norm: string, next: Block | undefined): boolean {
  return (
    !hasBody(next) &&
    (/（[^（）]*(?:单位|牵头|负责|完成)[^（）]*）$/.test(norm) || (/，/.test(norm) && norm.length > 24))
  );
}
