import { isArticle } from './articles.ts';
import { dutiesOf } from './council-parts.ts';
import type { Block, Part } from './part.ts';
import type { MemberDuties, Quote } from './schema.ts';
import { attachmentTitle, type Section, walk } from './sections.ts';
import { sentences } from './sentences.ts';
import { cut, normOf, quote, type Span, sourceOf, textOf, trim } from './text.ts';
import { cleanUnit } from './units.ts';

export type Duties = { office: Quote[]; members: MemberDuties[] };

const UNIT_END =
  /(?:局|委|办|部|厅|会|院|府|所|中心|队|区|县|市|旗|镇|乡|公司|协会|单位|组|站|处|科|司|行|校|社|团|室|园|集团|联|商|街道|办事处|学院|法庭|分局|庭|署|道）|机关|部门|企业|机构|管委会|各县区|街|街镇|乡镇|）|\))$/;

/** What the office and each unit have to do, from sections and tables about duties. */
export function readDuties(sections: readonly Section[]): Duties {
  const duties: Duties = { office: [], members: [] };
  for (const { part, kind, attached } of sections)
    walk(part, (each) => {
      const title = each === part && attached ? attachmentTitle(each) : normOf(each.title);
      if (/职责|任务分工|责任分工/.test(title) || (kind === 'council' && (each === part || isArticle(each))))
        fromPart(each, title, duties);
    });
  return { office: unique(duties.office, (each) => each.text), members: unique(duties.members, (each) => each.unit) };
}

function unique<T>(list: readonly T[], key: (each: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((each) => !seen.has(key(each)) && seen.add(key(each)).has(key(each)));
}

function fromPart(part: Part, title: string, duties: Duties): void {
  const ofOffice = OFFICE_DUTIES.test(title) && !/成员/.test(title);
  for (const block of part.blocks) {
    if (block.kind === 'table') fromTable(block, duties);
    else if (ofOffice) duties.office.push(...officeDuties(block.span));
    else fromLine(block.span, duties);
  }
  for (const child of part.parts) {
    const name = normOf(child.title);
    if (ofOffice) duties.office.push(...partText(child).flatMap(officeDuties));
    else if (OFFICE_DUTIES.test(name)) continue;
    else if (child.titled && isUnit(name)) addUnit(duties, child.title, partText(child, true), child.span);
    else if (!child.titled) for (const span of partText(child)) fromLine(span, duties);
  }
}

const OFFICE_DUTIES = /(?:办公室|秘书处)[^，。；]{0,14}职责/;

function partText(part: Part, bodyOnly = false): Span[] {
  const own = part.blocks.flatMap((block) => (block.kind === 'text' ? [block.span] : []));
  const below = part.parts.flatMap((child) => partText(child));
  return part.titled && !bodyOnly
    ? [...(own.length + below.length === 0 ? [part.title] : own), ...below]
    : [...own, ...below];
}

function officeDuties(span: Span): Quote[] {
  const norm = normOf(span);
  const lead = /^(?:[^。；：]{0,20}办公室)?(?:主要)?(?:职责)?(?:是|为|：)?(?=[\u3400-\u9fff])/.exec(norm);
  return dutiesOf(cut(span, /：$/.test(norm) ? norm.length : (lead?.[0].length ?? 0)));
}

function isUnit(norm: string): boolean {
  return norm.length >= 2 && norm.length <= 40 && UNIT_END.test(norm) && !/[，。；]/.test(norm);
}

/** "县公安局：负责…；…。" or "县公安局负责…。" */
function fromLine(span: Span, duties: Duties): void {
  const norm = normOf(span);
  const colon = /^([^，。；：]{2,40})：/.exec(norm);
  if (colon !== null && isUnit(colon[1] ?? '')) {
    addUnit(duties, cut(span, 0, (colon[1] ?? '').length), [cut(span, colon[0].length)], span);
    return;
  }
  for (const sentence of sentences(span)) fromSentence(sentence, duties);
}

function fromSentence(sentence: Span, duties: Duties): void {
  const spoken = /^([^，。；：]{2,40}?)(?:主要|具体|牵头)?(?:负责|承担|要)(?=[\u3400-\u9fff])/.exec(normOf(sentence));
  if (spoken === null || !isUnit(spoken[1] ?? '')) return;
  const length = (spoken[1] ?? '').length;
  addUnit(duties, cut(sentence, 0, length), [cut(sentence, length)], sentence);
}

/** "成员单位：甲、乙" names seats, no duties. */
const SEATS =
  /^(?:(?:成员|组成|责任|牵头|配合|参加|参与|协办|主办|支持|联系|副?组长|召集人)(?:单位|部门)|组成人员|组\s*员|成\s*员)$/;

function addUnit(duties: Duties, unit: Span, texts: readonly Span[], span: Span): void {
  const name = cleanUnit(quote(unit));
  if (SEATS.test(name)) return;
  const list = texts.flatMap((text) => dutiesOf(text)).map((each) => each.text);
  if (name === '' || list.length === 0) return;
  if (/(?:领导小组|专班|联席会议|委员会|指挥部)办公室|^办公室$/.test(name)) {
    duties.office.push(...texts.flatMap((text) => dutiesOf(text)));
    return;
  }
  if (/(?:领导小组|专班|联席会议|指挥部|委员会)$/.test(name)) return;
  duties.members.push({ id: '', unit: name, duties: list, source: sourceOf(span), certainty: 'sure' });
}

function fromTable(block: Extract<Block, { kind: 'table' }>, duties: Duties): void {
  const { roles, rows } = block.table;
  const duty = roles.indexOf('duty');
  const unit = roles.findIndex((role) => role === 'unit' || role === 'lead');
  if (duty === -1 || unit === -1) return;
  for (const row of rows) {
    const name = row.cells[unit];
    const text = row.cells[duty];
    if (name !== undefined && text !== undefined && textOf(name).trim() !== '')
      addUnit(duties, trim(name), [text], row.span);
  }
}
