import { lastDay } from './calendar.ts';
import { readNumber } from './numbers.ts';
import type { Outline } from './outline.ts';
import type { Note, Report } from './schema.ts';
import { sentences } from './sentences.ts';
import { cut, normOf, type Span, sourceOf, textOf } from './text.ts';
import { splitUnits } from './units.ts';

const TELLS =
  /报送|上报|呈报|报告|汇报|填报|提交|报备|抄送|抄报|向[^，。；]{2,30}(?:通报|反馈)|(?<![举申填])报(?=[\u3400-\u9fff]{2,30}(?:局|委|办|厅|府|部|组|室|会|科|处))/;
const RHYTHM =
  /(?:每(?:个)?|按|逐|分)(?:年(?!限)|半年|季|月|[双单]月|(?:两|二|2)个?月)|逢[双单]月|隔月(?!刊)|实行(?:季|月|双月)报|(?:年度?终了|年终|年底|年末)(?:之?前|后)?(?=（\d{1,2}月\d)/g;
/** A month and day, with or without a year. */
const OWN_DAY =
  /(?<![\d至到~一二三四五六七八九十-])(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?=\d|[一二三四五六七八九十]{1,3}[日号]|底|末|上旬|中旬|下旬|初)/g;
const HINT =
  /每|半年|逢[双单]月|隔月|年度?终了|[按逐分](?:季|月|年)|季报|月报|月[^。]{0,40}(?:月[^。]{0,40}报|报[^。]{0,20}总结|总结[^。]{0,10}报)/;

/** Duties to report that come back every year, with their dates ("06-30") and receivers. */
export function readReports(outline: Outline): Report[] {
  const list: Report[] = [];
  const seen = new Set<string>();
  for (const block of outline.blocks) {
    if (!HINT.test(normOf(block.span))) continue;
    for (const report of sentences(block.span).flatMap(inSentence)) {
      const key = JSON.stringify([report.due, report.to]);
      if (seen.has(key)) continue;
      seen.add(key);
      list.push({ ...report, id: `r${list.length + 1}` });
    }
  }
  return list;
}

/** One sentence may set several rhythms: "每月25日前报…；6月20日、12月10日前报送半年和全年总结". */
function inSentence(sentence: Span): Report[] {
  const norm = normOf(sentence);
  if (!TELLS.test(norm)) return [];
  const all = receivers(sentence);
  const reports: Report[] = [];
  const marks = duties(norm);
  for (const [index, { start, end, rhythm }] of marks.entries()) {
    // A rhythm of other work ("每月召开例会") before the one of reporting.
    if (index < marks.length - 1 && !TELLS.test(norm.slice(start, end)) && !JOINS.test(norm.slice(start, end)))
      continue;
    const text = norm.slice(start, end);
    const due = rhythm ? dueDates(text) : namedDates(text, reports.length > 0);
    reports.push(...made(sentence, norm, { start, end, due, all }));
  }
  return reports;
}

/** "每双月25日前、年度终了前（12月20日）报送": the first of two times of one duty. */
const JOINS = /^[^，。；：]{2,16}(?:前|后|内|底|末|日)[、和及]$/;

/** Parts of a sentence that each set a time: a rhythm, or a day behind something told. */
function duties(norm: string): { start: number; end: number; rhythm: boolean }[] {
  const rhythms = [...norm.matchAll(RHYTHM)].map((found) => ({ start: found.index, rhythm: true }));
  const days = [...norm.matchAll(OWN_DAY)].map((found) => ({ start: found.index, rhythm: false }));
  // A day that completes what has begun ("每年6月20日前、12月10日前") opens nothing.
  const marks: { start: number; rhythm: boolean }[] = [];
  for (const mark of [...rhythms, ...days].sort((a, b) => a.start - b.start)) {
    const last = marks.at(-1);
    const told = norm.slice(last?.start ?? 0, mark.start);
    const joined = last?.rhythm === true && !/^每(?:个)?(?:年|半年)|终了|年[底末终]/.test(told) && JOINS.test(told);
    if (mark.rhythm || last === undefined || joined || TELLS.test(told)) marks.push(mark);
  }
  return marks.map((mark, index) => {
    const stop = norm.indexOf('；', mark.start);
    const next = marks[index + 1]?.start ?? norm.length;
    return { ...mark, end: Math.min(next, stop === -1 ? norm.length : stop) };
  });
}

type Stretch = { start: number; end: number; due: string[]; all: string[] };

function made(sentence: Span, norm: string, { start, end, due, all }: Stretch): Report[] {
  if (due.length === 0) return [];
  if (!TELLS.test(norm.slice(start, end)) && !TELLS.test(norm.slice(start))) return [];
  const own = receivers(cut(sentence, start, end));
  return [
    {
      id: '',
      due,
      to: own.length > 0 ? own : all,
      source: sourceOf(sentence),
      certainty: start > 0 || /^每/.test(norm) ? 'sure' : 'likely',
    },
  ];
}

const MONTH_DAY =
  /(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|(上旬|中旬|下旬|底|末|初))?/g;

/**
 * "6月底和12月底前": two or more limits that name no single year. One alone comes back every year when it stands
 * beside a rhythm or asks for what is told once a year.
 */
function namedDates(norm: string, beside: boolean): string[] {
  const tells = norm.search(TELLS);
  const head = norm.slice(0, tells === -1 ? norm.length : tells);
  const found = [...head.matchAll(MONTH_DAY)].filter((each) => each[2] !== undefined || each[3] !== undefined);
  const between = head.slice(found[0]?.index ?? 0, found.at(-1)?.index ?? 0);
  const yearly = beside || /(?:年度|全年|年终|半年|全年度)(?:的)?[^，。；]{0,12}(?:总结|报告|情况|小结)/.test(norm);
  if (
    found.length === 0 ||
    (found.length < 2 && !yearly) ||
    !/前|底|末|日/.test(head) ||
    (found.length < 2 && /20\d\d年/.test(head))
  )
    return [];
  return /至|-|~/.test(between) ? [] : [...new Set(found.flatMap(monthDay))].sort();
}

const WORKDAYS =
  /(?:每(?:个)?(?:年度?|季度?|月)|季度|月度|年度)(?:末|结束|终了|过)?(?:之?后)(?:的)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})个工作日(?:之?内)?/;

/** Duties due within days of work: their dates are the ends of quarters, and a person should look. */
export function reportNotes(outline: Outline): Omit<Note, 'id'>[] {
  return outline.blocks.flatMap((block) => {
    if (!/个工作日/.test(normOf(block.span))) return [];
    return sentences(block.span).flatMap((sentence): Omit<Note, 'id'>[] => {
      const found = WORKDAYS.exec(normOf(sentence));
      if (found === null || inSentence(sentence).length === 0) return [];
      const at = cut(sentence, found.index, found.index + found[0].length);
      return [
        {
          level: 'unsure',
          message: `“${normOf(at)}”按工作日计算，暂按期末日期列出，请核对报送日期。`,
          source: sourceOf(at),
        },
      ];
    });
  });
}

const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const QUARTERS = [3, 6, 9, 12];

function dueDates(norm: string): string[] {
  const head = norm.slice(0, 60).replace(/^[按逐分](?=[年半季月])/, '每');
  const pair =
    /^(?:每(?:个)?(?:双月|(?:两|二|2)个?月)|逢双月|隔月)(?:的|末月)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?/.exec(
      head,
    );
  const odd = /^(?:每(?:个)?|逢)单月(?:的)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?/.exec(head);
  if (pair !== null) return everyMonth([2, 4, 6, 8, 10, 12], readNumber(pair[1] ?? ''));
  if (odd !== null) return everyMonth([1, 3, 5, 7, 9, 11], readNumber(odd[1] ?? ''));
  if (/^(?:年度?终了|年[终底末])/.test(head)) return [...head.matchAll(MONTH_DAY)].flatMap(monthDay).slice(0, 1);
  // Days of work depend on the calendar of the year: the end of the stretch stands, and a note says so.
  if (WORKDAYS.test(head))
    return everyMonth(/年/.test(head.slice(0, 4)) ? [12] : /季/.test(head.slice(0, 6)) ? QUARTERS : EVERY_MONTH, null);
  const late = /(?:季|月)(?:度)?(?:末|结束|终了)?后(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:个工作)?[日天]/.exec(
    head,
  );
  if (late !== null && /^每(?:个)?[季月]/.test(head))
    return everyMonth(/^季/.test(late[0]) ? [1, 4, 7, 10] : EVERY_MONTH, readNumber(late[1] ?? ''));
  const day =
    /^每(?:个)?(?:季度?(?:首|末|第一个|最后一个)?个?月?|月)(?:的|前)?(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/.exec(
      head,
    );
  const date = day === null ? null : readNumber(day[1] ?? '');
  const after =
    /^每(?:个)?(?:季度?|月)(?:度)?(?:结束|终了|末|过)后(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:个工作)?[日天]内?/.exec(
      head,
    );
  if (after !== null) return everyMonth(/季/.test(after[0]) ? [1, 4, 7, 10] : EVERY_MONTH, readNumber(after[1] ?? ''));
  if (/^每(?:个)?月/.test(head)) return everyMonth(EVERY_MONTH, date);
  if (/^每(?:个)?季/.test(head))
    return everyMonth(/首月|第一个月/.test(head.slice(0, 10)) ? [1, 4, 7, 10] : QUARTERS, date);
  const named = [...new Set([...head.matchAll(MONTH_DAY)].flatMap(monthDay))].sort();
  if (/^每(?:年度?(?:上|每)?)?半年/.test(head)) return named.length > 0 ? named : ['06-30', '12-31'];
  if (named.length > 0 && /^每年/.test(head)) return named;
  if (/^每年(?:度)?(?:年)?(?:底|末|终)/.test(head)) return ['12-31'];
  if (/^每年(?:年)?中(?:和|、)(?:年)?(?:底|末)/.test(head)) return ['06-30', '12-31'];
  if (/季报/.test(head)) return everyMonth(QUARTERS, null);
  return /月报/.test(head) ? everyMonth(EVERY_MONTH, null) : [];
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
  const part = tenth === '上旬' || tenth === '初' ? 10 : tenth === '中旬' ? 20 : 31;
  const day = found[2] === undefined ? part : (readNumber(found[2]) ?? 0);
  return day < 1 || day > 31 ? [] : [dayText(month, day)];
}

const RECEIVER =
  /(?:报送(?:至|到|给)?|上报(?:至|到|给)?|呈报|报备|提交(?:至|到|给)?|抄送|抄报|反馈(?:至|给|到)?|报告|汇报|(?<![举申填通])报(?:至|到|经)?)([^，。；：]{2,60}?)(?:备案|审核|审定|汇总|备查)?(?=[，。；（]|$)/g;
const TOWARDS = /(?:向|报)([^，。；：]{2,50}?)(?:报送|上报|报告|汇报|提交|书面报告|专题报告|通报|反馈|填报)/;
const BODY_END =
  /(?:局|委|办|厅|府|部|组|室|会|科|处|股|院|所|队|署|站|公司|部门|单位|机关|中心|专班|委员会|总局)(?:[（(][^）)]*[）)])?$/;

function receivers(sentence: Span): string[] {
  const norm = normOf(sentence);
  const towards = TOWARDS.exec(norm);
  if (towards !== null) {
    const at = towards.index + 1;
    const units = bodies(cut(sentence, at, at + (towards[1] ?? '').length));
    if (units.length > 0) return [...new Set([...units, ...copies(sentence, norm)])];
  }
  for (const found of norm.matchAll(RECEIVER)) {
    const at = found.index + found[0].indexOf(found[1] ?? '');
    const units = bodies(cut(sentence, at, at + (found[1] ?? '').length));
    if (units.length > 0) return [...new Set([...units, ...copies(sentence, norm)])];
  }
  return [];
}

/** "…，同时抄送乙局". */
function copies(sentence: Span, norm: string): string[] {
  const found = /(?:抄送|抄报)(?:至|给)?([^，。；：]{2,40})/.exec(norm);
  if (found === null) return [];
  const at = found.index + found[0].length - (found[1] ?? '').length;
  return bodies(cut(sentence, at, at + (found[1] ?? '').length));
}

function bodies(span: Span): string[] {
  const text = textOf(span).replace(/^.{2,40}(?:至|给|到)(?=[\u3400-\u9fff]{2,})/, '');
  return splitUnits(text).filter((unit) => BODY_END.test(unit));
}
