import { dropNames } from './names.ts';
import { splitPost } from './posts.ts';
import type { Council, Quote } from './schema.ts';
import { cut, noFact, normOf, quote, type Span, sourceOf, textOf, trim } from './text.ts';

export function emptyCouncil(): Council {
  return {
    id: 'c1',
    source: null,
    certainty: 'likely',
    name: noFact(),
    head: noFact(),
    deputies: [],
    members: [],
    office: noFact(),
    office_duties: [],
    member_duties: [],
  };
}

/** "甲局、乙局分管副局长" are two deputies with one post. */
export function spread(list: readonly Quote[]): Quote[] {
  const post = splitPost(list.at(-1)?.text ?? '').post;
  const bare = list.slice(0, -1).every(({ text }) => splitPost(text).post === null);
  if (list.length < 2 || post === null || !bare || !/^(?:分管|主要)/.test(post)) return [...list];
  return list.map((each, index) =>
    index === list.length - 1 ? each : { ...each, text: each.text + post, certainty: 'likely' },
  );
}

/** 同志 behind a name goes with it; in 负责同志 it is the post. */
const TITLE = /(?<!负责|领导|分管|主要|有关|相关)同志$/;

export function toQuote(span: Span): Quote {
  return { id: '', text: dropNames(textOf(span).replace(TITLE, '')), source: sourceOf(span), certainty: 'sure' };
}

/** Pieces between 、and ，outside brackets; "县委常委、副县长" stays one piece since its second half names no unit. */
export function pieces(span: Span): Span[] {
  const norm = normOf(span);
  const list: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= norm.length; i++) {
    const c = norm[i] ?? '、';
    if ('（〔'.includes(c)) depth++;
    if ('）〕'.includes(c)) depth = Math.max(0, depth - 1);
    if (i < norm.length && (depth > 0 || !'、，；'.includes(c))) continue;
    const piece = trim(cut(span, start, i));
    const last = list.at(-1);
    if (last !== undefined && isSecondPost(normOf(last), normOf(piece)))
      list[list.length - 1] = { ...last, end: piece.end };
    else if (piece.end > piece.start) list.push(piece);
    start = i + 1;
  }
  return list;
}

/** "县委常委、副县长" and "党组书记、局长" are two posts of one person. */
function isSecondPost(before: string, piece: string): boolean {
  const post =
    /^(?:党组(?:副)?书记|党委(?:副)?书记|党组成员|党委委员|(?:常务)?副?(?:局长|主任|书记|院长|检察长|部长|县长|市长|区长|旗长|镇长|乡长|街道办事处主任|总经理|董事长|大队长|支队长)|[一二三四]级(?:主任科员|调研员|巡视员)|政委)$/;
  // "分管甲、乙工作的副主任" is one post.
  if (
    /(?:分管|协管|联系|负责)[^的长任]*(?<!领导|负责人|同志|副职)$/.test(before) &&
    /^[^、]{0,20}的?工作的?/.test(piece)
  )
    return true;
  const inner =
    /^(?![省市县区旗镇乡州盟])[\u3400-\u9fff]{0,6}(?:主任|主席|总监|队长|政委|书记|工程师|经济师|会计师|专员|处长|科长)$/;
  if (/(?:党组成员|党委委员|党(?:组|委)副?书记)$/.test(before) && inner.test(piece)) return true;
  return (
    post.test(piece) && /(?:常委|书记|成员|委员|主任|局长|副县长|副市长|副区长|副旗长|副镇长|副乡长)$/.test(before)
  );
}

/** Stretches between ，and ；: a post at the end of one holds for its units only. */
export function stretches(span: Span): Span[] {
  const norm = normOf(span);
  const ends = [...norm.matchAll(/[，；](?![^（]*）)|(?<=负责人|负责同志|领导)(?:以?及|和|与)/g)].map(
    (found) => found.index,
  );
  const shared = ends.filter((end) => /(?:负责人|负责同志|领导|同志)$/.test(norm.slice(0, end)));
  return [-1, ...shared].map((from, index) =>
    trim(cut(span, Math.max(0, from), shared[index] ?? norm.length), '，；及和与以'),
  );
}

/** "承担以下职责：1.…；2.…": what stands before a duty in a list. */
const LISTED =
  /^(?:[^，。；：]{0,12}(?:以下|下列)[^，。；：]{0,8}：)?\s*(?:-{1,3}|[·•●]|[（(]?\d{1,2}[）).、．](?!\d)|（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]是|[\u2460-\u2473])?\s*/;

export function dutiesOf(span: Span): Quote[] {
  const norm = normOf(span);
  const list: Quote[] = [];
  let start = 0;
  for (let i = 0; i <= norm.length; i++) {
    if (i < norm.length && !'；。'.includes(norm[i] ?? '')) continue;
    const whole = trim(cut(span, start, i), '；。，');
    const piece = cut(whole, LISTED.exec(normOf(whole))?.[0].length ?? 0);
    if (piece.end - piece.start >= 3)
      list.push({ id: '', text: quote(piece), source: sourceOf(piece), certainty: 'sure' });
    start = i + 1;
  }
  return list;
}
