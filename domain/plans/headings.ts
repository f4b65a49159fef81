import { kindOf } from './kinds.ts';
import { ATTACHMENT_RANK, type Block, type Part } from './part.ts';
import { cut, normOf, type Span, trim } from './text.ts';
import { isUnitList } from './units.ts';

const ARTICLE_RANK = 3.5;
const HAN_NUMBER = '[一二三四五六七八九十百零〇]{1,4}';
/** Styles of numbering from the widest to the narrowest, as official documents use them (GB/T 9704, 7.3.3). */
const STYLES: readonly [number, RegExp][] = [
  [ATTACHMENT_RANK, /^附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*(?:：|$)/],
  [1, new RegExp(`^第(?:${HAN_NUMBER}|\\d{1,3})(?:编|章|部分)(?:[ 、：]|(?=[^，。]))`)],
  [2, new RegExp(`^第(?:${HAN_NUMBER}|\\d{1,3})节[ 、：]?`)],
  [ARTICLE_RANK, new RegExp(`^第(?:${HAN_NUMBER}|\\d{1,3})条\\s{0,2}[、：]?`)],
  [3, new RegExp(`^${HAN_NUMBER} ?[、.．]\\s?`)],
  [4, new RegExp(`^（${HAN_NUMBER}）[、.．：]?\\s?`)],
  [4, new RegExp(`^${HAN_NUMBER}）\\s?`)],
  [4, new RegExp(`^(?:任务|行动|工程|举措|专项|专题|板块|措施)(?:${HAN_NUMBER}|\\d{1,2})(?:：|、|\\s)\\s?`)],
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

export function readPart(span: Span, hashes: number, next: Block | undefined, inBody: boolean): Part | null {
  const norm = normOf(span);
  for (const [rank, pattern] of STYLES) {
    const found = pattern.exec(norm);
    if (found === null) continue;
    if (rank === ATTACHMENT_RANK) return attachment(span, found[0].length);
    return numbered(span, rank, found[0].length, next);
  }
  const bare = bareNumber(norm, next);
  if (bare > 0) return numbered(span, 5, bare, next);
  if (hashes > 1 || (hashes === 1 && inBody)) return plain(span, 2 + hashes / 10);
  return isKnownSection(norm) || isDutyHeading(norm) ? plain(span, 2.9) : null;
}

/** "4 进度" above "4.1 …", or with the usual words of a section: length of the number, 0 when it is none. */
function bareNumber(norm: string, next: Block | undefined): number {
  const found = /^(\d{1,2})(\s*)(?=[\u3400-\u9fff]{2,16}$)/.exec(norm);
  if (found === null) return 0;
  const [all, digits, gap] = found;
  const after = next?.kind === 'text' ? normOf(next.span) : '';
  const opens = after.startsWith(`${digits}.1`) || (gap !== '' && kindOf(norm.slice(all.length)) !== 'other');
  return opens ? all.length : 0;
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
  part.title = trim(cut(rest, 0, heading), rank === ARTICLE_RANK ? '（）。：；，、 ' : '。：；，、 ');
  const body = trim(cut(rest, heading), '。： ');
  // A body that lost its last full stop to trimming gets it back: sentences are quoted whole.
  if (body.end > body.start) part.blocks.push({ kind: 'text', span: { ...body, end: rest.end } });
  return part;
}

const UNIT_TAIL =
  /^（[^（）]*(?:（[^（）]*）[^（）]*)*(?:单位|牵头|负责|部门|时限|完成|推进)[^（）]*(?:（[^（）]*）[^（）]*)*）[。；]?$/;

const ONLY_DATE = /^(?:[\d年月日份初中旬至到~（）-]|上|下|半|第|[一二三四]|季度|旬|底|末|前|起|全)+$/;
/** What follows a sentence without being a body: its time and its units. */
const ONLY_TIME =
  /^[^，。；]{0,24}(?:前|底|内|起)(?:全面|基本|正式|首次)?(?:(?:完成|建成|印发|落实|到位|实施|启动|运行|投入使用|出台|办结|公布)){0,3}。(?:（[^。]*）[。；]?)?$/;

/** Where the heading of a numbered line ends; null when the line is a sentence without a title. */
function headingEnd(norm: string, rank: number, next: Block | undefined): number | null {
  if (rank === ARTICLE_RANK) {
    const named = /^（[^（）]{2,30}）(?=[\u3400-\u9fff《“]|$)/.exec(norm);
    if (named !== null) return named[0].length;
  }
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
  // "第一阶段：启动部署（3月）。": the ordinal alone is no title.
  if (norm[stop] === '：' && /^第[一二三四五六七\d](?:个)?(?:阶段|步骤?)$/.test(head)) {
    const inner = firstStop(norm.slice(stop + 1));
    return inner === -1 ? norm.length : stop + 1 + inner;
  }
  // An article opens with its rule, seldom with a title.
  if (rank === ARTICLE_RANK && norm[stop] !== '：' && (head.length > 14 || /负责|应当|适用|根据|按照|本/.test(head)))
    return null;
  const rest = norm.slice(stop + 1).trim();
  if (rank <= 3 && rest === '' && stop <= 20 && !head.includes('，')) return stop;
  const commas = head.split('，').length - 1;
  if (head.length > longest || commas > 2 || (commas === 2 && head.length > 24) || (commas === 1 && head.length > 36))
    return null;
  if (norm[stop] === '；' || UNIT_TAIL.test(rest)) return null;
  // "遴选企业开展辅导。（竞争处；全年）" is an act with its unit.
  if (/^（[^（）]+）[。；]?$/.test(rest) && isUnitList(rest.replace(/^（|）[。；]?$/g, ''))) return null;
  if (rank >= 5 && ((commas > 0 && head.length > 20) || ONLY_TIME.test(rest))) return null;
  if (rest === '')
    return norm[stop] === '：' || (head.length <= 30 && hasBody(next)) || opensDeeper(rank, next) ? stop : null;
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

/** A line above a narrower style of numbering is a heading, full stop or not. */
function opensDeeper(rank: number, next: Block | undefined): boolean {
  if (rank > 4 || next === undefined || next.kind === 'table') return false;
  const below = STYLES.find(([, pattern]) => pattern.test(normOf(next.span)));
  return below !== undefined && below[0] > rank && below[0] >= 5;
}

/** A line of units or of time is no body. */
const SETTING = /^[（〔]?(?:牵头|主办|责任|配合|协办|完成|办结)(?:责任)?(?:单位|部门|科室|时限|时间|期限)[〕]?：/;

function hasBody(next: Block | undefined): boolean {
  if (next?.kind === 'text' && SETTING.test(normOf(next.span))) return false;
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
