import { officeDutiesIn, officeIn } from './council-office.ts';
import { emptyCouncil, pieces, spread, stretches, toQuote } from './council-parts.ts';
import { dropNames } from './names.ts';
import type { Outline } from './outline.ts';
import { splitPost, withSharedPost } from './posts.ts';
import type { Council, Member, Quote } from './schema.ts';
import { cut, fact, noFact, normOf, quote, type Span, sourceOf, textOf, trim } from './text.ts';
import { splitUnits } from './units.ts';

const BODY =
  '(?:工作)?(?:领导小组|工作专班|专班|联席会议|工作组|协调小组|推进小组|指挥部|协调机制|工作小组|创建小组|推进组|理事会|委员会)';
const NAME = new RegExp(
  `(?:成立|建立|组建|设立|调整(?:和|并)?(?:充实|完善)?|充实|健全|完善|依托)(?:了)?(?:由[^，。；]{2,60}(?:组成|参加|参与)的)?([^，。；：《》]{2,50}?${BODY}|领导小组|工作专班)`,
);
/** "某市联席会议由某某担任召集人". */
const LED_BY = new RegExp(
  `(?:^|[。；，])()([^，。；：《》]{2,40}?${BODY})(?=由[^。]{2,80}(?:担任|任)[^。]{0,8}(?:组长|召集人|主任|指挥长?|理事长))`,
);
/** "建立由某某为召集人，甲、乙为成员单位的某某联席会议". */
const NAME_AFTER = new RegExp(`(?:为成员(?:单位)?|参加|组成)的()([^，。；：《》]{2,40}?${BODY})`);
const POSTED =
  /组长|召集人|总指挥|指挥长|专班长|理事长|主任委员|成员|组员|(?:担任|任|为)主任(?=[，。；])|(?<!办公室)主任(?:由|：)|为委员|委员由/;
const TOLD =
  /(?:组长|召集人|指挥长?|专班长|(?<!办公室)主任)(?:由|：)|(?:任|担任|为)(?:领导小组|联席会议|专班|第一|总)?(?:组长|召集人|总?指挥长?|专班长|理事长|主任委员|主任(?=[，。；]))|成员单位|(?:作为|为)(?:成员|组员|委员)/;

/** The council as running text forms it; null when it forms none. */
export function readTold(outline: Outline): Council | null {
  let named: Council | null = null;
  for (const block of outline.blocks) {
    if (block.kind !== 'text') continue;
    const norm = normOf(block.span);
    const name = NAME_AFTER.exec(norm) ?? NAME.exec(norm) ?? LED_BY.exec(norm);
    if (name === null && !TOLD.test(norm)) continue;
    const council = fromText(block.span, name);
    // The name may stand in the paragraph before the one that names the seats.
    if (council.head.value !== null || council.members.length > 0)
      return named === null || council.name.value !== null
        ? council
        : { ...council, name: named.name, office: council.office.value === null ? named.office : council.office };
    if (named === null && name !== null && (name[1] ?? '').length >= 8 && !/专家|由|调解|评审|鉴定/.test(name[1] ?? ''))
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
  const deputies = readDeputies(tail, rest, head?.until ?? 0);
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

const HEAD =
  '(?:双组长|第一组长|组长|总召集人|第一召集人|召集人|总指挥长?|指挥长|主任委员|专班长|专班班长|班长|理事长|主任(?!科员|委员)|组\\s*长)';
const HEAD_AFTER = new RegExp(
  `(?:^|[，。；：、]|由)(?:由)?([^，。；：]{2,80}?)(?:共同担任|担任|任|为)(?:领导小组|联席会议|工作专班|专班|委员会|指挥部)?(?:的)?(?!副)${HEAD}(?=[，。；、]|$)`,
);
const HEAD_BEFORE = new RegExp(`(?<!副|副总|办公室|常务)${HEAD}(?:由|：)([^，。；：]{2,80}?)(?:担任|兼任|[，。；])`);

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

const DEPUTY =
  '(?:常务|第一|执行)?副(?:总)?(?:组长|召集人|指挥长|指挥|主任委员|主任(?=[，。；：由]|$)|专班长|班长|理事长)';
/** Under a 总召集人 or 第一组长 the plain seats are those of deputies. */
const LESSER = `(?:${DEPUTY}|(?<![总副]|第一|双)(?:召集人|组长))`;

function deputyPatterns(rest: string): RegExp[] {
  const seat = /总召集人|第一召集人|第一组长/.test(rest) ? LESSER : DEPUTY;
  return [
    new RegExp(`${seat}(?:分别)?(?:由|：)([^。；：]{2,160}?)(?:担任|兼任|[。；])`),
    new RegExp(
      `(?:^|[，。；、])([^，。；：]{2,160}?)(?:分别|共同)?(?:担任|任|为)(?:领导小组|联席会议|专班|委员会)?${seat}`,
    ),
  ];
}

/** "甲任常务副组长，乙、丙任副组长": one kind of deputy may follow another at once. */
function readDeputies(tail: Span, rest: string, after: number): { list: Quote[]; until: number } {
  let deputies = oneKind(tail, rest, after, false);
  if (deputies.until === 0 && after > 0) deputies = oneKind(tail, rest, 0, false);
  for (let i = 0; i < 3 && deputies.until > 0; i++) {
    const next = oneKind(tail, rest, deputies.until, true);
    if (next.until === 0) break;
    deputies = { list: [...deputies.list, ...next.list], until: next.until };
  }
  return deputies;
}

/** The deputies of one clause from `from` on; with `adjoining` only when it begins there. `until` is 0 for none. */
function oneKind(tail: Span, rest: string, from: number, adjoining: boolean): { list: Quote[]; until: number } {
  const found = deputyPatterns(rest)
    .map((pattern) => pattern.exec(rest.slice(from)))
    .filter((each) => each !== null && (!adjoining || each.index <= 2))
    .sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0))[0];
  if (found == null) return { list: [], until: 0 };
  const raw = found[1] ?? '';
  const at = from + found.index + found[0].lastIndexOf(raw);
  const span = cut(tail, at + lastUse(raw), at + raw.length);
  const list = spread(pieces(span).map((piece) => toQuote(piece)));
  return { list: list.filter((each) => each.text !== ''), until: from + found.index + found[0].length };
}

const MEMBERS_AFTER =
  /(?:等)?(?:\d{1,3}个|各|有关|相关)?(?:相关|有关)?(?:部门|单位)?(?:担任|任|为|作为)(?:领导小组|联席会议|工作专班|专班|工作组|委员会)?(?:的)?(?:成员(?:单位)?|组员|委员(?!会))/;
const MEMBERS_BEFORE =
  /(?:(?:成员(?:单位)?|组员|委员)(?:主要)?(?:由|包括|有|为|：)|由)([^。]{4,1500}?)(?:等)?(?:\d{1,3}个)?(?:相关|有关)?(?:部门|单位)?(?:组成|参加|[。；])/;

function readMembers(tail: Span, rest: string, from: number): Member[] {
  const after = MEMBERS_AFTER.exec(rest.slice(from));
  if (after !== null && after.index > 1) return memberList(trim(cut(tail, from, from + after.index), '，。；：、'));
  const before = MEMBERS_BEFORE.exec(rest.slice(from));
  if (before === null || !/成员|组员|委员|组成/.test(before[0])) return [];
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
