import { dutiesOf, emptyCouncil } from './council-parts.ts';
import type { Outline } from './outline.ts';
import type { Council, Fact, Quote } from './schema.ts';
import { cut, fact, noFact, normOf, quote, type Span, sourceOf } from './text.ts';

const OFFICE =
  /(?:办公室|秘书处)（?(?:(?<=下设办公室)[于在]|，?设在|设于|设|日常工作由|的日常工作由|挂靠在?)([^，。；（：]{2,40}?)(?:内|承担|负责)?(?=[，。；（）]|$)/;

/** "专班办公室（县局）". */
const IN_BRACKET =
  /(?:领导小组|专班|联席会议|委员会|指挥部)办公室（([^，。；（）：]{2,24}(?:局|委|办|科|股|处|室|队|中心|院))）/;

export function officeIn(span: Span): Fact<string> {
  const found = OFFICE.exec(normOf(span)) ?? IN_BRACKET.exec(normOf(span));
  if (found === null || /^(?:在|主任)/.test(found[1] ?? '')) return noFact();
  const at = found.index + found[0].indexOf(found[1] ?? '');
  const place = cut(span, at, at + (found[1] ?? '').length);
  return fact(quote(place), place, 'sure');
}

export function findOffice(outline: Outline): Fact<string> {
  for (const block of outline.blocks) {
    if (block.kind !== 'text' || !/办公室（|办公室设|下设办公室[于在]|秘书处（?设|日常工作由/.test(normOf(block.span)))
      continue;
    const office = officeIn(block.span);
    if (office.value !== null) return office;
  }
  return noFact();
}

/** "办公室负责统筹协调、督促检查…。" in the paragraph that forms the council. */
export function officeDutiesIn(span: Span): Quote[] {
  const norm = normOf(span);
  const found =
    /办公室[^。；]{0,60}(?:，|。|；)?(?:主要)?(?:具体)?(?:负责(?!人|同志)|承担|职责(?:是|为|：))([^。]{4,400})。/.exec(
      norm,
    );
  if (found === null) return [];
  const raw = (found[1] ?? '').replace(/，(?:办公室)?(?:副?主任|成员|联络员)(?:由|：).*$/, '');
  const at = found.index + found[0].lastIndexOf(found[1] ?? '');
  return dutiesOf(cut(span, at, at + raw.length));
}

/** The office's duties wherever a paragraph tells them. */
export function findOfficeDuties(outline: Outline): Quote[] {
  for (const { kind, span } of outline.blocks) {
    if (kind !== 'text' || !/办公室(?:设|主要职责|职责|承担|负责)/.test(normOf(span))) continue;
    const duties = officeDutiesIn(span);
    if (duties.length > 0) return duties;
  }
  return [];
}

const BODY = '(?:领导小组|工作专班|专班|联席会议|委员会|指挥部|协调小组|推进小组|工作小组)';
const NAMED_OFFICE = new RegExp(`([^，。；：《》（）]{0,30}?${BODY})办公室（?(?:，?设在|设于)`);
const FULL_NAME = new RegExp(
  `(?:^|[，。；：、（]|各|经|由|向|报|发挥|依托|充分发挥)([\\u3400-\\u9fff]{4,30}?${BODY})(?!成员名单)`,
);

/** "…领导小组办公室设在甲局" alone tells that there is a council, its office and, where it is told, its name. */
export function officeOnly(outline: Outline): Council | null {
  for (const { kind, span } of outline.blocks) {
    const found = kind === 'text' ? NAMED_OFFICE.exec(normOf(span)) : null;
    if (found === null) continue;
    const raw = (found[1] ?? '').replace(
      /^(?:其|该|并|在|由|市|县|区|省|工作)+(?=领导小组|工作专班|专班|联席会议)/,
      '',
    );
    const start = found.index + found[0].indexOf(raw);
    const own = cut(span, start, start + raw.length);
    const name = raw.length >= 8 ? own : fullName(outline, new RegExp(`${BODY}$`).exec(raw)?.[0] ?? raw);
    return {
      ...emptyCouncil(),
      source: sourceOf(span),
      certainty: 'likely',
      name: name === null ? noFact() : fact(quote(name), name, 'likely'),
      office: officeIn(span),
      office_duties: officeDutiesIn(span),
    };
  }
  return null;
}

/** Where the body is called by its whole name. */
function fullName(outline: Outline, kind: string): Span | null {
  for (const { span } of outline.blocks.slice(0, 2000)) {
    const found = FULL_NAME.exec(normOf(span));
    const raw = found?.[1] ?? '';
    if (found === null || !raw.endsWith(kind) || raw.length < kind.length + 4 || /成立|建立|加强|健全/.test(raw))
      continue;
    const start = found.index + found[0].indexOf(raw);
    return cut(span, start, start + raw.length);
  }
  return null;
}
