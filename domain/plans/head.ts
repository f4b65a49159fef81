import { iso } from './calendar.ts';
import { findDates } from './dates.ts';
import { isDateLine } from './furniture.ts';
import { DOCUMENT_NO, isOrgan, isRedHead, JOINT, numberText } from './organs.ts';
import type { Outline } from './outline.ts';
import { LABEL, metaValue } from './page-facts.ts';
import type { Fact } from './schema.ts';
import type { Table } from './tables.ts';
import { cut, fact, noFact, normOf, quote, type Span, textOf, trim } from './text.ts';
import { readTitle } from './title.ts';

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

function readDocumentNo(texts: readonly Span[], outline: Outline): Fact<string> {
  const meta = metaValue(texts, /文号|字号|文件编号|^编号/);
  const inMeta = meta === null ? null : numberIn(meta);
  if (inMeta !== null) return fact(numberText(quote(inMeta)), inMeta, 'sure');
  const bodyStart = outline.parts[0]?.span.start ?? Number.POSITIVE_INFINITY;
  for (const span of texts.filter((each) => each.start < bodyStart).slice(0, 60)) {
    const norm = normOf(span);
    const found = norm.length > 80 || /[。《》；]/.test(norm) ? null : numberIn(span);
    if (found !== null) return fact(numberText(quote(found)), found, 'sure');
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
  return fromImprint(texts) ?? fromTitle(texts, title) ?? fromDecision(texts) ?? noFact();
}

/** "甲局　甲监发〔2024〕41号　2024年7月8日", in any order on one line below the title. */
function fromImprint(texts: readonly Span[]): Fact<string> | null {
  for (const span of texts.slice(0, 20)) {
    const norm = normOf(span);
    if (norm.length > 120 || !/\s|\|/.test(norm) || !(DOCUMENT_NO.test(norm) || /\d{4}年\d{1,2}月/.test(norm)))
      continue;
    for (const word of norm.matchAll(/[^\s|（）]+/g)) {
      const name = cut(span, word.index, word.index + word[0].length);
      if (word[0] !== norm && isOrgan(word[0]) && !isRedHead(word[0])) return fact(quote(name), name, 'likely');
    }
  }
  return null;
}

/** Of several bodies that sign together the first is the one that issues. */
function firstOrgan(organs: readonly Span[]): string {
  return (
    organs
      .flatMap((span) =>
        textOf(span)
          .replace(/[（(](?:代章|章|印章|公章|盖章)[）)]$/, '')
          .replace(JOINT, '')
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
    // Of several bodies on the line the first one issues.
    const first = /^\S{3,}(?=\s+\S)/.exec(found?.[1] ?? '')?.[0] ?? found?.[1] ?? '';
    const name = found === null ? null : trim(cut(span, 0, isOrgan(first) ? first.length : (found[1] ?? '').length));
    if (name !== null && isOrgan(normOf(name))) return fact(quote(name), name, 'likely');
  }
  const notice = texts.findIndex(
    (span) => /^关于(?:印发|开展|下发|转发|做好)/.test(normOf(span)) && normOf(span).length < 120,
  );
  const bodies = notice > 0 ? texts[notice - 1] : undefined;
  const issuing = bodies === undefined ? '' : (normOf(bodies).split(/\s+/)[0] ?? '');
  if (bodies !== undefined && normOf(bodies).split(/\s+/).every(isOrgan))
    return fact(textOf(cut(bodies, 0, issuing.length)), bodies, 'likely');
  const led = /^(.{4,30}?(?:局|委员会|人民政府|办公室|厅|法院|检察院|管委会))(?=20\d{2}年|关于)/.exec(
    title.value ?? '',
  );
  const own = led === null ? undefined : texts.find((span) => title.source?.[0] === span.paper.at[span.start]);
  if (led !== null && own !== undefined && isOrgan(led[1] ?? ''))
    return fact(led[1] ?? null, cut(own, 0, (led[1] ?? '').length), 'likely');
  const at =
    title.source === null ? -1 : texts.findIndex((span) => (span.paper.at[span.start] ?? -1) === title.source?.[0]);
  const above = at > 0 ? texts[at - 1] : undefined;
  const first = above === undefined ? '' : (normOf(above).split(/\s+/)[0] ?? '');
  return above !== undefined && isOrgan(first) ? fact(textOf(cut(above, 0, first.length)), above, 'likely') : null;
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
      (/\d{4}年\d{1,2}月\d{1,2}日(?:印发|通过|发布|制)?）?$/.test(normOf(span)) ||
        (/\d{4}年\d{1,2}月\d{1,2}日(?:印发|发布|公布)?(?=[\s|]|$)/.test(normOf(span)) &&
          DOCUMENT_NO.test(normOf(span)))) &&
      !/[。；]/.test(normOf(span)) &&
      findDates(normOf(span)).every((when) => when.form === 'point'),
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
