import { findDates, iso } from './dates.ts';
import { ATTACHMENT_RANK, isDateLine, isFurniture, isTitleLine, type Outline, type Part } from './outline.ts';
import type { Fact } from './schema.ts';
import type { Table } from './tables.ts';
import { cut, fact, noFact, normOf, quote, type Span, textOf, trim } from './text.ts';

export type Head = {
  title: Fact<string>;
  document_no: Fact<string>;
  issuer: Fact<string>;
  issued_on: Fact<string>;
};

/** Title, document number, issuer and date of issue: red head, notice, signature or the list of a web page. */
export function readHead(outline: Outline): Head {
  const texts = outline.blocks.flatMap((block) => (block.kind === 'text' ? [block.span] : headRows(block.table)));
  const title = readTitle(texts, outline);
  const signature = readSignature(texts);
  return {
    title,
    document_no: readDocumentNo(texts, outline),
    issuer: readIssuer(texts, signature, title),
    issued_on: readIssuedOn(texts, signature),
  };
}

/** A web page prints its facts as a table, a sheet its title in rows above the heading of the table. */
function headRows(table: Table): Span[] {
  const rows =
    table.header === null
      ? table.rows.slice(0, 12).filter((row) => LABEL.test(normOf(trim(row.span, '|'))))
      : table.above;
  return rows.map((row) =>
    row.cells.filter((cell) => cell.end > cell.start).length === 1
      ? (row.cells.find((cell) => cell.end > cell.start) ?? row.span)
      : trim(row.span, '|'),
  );
}

// --- title ---------------------------------------------------------------------------------------------------

const FORWARDS = /(?:印发|转发|下发|发布|公布)/;
const squeeze = (norm: string) => norm.replace(/[\s《》〈〉“”"]/g, '');

function readTitle(texts: readonly Span[], outline: Outline): Fact<string> {
  const lines = titleLines(texts, outline);
  const notice = lines.find((line) => FORWARDS.test(normOf(line)) && /通知|函|公告|通告/.test(normOf(line).slice(-6)));
  const named = forwardedTitle(notice, texts);
  const own = named === null ? undefined : texts.find((span) => sameTitle(span, named));
  if (own !== undefined) return fact(quote(trim(own, '《》')), own, 'sure');
  const line = withYears(
    lines.find((each) => each !== notice && !isRedHead(normOf(each))),
    texts,
  );
  if (named !== null && (line === undefined || notice !== undefined)) {
    const alone = lines.find(
      (each) => each !== notice && each.start > (notice?.start ?? 0) && alike(normOf(each), normOf(named)),
    );
    return alone === undefined ? fact(quote(named), named, 'sure') : fact(quote(alone), alone, 'sure');
  }
  if (line !== undefined) return fact(quote(line), line, 'sure');
  if (notice !== undefined) return fact(quote(notice), notice, 'likely');
  return metaTitle(texts) ?? firstLine(texts);
}

/** "（2023—2026年）" on the line below belongs to the title. */
function withYears(line: Span | undefined, texts: readonly Span[]): Span | undefined {
  const next = line === undefined ? undefined : texts.find((span) => span.start > line.end);
  if (line === undefined || next === undefined || next.start > line.end + 2) return line;
  return /^（(?:20\d{2}[^（）]{0,16}|试行|暂行)）$/.test(normOf(next)) ? { ...line, end: next.end } : line;
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
      (!isTitleLine(norm) && !/^(?:的?通知|(?:实施|工作|行动)?(?:方案|计划)(?:（.*）)?)$/.test(norm))
    )
      return;
    const last = before[index - 1];
    lines.push(last !== undefined && isUpperHalf(normOf(last), norm) ? { ...span, start: last.start } : span);
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
  if (isOrgan(upper)) return /^(?:关于|印发)/.test(lower);
  return upper.length >= 4;
}

function isRedHead(norm: string): boolean {
  return /文件$/.test(norm.replace(/\s/g, ''));
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

// --- the list of facts that web pages print above a document ---------------------------------------------------

const LABEL =
  /^〔?\s*((?:备注\/)?(?:索\s*引\s*号?|文\s*号|发文字号|发文文号|文件编号|公文文号|发布机构|发文机关|发文机构|发文单位|制发机关|发布单位|公开主体|制定机关|制表单位|编制单位|填报单位|填表单位|制表日期|填表日期|填报日期|成文日期|发文日期|发布日期|公文生成日期|生成日期|印发日期|制发日期|公开日期|发布时间|成文时间|发文时间|有\s*效\s*性|标\s*题|名\s*称|文件名称|信息名称|公文名称|主题分类|信息分类|主\s*题\s*词|体裁|分类|公开方式|公开形式|信息来源|关键词|废止日期|生效日期|失效日期|实施日期|统一编号|规范性文件编号|信息索引号?)[\u3400-\u9fff]{0,2})\s*〕?\s*[：|\t][\s|]*/;

function isMeta(norm: string): boolean {
  return norm.length < 160 && LABEL.test(norm);
}

/** The value beside a label, on the label's line or, several to a line, up to the next label. */
function metaValue(texts: readonly Span[], label: RegExp): Span | null {
  for (const span of texts.slice(0, 60)) {
    const norm = normOf(span);
    if (norm.length > 400) continue;
    for (let from = 0; from < norm.length; ) {
      const found = LABEL.exec(norm.slice(from));
      if (found === null) break;
      const start = from + found[0].length;
      const gap = /\s(?=\S{2,8}\s?：)|[|\t]/.exec(norm.slice(start));
      const end = gap === null ? norm.length : start + gap.index;
      const value = trim(cut(span, start, end), '|〔〕');
      if (label.test((found[1] ?? '').replace(/\s/g, '').replace(/^备注\//, '')) && value.end > value.start)
        return value;
      from = end + 1;
      while (/\s/.test(norm[from] ?? '')) from++;
    }
  }
  return null;
}

// --- document number ------------------------------------------------------------------------------------------

export const DOCUMENT_NO =
  /[\u3400-\u9fff]{1,16}(?:（[\u3400-\u9fff]{1,4}）)?[〔（] ?(?:19|20)\d{2} ?[〕）] ?(?:第 ?)?\d{1,5} ?号/;

function readDocumentNo(texts: readonly Span[], outline: Outline): Fact<string> {
  const meta = metaValue(texts, /文号|字号|文件编号|^编号/);
  const inMeta = meta === null ? null : numberIn(meta);
  if (inMeta !== null) return fact(quote(inMeta), inMeta, 'sure');
  const bodyStart = outline.parts[0]?.span.start ?? Number.POSITIVE_INFINITY;
  for (const span of texts.filter((each) => each.start < bodyStart).slice(0, 60)) {
    const norm = normOf(span);
    const found = norm.length > 80 || /[。《》；]/.test(norm) ? null : numberIn(span);
    if (found !== null) return fact(quote(found), found, 'sure');
  }
  return noFact();
}

function numberIn(span: Span): Span | null {
  const norm = normOf(span);
  const found = DOCUMENT_NO.exec(norm);
  if (found === null) return null;
  const label = /^(?:发文字号|文号|编号|字号)/.exec(found[0]);
  return cut(span, found.index + (label?.[0].length ?? 0), found.index + found[0].length);
}

// --- signature ------------------------------------------------------------------------------------------------

const ORGAN =
  /(?:人民政府|政府|委员会|办公室|管委会|管理局|监督局|监管局|总局|分局|局|厅|部|院|署|委|会|中心|组|处|所|集团|公司|站|联社|党工委|工委|会议)(?:（(?:代章|章|印章|公章)）)?$/;

export function isOrgan(norm: string): boolean {
  const name = norm.replace(/\s/g, '');
  return (
    name.length >= 3 &&
    name.length <= 40 &&
    ORGAN.test(name) &&
    !/[。，；：《》|]/.test(name) &&
    !/^(?:[（\d一二三四五六七八九十]+[、.）]|各)/.test(name)
  );
}

type Signature = { organs: Span[]; date: Span };

/** The lines of the issuing bodies above the date, the first such group of the text. */
function readSignature(texts: readonly Span[]): Signature | null {
  for (const [index, span] of texts.entries()) {
    const norm = normOf(span);
    if (norm.length > 90 || !/日/.test(norm)) continue;
    if (isDateLine(norm)) {
      const organs: Span[] = [];
      for (let i = index - 1; i >= 0 && i >= index - 12; i--) {
        const above = texts[i];
        if (above === undefined || !isOrgan(normOf(above)) || isRedHead(normOf(above))) break;
        organs.unshift(above);
      }
      if (organs.length > 0 || index > 0) return { organs, date: span };
    }
    const both = /^(.{3,60}?)\s+([\d二〇零○一三四五六七八九]{4}年.{1,6}?月.{1,3}日)(?:印发)?(?:\s.{0,30})?$/.exec(norm);
    if (both !== null && isOrgan(both[1] ?? ''))
      return {
        organs: [cut(span, 0, (both[1] ?? '').length)],
        date: cut(span, norm.indexOf(both[2] ?? ''), norm.indexOf(both[2] ?? '') + (both[2] ?? '').length),
      };
  }
  return null;
}

function readIssuer(texts: readonly Span[], signature: Signature | null, title: Fact<string>): Fact<string> {
  const first = signature?.organs[0];
  const last = signature?.organs.at(-1);
  if (first !== undefined && last !== undefined)
    return fact(firstOrgan(signature?.organs ?? []), { ...first, end: last.end }, 'sure');
  const meta = metaValue(texts, /机构|机关|单位|主体/);
  if (meta !== null && normOf(meta).length <= 60) return fact(quote(meta), meta, 'sure');
  const red = texts.slice(0, 12).find((span) => isRedHead(normOf(span)) && normOf(span).length <= 50);
  if (red !== undefined) {
    const name = trim(cut(red, 0, normOf(red).lastIndexOf('文')));
    if (name.end > name.start) return fact(quote(name), name, 'sure');
  }
  return fromTitle(texts, title) ?? fromDecision(texts) ?? noFact();
}

/** Of several bodies that sign together the first is the one that issues. */
function firstOrgan(organs: readonly Span[]): string {
  return (
    organs
      .flatMap((span) =>
        textOf(span)
          .replace(/[（(](?:代章|章|印章|公章)[）)]$/, '')
          .split(/\s{2,}|　/),
      )
      .map((name) => name.trim())
      .find((name) => name !== '') ?? ''
  );
}

/** "某市市场监督管理局关于印发…的通知", or an issuing body alone on the line above the title. */
function fromTitle(texts: readonly Span[], title: Fact<string>): Fact<string> | null {
  for (const span of texts.slice(0, 20)) {
    const norm = normOf(span);
    const found =
      norm.length > 120 ? null : /^(.{4,40}?)\s*关于(?:印发|开展|下发|转发|进一步|加强|做好|发布|推进|组织)/.exec(norm);
    const name = found === null ? null : trim(cut(span, 0, (found[1] ?? '').length));
    if (name !== null && isOrgan(normOf(name))) return fact(quote(name), name, 'likely');
  }
  const at =
    title.source === null ? -1 : texts.findIndex((span) => (span.paper.at[span.start] ?? -1) === title.source?.[0]);
  const above = at > 0 ? texts[at - 1] : undefined;
  return above !== undefined && isOrgan(normOf(above)) ? fact(quote(above), above, 'likely') : null;
}

/** "市场监管总局决定开展…。现制定如下工作方案": who decides issues. */
function fromDecision(texts: readonly Span[]): Fact<string> | null {
  for (const span of texts.slice(0, 6)) {
    const norm = normOf(span).slice(0, 2000);
    const found =
      /(?:^|[，。；])([^，。；]{3,24}(?:局|厅|部|委|府|会|办公室))(?:研究)?决定(?:在[^，。]{1,20})?(?:组织)?(?:开展|实施|启动)/.exec(
        norm,
      );
    const start = found === null ? -1 : norm.indexOf(found[1] ?? '', found.index);
    if (found !== null && /制定/.test(norm)) {
      const name = cut(span, start, start + (found[1] ?? '').length);
      return fact(quote(name), name, 'unsure');
    }
  }
  return null;
}

function readIssuedOn(texts: readonly Span[], signature: Signature | null): Fact<string> {
  if (signature !== null) {
    const day = dayIn(signature.date);
    if (day !== null) return fact(day, signature.date, 'sure');
  }
  for (const label of ['成文|生成', '发文|制发', '印发', '发布|公开', '制表|填表|填报'].map(
    (word) => new RegExp(`^(?:公文)?(?:${word})(?:日期|时间)`),
  )) {
    const meta = metaValue(texts, label);
    const found = meta === null || /机构|机关|单位|主体|文号|字号/.test(normOf(meta)) ? null : dayIn(meta);
    if (meta !== null && found !== null) return fact(found, meta, 'sure');
  }
  const imprint = texts.find(
    (span) =>
      normOf(span).length < 80 &&
      /\d{4}年\d{1,2}月\d{1,2}日(?:印发|通过|发布)?）?$/.test(normOf(span)) &&
      !/[。；]/.test(normOf(span)),
  );
  const day = imprint === undefined ? null : dayIn(imprint);
  return imprint === undefined || day === null ? noFact() : fact(day, imprint, 'likely');
}

function dayIn(span: Span): string | null {
  const norm = normOf(span).replace(/\s/g, '');
  const when = findDates(norm)[0];
  if (when !== undefined) return when.precision === 'day' ? when.to : null;
  const plain = /(20\d{2})(\d{2})(\d{2})/.exec(norm);
  return plain === null ? null : iso(Number(plain[1]), Number(plain[2]), Number(plain[3]));
}
