import type { When } from './dates.ts';
import { NUMBER, readNumber } from './numbers.ts';
import type { Comparison } from './schema.ts';

/** A number with its unit in a sentence. `start`/`end` are indices into its text, `clause*` bound its clause. */
export type Count = {
  start: number;
  end: number;
  clauseStart: number;
  clauseEnd: number;
  value: number;
  valueTo: number | null;
  unit: string;
  /** written in Chinese numerals: "三家" */
  han: boolean;
  one: boolean;
  comparison: Comparison;
  /** a word such as 不少于 or 以上 stands beside it */
  compared: boolean;
};

const UNIT =
  '(?:家次|家|个批次|个百分点|个工作日|个月|个|处|件次|件|起|场次|场|期|届|人次|人|名|位|次|项|套|份|篇|条|部|批次|批(?![准复示评发量次])|户次|户|所|座|支|例|门|课时|学时|册|块|对|宗|幅|轮次|轮|间次|间|本|台|张|辆|组|小时|分钟|天|日(?=以?内)|则|堂|节课|节|集|款|封|枚|班次|点位|倍|公里|平方米|万元|亿元|元|分(?![钟之部别类级层批期工成布])|%)';
const COUNT = new RegExp(
  `(?<a>${NUMBER})(?:%(?=[-~至到]))?(?:(?:-{1,2}|~|至|到)(?<b>${NUMBER}))?(?<about>余|多|来)?(?<unit>${UNIT})(?:（(?:次|含|户次|家次|人次|场次|个|家|含本数)）)?(?<suffix>(?:及)?以上|以下|以内|左右)?`,
  'g',
);
const PERCENT = new RegExp(`(?<unit>百分之)(?<a>${NUMBER})(?<suffix>以上|以下|以内)?`, 'g');

const AT_LEAST =
  /(?:不少于|不低于|不得少于|不得低于|至少|最少|超过|突破|力争(?:达到|达|实现|完成|新增|建成|培育|创建|打造)?|≥|>|大于|达到?)(?:新增|完成|建成)?$/;
const AT_LEAST_WIDE =
  /(?:不少于|不低于|至少|超过|突破|≥)[^，。；、\d一二三四五六七八九十]{0,30}$|力争[^，。；]{0,60}$|力争(?:到|在)?[\d年月日底末前]{2,14}，[^，。；]{0,40}$/;
const AT_MOST =
  /(?:不超过|不得超过|不多于|不高于|至多|最多|控制在|(?<!不|不得)低于|(?<!不|不得)少于|≤|<|(?<!不)小于)[^，。；、\d]{0,4}$/;

/** All counts of a sentence but those inside dates. */
export function findCounts(norm: string, dates: readonly When[]): Count[] {
  const list: Count[] = [];
  for (const found of [...norm.matchAll(COUNT), ...norm.matchAll(PERCENT)]) {
    const start = found.index;
    const end = start + found[0].length;
    const { about, b, suffix = '' } = found.groups ?? {};
    const { a, unit } = money(found.groups?.a ?? '', found.groups?.unit ?? '');
    const value = readNumber(a);
    const valueTo = b === undefined ? null : readNumber(b);
    if (value === null || value === 0 || (valueTo !== null && valueTo <= value)) continue;
    if (dates.some((when) => when.start < end && when.end > start)) continue;
    const clause = clauseAt(norm, start, end);
    const compared = compare(norm.slice(clause.start, start), norm.slice(0, start), {
      suffix,
      about,
      to: valueTo,
      value,
      unit,
    });
    list.push({
      start,
      end,
      clauseStart: clause.start,
      clauseEnd: clause.end,
      value,
      valueTo,
      unit: unit === '百分之' ? '%' : unit,
      han: !/\d/.test(a) && unit !== '百分之',
      one: a === '一',
      ...compared,
    });
  }
  return shared(
    norm,
    list.sort((x, y) => x.start - y.start),
  );
}

/** "分别达到60%、75%、90%以上": what stands beside one of them holds for all. */
function shared(norm: string, list: Count[]): Count[] {
  const beside = (a: Count, b: Count) =>
    a.unit === b.unit &&
    /^[、和，]$/.test(norm.slice(a.end, b.start)) &&
    norm.slice(Math.max(0, a.start - 80), a.start).includes('分别');
  const take = (to: Count | undefined, from: Count | undefined) => {
    if (to === undefined || from === undefined || to.compared || !from.compared || from.valueTo !== null) return;
    if (beside(to.start < from.start ? to : from, to.start < from.start ? from : to))
      Object.assign(to, { comparison: from.comparison, compared: true });
  };
  for (let i = list.length - 2; i >= 0; i--) take(list[i], list[i + 1]);
  for (let i = 1; i < list.length; i++) take(list[i], list[i - 1]);
  return list;
}

/** "2000万元" counts in 万元, as it is printed. */
function money(a: string, unit: string): { a: string; unit: string } {
  const scale = unit === '元' ? /[万亿]$/.exec(a)?.[0] : undefined;
  return scale === undefined ? { a, unit } : { a: a.slice(0, -1), unit: `${scale}元` };
}

type Printed = { suffix: string; about: string | undefined; to: number | null; value: number; unit: string };

function compare(clause: string, sentence: string, printed: Printed): { comparison: Comparison; compared: boolean } {
  const before = clause.slice(-60);
  if (printed.to !== null) return { comparison: 'between', compared: true };
  if (AT_MOST.test(before) || /以下|以内/.test(printed.suffix)) return { comparison: 'at_most', compared: true };
  if (/以上/.test(printed.suffix)) return { comparison: 'at_least', compared: true };
  if (AT_LEAST.test(before)) return { comparison: isFull(before, printed) ? 'exactly' : 'at_least', compared: true };
  if (AT_LEAST_WIDE.test(sentence.slice(-80))) return { comparison: 'at_least', compared: true };
  const grown = /(?:新增|新建|增加|提高|提升|增长|降低|下降|缩短|压缩|减少)(?:了)?$/.test(before);
  return { comparison: printed.about === undefined ? 'exactly' : 'at_least', compared: grown };
}

/** "达到100%" cannot be passed; "达到30家" is reached or passed. */
function isFull(before: string, { value, unit }: Printed): boolean {
  return value === 100 && (unit === '%' || unit === '百分之') && /(?<!力争)达到?$/.test(before);
}

function clauseAt(norm: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  while (from > 0 && !'，；。：'.includes(norm[from - 1] ?? '')) from--;
  let to = end;
  let depth = 0;
  for (; to < norm.length && to - end < 200; to++) {
    const c = norm[to] ?? '';
    if ('（“《'.includes(c)) depth++;
    if ('）”》'.includes(c)) depth = Math.max(0, depth - 1);
    if (depth === 0 && '，；。'.includes(c)) break;
  }
  return { start: from, end: to };
}
