import { emptyCouncil, pieces, stretches, toQuote } from './council-parts.ts';
import { dropNames, isName } from './names.ts';
import type { Outline } from './outline.ts';
import type { Block } from './part.ts';
import { splitPost, withSharedPost } from './posts.ts';
import type { Council, Member, Quote } from './schema.ts';
import { attachmentTitle, type Section } from './sections.ts';
import type { Table } from './tables.ts';
import { cut, fact, noFact, normOf, type Span, sourceOf, textOf, trim } from './text.ts';

type Seat = 'head' | 'deputy' | 'member' | 'skip';
const LABELS: readonly [Seat, RegExp][] = [
  [
    'deputy',
    /^(?:常务|执行|第一)?副\s*(?:总)?(?:组\s*长|召\s*集\s*人|主\s*任(?:委员)?|总?指挥长?|专?班\s*长|理\s*事\s*长|会\s*长)\s*(?:：|\s|$)/,
  ],
  [
    'head',
    /^(?:第一|总)?(?:组\s*长|总?召\s*集\s*人|主\s*任(?:委员)?|总?指挥长?|专?班\s*长|专班班长|理\s*事\s*长)\s*(?:：|\s{1,}|$)/,
  ],
  ['member', /^(?:小组|专班)?(?:成\s*员(?:单\s*位)?|委\s*员|组\s*员)\s*(?:：|\s{1,}|$)/],
  ['skip', /^(?:联\s*络\s*员|联系人|办公室主任|秘书长|顾\s*问)\s*：/],
];

/** A council printed as a list ("组　长：…", one person to a line) or as a table with posts. */
export function readRoster(outline: Outline, sections: readonly Section[]): Council | null {
  const council = emptyCouncil();
  let seat: Seat | null = null;
  let first: Span | null = null;
  let last: Span | null = null;
  for (const block of outline.blocks) {
    if (block.kind === 'table') {
      if (addTable(council, block.table)) {
        first ??= block.span;
        last = block.span;
      }
      continue;
    }
    const label = labelOf(block.span);
    if (label !== null) seat = label.seat;
    else if (seat === null || !isPersonLine(normOf(block.span))) {
      seat = null;
      continue;
    }
    const body = label === null ? block.span : trim(cut(block.span, label.length));
    seatLine(council, seat, body);
    first ??= block.span;
    last = block.span;
  }
  if (first === null || last === null || (council.head.value === null && council.members.length < 2)) return null;
  return {
    ...council,
    source: sourceOf({ ...first, end: last.end }),
    certainty: 'sure',
    name: nameNear(outline, sections, first),
  };
}

function labelOf(span: Span): { seat: Seat; length: number } | null {
  const norm = normOf(span);
  if (norm.length > 400 || /。.{10,}/.test(norm)) return null;
  for (const [seat, pattern] of LABELS) {
    const found = pattern.exec(norm);
    if (found !== null) return { seat, length: found[0].length };
  }
  return null;
}

/** A line of a roster: a unit or a post once the name is off. */
function isPersonLine(norm: string): boolean {
  if (norm.length > 60 || /设在|兼任|电话|[。：；]|^[（\d一二三四五六七八九十]+[、.）]|^附/.test(norm)) return false;
  const text = dropNames(stripName(norm));
  return splitPost(text).post !== null || /(?:局|委|办|院|会|部|中心|公司|镇|乡|街道|）)$/.test(text);
}

function seatLine(council: Council, seat: Seat, span: Span): void {
  if (span.end <= span.start || seat === 'skip') return;
  const people = persons(span);
  if (seat === 'head' && council.head.value === null) {
    const text = people.map((each) => toQuote(each).text).join('、');
    council.head = text === '' ? noFact() : fact(text, span, 'sure');
  } else if (seat === 'deputy' || seat === 'head')
    council.deputies.push(...people.map(toQuote).filter((each: Quote) => each.text !== ''));
  else if (seat === 'member')
    council.members.push(...stretches(span).flatMap((each) => withSharedPost(persons(each).flatMap(toMember))));
}

/** One line is one person when it begins with a name; otherwise units or persons stand between 、. */
function persons(span: Span): Span[] {
  const norm = normOf(span);
  const words = norm.split(/\s+/);
  const [one = '', two = ''] = words;
  if (words.length > 1 && (isName(one) || (one.length === 1 && two.length === 1) || /^[\u3400-\u9fff]{2,4}$/.test(one)))
    return [span];
  return pieces(span).map((piece) => trim(piece, '。；'));
}

function toMember(span: Span): Member[] {
  const raw = textOf(span);
  const text = dropNames(stripName(raw)).replace(/同志$/, '');
  const { unit, post } = splitPost(text);
  return unit === '' || isName(unit)
    ? []
    : [{ id: '', unit, post, source: sourceOf(span), certainty: post === null ? 'likely' : 'sure' }];
}

/** The first word of a line of a roster is the name, whatever the surname: "阿依努尔　县妇联主席". */
export function stripName(text: string): string {
  const spaced = /^([\u3400-\u9fff])[ \u3000\u00a0]+([\u3400-\u9fff])[ \u3000\u00a0]+(?=[\u3400-\u9fff]{3,})/.exec(
    text,
  );
  if (spaced !== null) return text.slice(spaced[0].length);
  const led = /^([\u3400-\u9fff·]{2,8})[ \u3000\u00a0]+(?=[\u3400-\u9fff]{3,})/.exec(text);
  return led !== null && (isName(led[1] ?? '') || !/[局委办部厅院府会室心长任记员席]$/.test(led[1] ?? ''))
    ? text.slice(led[0].length)
    : text;
}

function addTable(council: Council, table: Table): boolean {
  const { roles, rows, header } = table;
  if (header === null || !(roles.includes('person') || (roles.includes('post') && roles.includes('unit'))))
    return false;
  const posts = roles.flatMap((role, index) => (role === 'post' ? [index] : []));
  const unitAt = roles.indexOf('unit');
  const seatAt =
    posts.find((index) => rows.some((row) => /组长|召集人|成员|指挥|委员$/.test(textOfCell(row.cells[index])))) ??
    roles.findIndex((_, index) =>
      rows.some((row) =>
        /^(?:副?(?:组长|主任|召集人|专班长|指挥长)|成\s*员|委\s*员)$/.test(textOfCell(row.cells[index])),
      ),
    );
  const postAt = posts.find((index) => index !== seatAt) ?? -1;
  let seat = '成员';
  for (const row of rows) {
    const own = textOfCell(row.cells[seatAt]);
    if (own !== '') seat = own;
    const words = [row.cells[unitAt], row.cells[postAt]].filter((cell) => cell !== undefined && cell.end > cell.start);
    const cell = words[0];
    if (cell === undefined) continue;
    const unit = unitAt === -1 ? '' : dropNames(textOfCell(row.cells[unitAt]));
    const post = postAt === -1 ? '' : dropNames(textOfCell(row.cells[postAt]));
    place(council, seat, { unit, post, span: { ...cell, end: words.at(-1)?.end ?? cell.end } });
  }
  return true;
}

function place(council: Council, seat: string, { unit, post, span }: { unit: string; post: string; span: Span }): void {
  const text = post.startsWith(unit) ? post : `${unit}${post}`;
  if (/副/.test(seat)) council.deputies.push({ id: '', text, source: sourceOf(span), certainty: 'sure' });
  else if (/组\s*长|召集人|指挥|主\s*任|班\s*长|理事长/.test(seat) && council.head.value === null)
    council.head = fact(text, span, 'sure');
  else {
    const split = unit === '' || post === '' ? splitPost(text) : { unit, post };
    council.members.push({ id: '', ...split, source: sourceOf(span), certainty: 'sure' });
  }
}

function textOfCell(cell: Span | undefined): string {
  return cell === undefined ? '' : textOf(cell).trim();
}

const NAME = /([^，。；：《》]{2,50}?(?:领导小组|工作专班|专班|联席会议|工作组|协调小组|推进小组|指挥部|工作小组))/;

/** The name stands in the heading above the list, in the title of the attachment, or in the sentence before it. */
function nameNear(outline: Outline, sections: readonly Section[], first: Span): Council['name'] {
  const before = outline.blocks
    .filter((block: Block) => block.kind === 'text' && block.span.start < first.start)
    .slice(-6)
    .reverse();
  for (const block of before) {
    const norm = normOf(block.span);
    const found = NAME.exec(
      norm.replace(/^(?:附\s*件\s*\d*\s*：?|[（\d一二三四五六七八九十]+[、.）])\s*/, (lead) =>
        '：'.repeat(lead.length),
      ),
    );
    if (found === null) continue;
    const raw = (found[1] ?? '').replace(/^.*(?:成立|设立|组建|建立)(?:了)?/, '');
    const start = found.index + (found[1] ?? '').length - raw.length + found[0].indexOf(found[1] ?? '');
    const span = trim(cut(block.span, start, start + raw.length));
    if (span.end - span.start >= 4) return fact(textOf(span), span, 'sure');
  }
  const section = sections.find(({ part }) => part.span.start <= first.start && part.span.end >= first.end);
  const title = section === undefined ? null : NAME.exec(attachmentTitle(section.part));
  return title === null || section === undefined ? noFact() : fact(title[1] ?? null, section.part.title, 'likely');
}
