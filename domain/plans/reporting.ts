import { lastDay } from './dates.ts';
import { readNumber } from './numbers.ts';
import type { Outline } from './outline.ts';
import type { Report } from './schema.ts';
import { sentences } from './sentences.ts';
import { cut, normOf, type Span, sourceOf, textOf } from './text.ts';
import { splitUnits } from './units.ts';

const TELLS =
  /报送|上报|呈报|报告|汇报|填报|提交|报备|抄送|(?<![举申填])报(?=[\u3400-\u9fff]{2,30}(?:局|委|办|厅|府|部|组|室|会|科|处))/;

/** Duties to report that come back every year, with their dates ("06-30") and receivers. */
export function readReports(outline: Outline): Report[] {
  const list: Report[] = [];
  const seen = new Set<string>();
  for (const block of outline.blocks) {
    if (!/每|半年|季报|月报/.test(normOf(block.span))) continue;
    for (const sentence of sentences(block.span)) {
      const report = inSentence(sentence);
      const key = JSON.stringify([report?.due, report?.to]);
      if (report === null || seen.has(key)) continue;
      seen.add(key);
      list.push({ ...report, id: `r${list.length + 1}` });
    }
  }
  return list;
}

function inSentence(sentence: Span): Report | null {
  const norm = normOf(sentence);
  const rhythm = /每(?:个)?(?:年|半年|季|月)|实行(?:季|月)报/.exec(norm);
  if (rhythm === null || !TELLS.test(norm)) return null;
  const due = dueDates(norm.slice(rhythm.index));
  const tells = norm.slice(rhythm.index).search(TELLS);
  if (due.length === 0 || (tells === -1 && !TELLS.test(norm))) return null;
  return {
    id: '',
    due,
    to: receivers(sentence),
    source: sourceOf(sentence),
    certainty: /每年/.test(norm) ? 'sure' : 'likely',
  };
}

const MONTH_DAY =
  /(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|(上旬|中旬|下旬|底|末|初))?/g;

function dueDates(norm: string): string[] {
  const head = norm.slice(0, 60);
  const day =
    /^每(?:个)?(?:季度?(?:首|末|第一个|最后一个)?月?|月)(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/.exec(head);
  const date = day === null ? null : readNumber(day[1] ?? '');
  if (/^每(?:个)?月/.test(head)) return everyMonth([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], date);
  if (/^每(?:个)?季/.test(head))
    return everyMonth(/首月|第一个月/.test(head.slice(0, 10)) ? [1, 4, 7, 10] : [3, 6, 9, 12], date);
  const named = [...head.matchAll(MONTH_DAY)].flatMap((m) => monthDay(m));
  if (/^每年/.test(head) && named.length > 0) return [...new Set(named)].sort();
  if (/^每(?:年度?(?:上|每)?)?半年/.test(head))
    return named.length > 0 ? [...new Set(named)].sort() : ['06-30', '12-31'];
  if (/^每年(?:度)?(?:年)?(?:底|末|终)/.test(head)) return ['12-31'];
  if (/^每年(?:年)?中(?:和|、)(?:年)?(?:底|末)/.test(head)) return ['06-30', '12-31'];
  if (/季报/.test(head)) return everyMonth([3, 6, 9, 12], null);
  if (/月报/.test(head)) return everyMonth([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], null);
  return [];
}

function everyMonth(months: readonly number[], day: number | null): string[] {
  return months.map((month) => dayText(month, day ?? 31));
}

function dayText(month: number, day: number): string {
  return `${String(month).padStart(2, '0')}-${String(Math.min(day, lastDay(2023, month))).padStart(2, '0')}`;
}

function monthDay(found: RegExpMatchArray): string[] {
  const month = readNumber(found[1] ?? '') ?? 0;
  if (month < 1 || month > 12) return [];
  const tenth = found[3];
  const day =
    found[2] === undefined
      ? tenth === '上旬' || tenth === '初'
        ? 10
        : tenth === '中旬'
          ? 20
          : 31
      : (readNumber(found[2]) ?? 0);
  return day < 1 || day > 31 ? [] : [dayText(month, day)];
}

const RECEIVER =
  /(?:报送(?:至|到|给)?|上报(?:至|到|给)?|呈报|报备|提交(?:至|到|给)?|抄送|报告|汇报|(?<![举申填])报(?:至|到)?)([^，。；：]{2,60}?)(?:备案|审核|审定|汇总|备查)?(?=[，。；（]|$)/g;
const TOWARDS = /(?:向|报)([^，。；：]{2,50}?)(?:报送|上报|报告|汇报|提交|书面报告|专题报告)/;
const BODY_END =
  /(?:局|委|办|厅|府|部|组|室|会|科|处|院|所|部门|单位|机关|中心|专班|委员会|总局)(?:[（(][^）)]*[）)])?$/;

function receivers(sentence: Span): string[] {
  const norm = normOf(sentence);
  const towards = TOWARDS.exec(norm);
  if (towards !== null) {
    const at = towards.index + 1;
    const units = bodies(cut(sentence, at, at + (towards[1] ?? '').length));
    if (units.length > 0) return units;
  }
  for (const found of norm.matchAll(RECEIVER)) {
    const at = found.index + found[0].indexOf(found[1] ?? '');
    const units = bodies(cut(sentence, at, at + (found[1] ?? '').length));
    if (units.length > 0) return units;
  }
  return [];
}

function bodies(span: Span): string[] {
  return splitUnits(textOf(span)).filter((unit) => BODY_END.test(unit));
}
