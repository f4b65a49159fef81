import { dutiesOf, emptyCouncil, pieces, spread, stretches, toQuote } from './council-parts.ts';
import { readDuties } from './duties.ts';
import { dropNames, isName } from './names.ts';
import type { Outline } from './outline.ts';
import { splitPost, withSharedPost } from './posts.ts';
import { readRoster } from './roster.ts';
import type { Council, Fact, Member, Note, Quote } from './schema.ts';
import type { Section } from './sections.ts';
import { cut, fact, noFact, normOf, quote, type Span, sourceOf, textOf, trim } from './text.ts';
import { splitUnits } from './units.ts';

export type CouncilFound = { council: Council | null; notes: Omit<Note, 'id'>[] };

const BODY =
  '(?:工作)?(?:领导小组|工作专班|专班|联席会议|工作组|协调小组|推进小组|指挥部|协调机制|工作小组|创建小组|推进组|委员会)';
const NAME = new RegExp(
  `(?:成立|建立|组建|设立|调整|健全|完善|依托)(?:了)?(?:由[^，。；]{2,60}(?:组成|参加|参与)的)?([^，。；：《》]{2,50}?${BODY}|领导小组|工作专班)`,
);
/** "某市联席会议由某某担任召集人". */
const LED_BY = new RegExp(
  `(?:^|[。；，])()([^，。；：《》]{2,40}?${BODY})(?=由[^。]{2,80}(?:担任|任)[^。]{0,8}(?:组长|召集人))`,
);
/** "建立由某某为召集人，甲、乙为成员单位的某某联席会议". */
const NAME_AFTER = new RegExp(`(?:为成员(?:单位)?|参加|组成)的()([^，。；：《》]{2,40}?${BODY})`);
const POSTED = /组长|召集人|总指挥|主任委员|成员/;

/** The leading group or joint conference: persons only by unit and post. Null when the text forms none. */
export function readCouncil(outline: Outline, sections: readonly Section[]): CouncilFound {
  const roster = readRoster(outline, sections);
  const told = readTold(outline);
  const base = merge(roster, told);
  const duties = readDuties(sections);
  if (base === null) {
    if (duties.members.length === 0) return { council: null, notes: [] };
  }
  const council = base ?? emptyCouncil();
  const office = council.office.value === null ? findOffice(outline) : council.office;
  const officeDuties = council.office_duties.length > 0 ? council.office_duties : duties.office;
  const { kept, notes } = withoutNames(council);
  return { council: numberAll({ ...kept, office, office_duties: officeDuties, member_duties: duties.members }), notes };
}

/** What may still hold a person's name is left out, and said. */
function withoutNames(council: Council): { kept: Council; notes: Omit<Note, 'id'>[] } {
  const doubtful = (text: string) => text.split(/[ \u3000]+/).some(isName) || isName(text);
  const left = [
    ...council.members.filter(({ unit }) => doubtful(unit)),
    ...council.deputies.filter(({ text }) => doubtful(text)),
  ];
  const head = council.head.value !== null && doubtful(council.head.value) ? noFact<string>() : council.head;
  const notes = left.map(
    ({ source }): Omit<Note, 'id'> => ({
      level: 'unsure',
      message: 'An entry of the council may hold a personal name; it was left out.',
      source,
    }),
  );
  const members = council.members.filter(({ unit }) => !doubtful(unit));
  const deputies = council.deputies.filter(({ text }) => !doubtful(text));
  return { kept: { ...council, head, members, deputies }, notes };
}

function merge(roster: Council | null, told: Council | null): Council | null {
  if (roster === null || told === null) return roster ?? told;
  return {
    ...roster,
    name: roster.name.value === null ? told.name : roster.name,
    head: roster.head.value === null ? told.head : roster.head,
    deputies: roster.deputies.length > 0 ? roster.deputies : told.deputies,
    members: roster.members.length > 0 ? roster.members : told.members,
    office: roster.office.value === null ? told.office : roster.office,
    office_duties: roster.office_duties.length > 0 ? roster.office_duties : told.office_duties,
  };
}

function numberAll(council: Council): Council {
  return {
    ...council,
    deputies: council.deputies.map((each, index) => ({ ...each, id: `d${index + 1}` })),
    members: council.members.map((each, index) => ({ ...each, id: `c${index + 2}` })),
    office_duties: council.office_duties.map((each, index) => ({ ...each, id: `o${index + 1}` })),
    member_duties: council.member_duties.map((each, index) => ({ ...each, id: `u${index + 1}` })),
  };
}

// --- told in running text ---------------------------------------------------------------------------------------

function readTold(outline: Outline): Council | null {
  let named: Council | null = null;
  for (const block of outline.blocks) {
    if (block.kind !== 'text') continue;
    const norm = normOf(block.span);
    const name = NAME_AFTER.exec(norm) ?? NAME.exec(norm) ?? LED_BY.exec(norm);
    if (name === null && !/组长由|组长：|召集人由|任组长|担任组长|为组长|任召集人|担任召集人|成员单位/.test(norm))
      continue;
    const council = fromText(block.span, name);
    if (council.head.value !== null || council.members.length > 0) return council;
    if (named === null && name !== null && (name[1] ?? '').length >= 8 && !/专家|由/.test(name[1] ?? ''))
      named = council;
  }
  return named;
}

function fromText(span: Span, found: RegExpExecArray | null): Council {
  const norm = normOf(span);
  const name = found === null ? null : nameSpan(span, found);
  // "成立以甲为组长、乙为成员的某某领导小组": the seats stand before the name.
  const seated = found !== null && POSTED.test(norm.slice(found.index + found[0].length));
  const from = found !== null && seated ? found.index + found[0].length : 0;
  const rest = norm.slice(from);
  const tail = cut(span, from);
  const head = POSTED.test(rest) ? readHeadPost(tail, rest) : null;
  const deputies = readDeputies(tail, rest);
  const members = readMembers(tail, rest, Math.max(head?.until ?? 0, deputies.until));
  return {
    ...emptyCouncil(),
    source: sourceOf(span),
    certainty: head === null && members.length === 0 ? 'unsure' : 'sure',
    name: name === null ? noFact() : fact(quote(name), name, 'sure'),
    head: head === null ? noFact() : fact(dropNames(quote(head.span)), head.span, 'sure'),
    deputies: deputies.list,
    members,
    office: officeIn(span),
    office_duties: officeDutiesIn(span),
  };
}

function nameSpan(span: Span, found: RegExpExecArray): Span {
  const raw = found[1] || found[2] || '';
  const start = found.index + found[0].length - raw.length;
  const skip = /^(?:以[^为]{2,20}为[^的]{1,8}的|了|健全|完善|市县两级|由[^的]{2,60}的|全)/.exec(raw)?.[0].length ?? 0;
  return trim(cut(span, start + skip, start + raw.length));
}

const HEAD = '(?:双组长|组长|总召集人|第一召集人|召集人|总指挥|主任委员|班长|主任|组\\s*长)';
const HEAD_AFTER = new RegExp(
  `(?:^|[，。；：、]|由)(?:由)?([^，。；：]{2,80}?)(?:担任|任|为)(?:领导小组|联席会议|工作专班|专班)?(?:的)?(?!副)${HEAD}`,
);
const HEAD_BEFORE = new RegExp(`(?<!副)${HEAD}(?:由|：)([^，。；：]{2,80}?)(?:担任|兼任|[，。；])`);

function readHeadPost(tail: Span, rest: string): { span: Span; until: number } | null {
  const found = [HEAD_BEFORE.exec(rest), HEAD_AFTER.exec(rest)]
    .filter((each) => each !== null)
    .sort((a, b) => a.index - b.index)[0];
  if (found === undefined) return null;
  const raw = found[1] ?? '';
  const start = found.index + found[0].lastIndexOf(raw);
  const skip = lastUse(raw);
  return { span: trim(cut(tail, start + skip, start + raw.length)), until: found.index + found[0].length };
}

/** "…联席会议由旗政府分管副旗长": the post begins after the last 由. */
function lastUse(raw: string): number {
  return /^.*(?:由|(?:成立|建立|组建|设立)(?:了)?以?|(?<=^|，)以)/.exec(raw)?.[0].length ?? 0;
}

const DEPUTY = '(?:常务副组长|副组长|副召集人|副总召集人|副总指挥|副主任委员)';
const DEPUTY_AFTER = new RegExp(
  `(?:^|[，。；])([^，。；：]{2,160}?)(?:分别)?(?:担任|任|为)(?:领导小组|联席会议|专班)?${DEPUTY}`,
);
const DEPUTY_BEFORE = new RegExp(`${DEPUTY}(?:分别)?(?:由|：)([^。；：]{2,160}?)(?:担任|兼任|[。；])`);

function readDeputies(tail: Span, rest: string): { list: Quote[]; until: number } {
  const found = [DEPUTY_BEFORE.exec(rest), DEPUTY_AFTER.exec(rest)]
    .filter((each) => each !== null)
    .sort((a, b) => a.index - b.index)[0];
  if (found === undefined) return { list: [], until: 0 };
  const raw = found[1] ?? '';
  const start = found.index + found[0].lastIndexOf(raw) + lastUse(raw);
  const span = cut(tail, start, found.index + found[0].lastIndexOf(raw) + raw.length);
  const list = spread(pieces(span).map((piece) => toQuote(piece)));
  return { list: list.filter((each) => each.text !== ''), until: found.index + found[0].length };
}

const MEMBERS_AFTER =
  /(?:等)?(?:\d{1,3}个|各|有关|相关)?(?:相关|有关)?(?:部门|单位)?(?:担任|任|为|作为)(?:领导小组|联席会议|工作专班|专班|工作组)?(?:的)?成员(?:单位)?/;
const MEMBERS_BEFORE =
  /(?:成员(?:单位)?(?:主要)?(?:由|包括|有|为|：)|由)([^。]{4,1500}?)(?:等)?(?:\d{1,3}个)?(?:相关|有关)?(?:部门|单位)?(?:组成|参加|[。；])/;

function readMembers(tail: Span, rest: string, from: number): Member[] {
  const after = MEMBERS_AFTER.exec(rest.slice(from));
  if (after !== null && after.index > 1) return memberList(trim(cut(tail, from, from + after.index), '，。；：、'));
  const before = MEMBERS_BEFORE.exec(rest.slice(from));
  if (before === null || !/成员|组成/.test(before[0])) return [];
  const start = from + before.index + before[0].indexOf(before[1] ?? '');
  return memberList(cut(tail, start, start + (before[1] ?? '').length));
}

function memberList(span: Span): Member[] {
  // Only what stands after the last full stop is the list.
  const norm = normOf(span);
  const stop = Math.max(norm.lastIndexOf('。'), norm.lastIndexOf('：'));
  const list = cut(span, stop + 1);
  return stretches(list).flatMap((each) => withSharedPost(pieces(each).flatMap((piece) => memberOf(piece))));
}

function memberOf(piece: Span): Member[] {
  return splitUnitsAt(piece).flatMap((each) => {
    const text = dropNames(textOf(each))
      .replace(/等(?:\d{1,3}个)?(?:有关|相关|各)?(?:部门|单位)(?:的)?(?=.{0,10}$)/, '')
      .replace(/^(?:由|以及|及|和|各相关)/, '')
      .replace(/(?:等(?:单位|部门)?|(?<!负责|领导|分管|主要|有关|相关)同志)$/, '');
    const { unit, post } = splitPost(text);
    return unit === '' || unit.length > 40
      ? []
      : [
          {
            id: '',
            unit,
            post,
            source: sourceOf(each),
            certainty: post === null ? ('likely' as const) : ('sure' as const),
          },
        ];
  });
}

function splitUnitsAt(piece: Span): Span[] {
  const text = textOf(piece);
  const units = splitUnits(text);
  if (units.length < 2) return [piece];
  return units.flatMap((unit) => {
    const at = text.indexOf(unit);
    return at === -1 ? [] : [cut(piece, at, at + unit.length)];
  });
}

// --- the office -------------------------------------------------------------------------------------------------

const OFFICE =
  /办公室(?:，?设在|设于|设|日常工作由|的日常工作由|挂靠在?)([^，。；（：]{2,40}?)(?:内|承担|负责)?(?=[，。；（]|$)/;

function officeIn(span: Span): Fact<string> {
  const found = OFFICE.exec(normOf(span));
  if (found === null || /^(?:在|主任)/.test(found[1] ?? '')) return noFact();
  const at = found.index + found[0].indexOf(found[1] ?? '');
  const place = cut(span, at, at + (found[1] ?? '').length);
  return fact(quote(place), place, 'sure');
}

function findOffice(outline: Outline): Fact<string> {
  for (const block of outline.blocks) {
    if (block.kind !== 'text' || !/办公室设|日常工作由/.test(normOf(block.span))) continue;
    const office = officeIn(block.span);
    if (office.value !== null) return office;
  }
  return noFact();
}

/** "办公室负责统筹协调、督促检查…。" in the paragraph that forms the council. */
function officeDutiesIn(span: Span): Quote[] {
  const norm = normOf(span);
  const found =
    /办公室[^。；]{0,60}(?:，|。|；)?(?:主要)?(?:具体)?(?:负责(?!人|同志)|承担|职责(?:是|为|：))([^。]{4,400})。/.exec(
      norm,
    );
  if (found === null) return [];
  const at = found.index + found[0].lastIndexOf(found[1] ?? '');
  return dutiesOf(cut(span, at, at + (found[1] ?? '').length));
}
