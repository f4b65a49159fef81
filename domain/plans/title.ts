import { isDateLine, isFurniture, isTitleLine } from './furniture.ts';
import { DOCUMENT_NO, isOrgan, isRedHead } from './organs.ts';
import type { Outline } from './outline.ts';
import { isMeta, metaValue } from './page-facts.ts';
import { ATTACHMENT_RANK, type Part } from './part.ts';
import type { Fact } from './schema.ts';
import { cut, fact, noFact, normOf, quote, type Span, trim } from './text.ts';

const FORWARDS = /(?:印发|转发|下发|发布|公布)/;
const squeeze = (norm: string) => norm.replace(/[\s《》〈〉“”"]/g, '');

export function readTitle(texts: readonly Span[], outline: Outline): Fact<string> {
  const lines = titleLines(texts, outline);
  const notice = lines.find((line) => FORWARDS.test(normOf(line)) && /通知|函|公告|通告/.test(normOf(line).slice(-6)));
  const named = forwardedTitle(notice, texts);
  const own = named === null ? undefined : texts.find((span) => sameTitle(span, named));
  if (own !== undefined) {
    const whole = withYears(own, texts) ?? own;
    return fact(quote(trim(whole, '《》')), whole, 'sure');
  }
  const line = withYears(
    lines.find((each) => each !== notice && !isRedHead(normOf(each))),
    texts,
  );
  if (named !== null && (line === undefined || notice !== undefined)) {
    const alone = lines.find(
      (each) => each !== notice && each.start > (notice?.start ?? 0) && alike(normOf(each), normOf(named)),
    );
    const whole = withYears(alone, texts) ?? named;
    return fact(quote(whole), whole, 'sure');
  }
  if (line !== undefined) return fact(quote(line), line, 'sure');
  if (notice !== undefined) return fact(quote(notice), notice, 'likely');
  return metaTitle(texts) ?? firstLine(texts);
}

/** "（2023—2026年）" on the line below belongs to the title. */
function withYears(line: Span | undefined, texts: readonly Span[]): Span | undefined {
  const next = line === undefined ? undefined : texts.find((span) => span.start > line.end);
  if (line === undefined || next === undefined || next.start > line.end + 2) return line;
  return /^[（〔](?:20\d{2}[^（）]{0,16}|试行|暂行|征求意见稿|送审稿|草案)[）〕]$/.test(normOf(next))
    ? { ...line, end: next.end }
    : line;
}

function sameTitle(span: Span, named: Span): boolean {
  if (span.end - span.start > named.end - named.start + 12) return false;
  const contains = span.start <= named.start && span.end >= named.end;
  return !contains && squeeze(normOf(span)) === squeeze(normOf(named));
}

function alike(a: string, b: string): boolean {
  const words = new Set(a);
  const same = [...new Set(b)].filter((c) => words.has(c)).length;
  return same >= Math.min(words.size, new Set(b).size) * 0.7;
}

/** Lines before the body that could be titles; a title printed on two lines is put together. */
function titleLines(texts: readonly Span[], outline: Outline): Span[] {
  const bodyStart = firstSection(outline.parts);
  const before = texts.filter((span) => span.start < bodyStart).slice(0, 60);
  const lines: Span[] = [];
  before.forEach((span, index) => {
    const norm = normOf(span);
    if (
      isMeta(norm) ||
      isFurniture(norm) ||
      (!isTitleLine(norm) && !isLowerHalf(norm, normOf(before[index - 1] ?? { ...span, end: span.start })))
    )
      return;
    const last = before[index - 1];
    const whole = last !== undefined && isUpperHalf(normOf(last), norm) ? { ...span, start: last.start } : span;
    // "…局 / 关于…试点 / 遴选工作的通知": a third line above.
    const top = whole === span ? undefined : before[index - 2];
    const three = top !== undefined && !isOrgan(normOf(top)) && /^关于.{6,}[^。，：]$/.test(normOf(top));
    lines.push(three && !isTitleLine(normOf(top)) ? { ...span, start: top.start } : whole);
  });
  return lines;
}

/** Where the first numbered section begins; attachments are looked into, since a plan may be one. */
function firstSection(parts: readonly Part[]): number {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...parts.slice(0, 50).map((part) => (part.rank === ATTACHMENT_RANK ? firstSection(part.parts) : part.span.start)),
  );
}

/** The end of a title that was broken: "遴选工作的通知" below a line that does not end. */
function isLowerHalf(lower: string, upper: string): boolean {
  if (/^(?:的?通知|(?:实施|工作|行动)?(?:方案|计划)(?:（.*）)?)$/.test(lower)) return true;
  return (
    lower.length <= 30 &&
    /(?:方案|计划|规划|意见|办法|要点|措施|细则|通知|通告|公告)(?:（[^（）]{1,20}）)?$/.test(lower) &&
    !/[。；：，]/.test(lower) &&
    /^关于|^.{2,20}(?:局|府|厅|委|办公室)关于/.test(upper) &&
    upper.length <= 40 &&
    !isTitleLine(upper)
  );
}

/** "某县人民政府办公室" above "关于印发…的通知", or the first half of a title that was broken in two. */
function isUpperHalf(upper: string, lower: string): boolean {
  if (
    upper.length > 40 ||
    isMeta(upper) ||
    /[。！；：]|号$|文件$/.test(upper) ||
    isDateLine(upper) ||
    isFurniture(upper)
  )
    return false;
  if (/^（.*）$/.test(upper) || isTitleLine(upper)) return false;
  if (/^(?:及|的|和|与|并)/.test(lower) || /^关于/.test(upper)) return upper.length >= 4;
  if (/\S\s+\S/.test(upper) && upper.split(/\s+/).every(isOrgan)) return false;
  if (isOrgan(upper)) return /^(?:关于|印发)/.test(lower);
  return upper.length >= 4;
}

function forwardedTitle(notice: Span | undefined, texts: readonly Span[]): Span | null {
  const fromNotice =
    notice === undefined ? null : (bracketed(notice, /印发/) ?? bracketed(notice, FORWARDS) ?? unbracketed(notice));
  if (fromNotice !== null) return fromNotice;
  for (const span of texts.slice(0, 40)) {
    const norm = normOf(span);
    if (norm.length < 300 && /(?:现|已经)[^。]{0,12}[将把]?《|现将/.test(norm) && /印发|转发|下发|发布/.test(norm)) {
      const found = (/并将《/.test(norm) ? bracketed(span, /并将《/) : null) ?? bracketed(span, /现|将|把|印发/);
      if (found !== null) return found;
    }
  }
  return null;
}

function bracketed(span: Span, after: RegExp): Span | null {
  const norm = normOf(span);
  const open = norm.indexOf('《', Math.max(0, norm.search(after)));
  if (open === -1) return null;
  let depth = 0;
  for (let i = open; i < norm.length; i++) {
    if (norm[i] === '《') depth++;
    if (norm[i] === '》' && --depth === 0) return cut(span, open + 1, i);
  }
  return null;
}

/** 关于印发某方案的通知, without book marks. */
function unbracketed(notice: Span): Span | null {
  const found = /(?:印发|转发)(.{6,60}(?:方案|计划|规划|意见|办法|要点|措施|细则)(?:（[^（）]+）)?)的?通知$/.exec(
    normOf(notice),
  );
  const start = found === null ? -1 : normOf(notice).indexOf(found[1] ?? '', found.index);
  return found === null ? null : cut(notice, start, start + (found[1] ?? '').length);
}

function metaTitle(texts: readonly Span[]): Fact<string> | null {
  const found = metaValue(texts, /^(?:标题|名称|文件名称|信息名称|公文名称)$/);
  return found === null ? null : fact(quote(found), found, 'likely');
}

function firstLine(texts: readonly Span[]): Fact<string> {
  const line = texts.slice(0, 3).find((span) => {
    const norm = normOf(span);
    return (
      norm.length >= 6 &&
      norm.length <= 60 &&
      !/[。；：|]/.test(norm) &&
      !isMeta(norm) &&
      !isDateLine(norm) &&
      !DOCUMENT_NO.test(norm) &&
      !isOrgan(norm) &&
      !/^(?:[一二三]、|（一）|\d)/.test(norm)
    );
  });
  return line === undefined ? noFact() : fact(quote(line), line, 'unsure');
}
