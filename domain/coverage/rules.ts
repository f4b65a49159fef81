/** Sums as they are kept: of one section and size of a place. `score_sum` adds the scores of the latest assessments. */
export type Sums = {
  readonly firms: number;
  readonly assessed: number;
  readonly contact_points: number;
  readonly contact_assessed: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly score_sum: number;
};

export type CountsOf = Omit<Sums, 'a' | 'b' | 'c' | 'd' | 'score_sum'> & {
  readonly A: number;
  readonly B: number;
  readonly C: number;
  readonly D: number;
  readonly average: number | null;
};

/** Adds sums up and says the average score, to one tenth; null where nobody is assessed. */
export function countsOf(all: readonly Sums[]): CountsOf {
  const add = (key: keyof Sums): number => all.reduce((sum, one) => sum + Number(one[key]), 0);
  const assessed = add('assessed');
  return {
    ...{
      firms: add('firms'),
      assessed,
      contact_points: add('contact_points'),
      contact_assessed: add('contact_assessed'),
    },
    ...{ A: add('a'), B: add('b'), C: add('c'), D: add('d') },
    // Tenths add up to tenths, whatever the order.
    average: assessed === 0 ? null : tenth(tenth(add('score_sum')) / assessed),
  };
}

/**
 * Sums grouped by one of their keys, each added up; what is not known is `none` and stands last. A row whose key is null
 * is of no group: it is a sum over all of them.
 */
export function groupSums<K extends 'industry_section' | 'size'>(
  rows: readonly (Sums & Readonly<Record<K, string | null>>)[],
  key: K,
): { readonly value: string; readonly counts: CountsOf }[] {
  const own = rows.filter((row) => row[key] !== null);
  return [...new Set(own.map((row) => row[key] || 'none'))]
    .map((value) => ({ value, counts: countsOf(own.filter((row) => (row[key] || 'none') === value)) }))
    .sort((a, b) => Number(a.value === 'none') - Number(b.value === 'none') || a.value.localeCompare(b.value, 'en'));
}

export type MonthSums = {
  readonly month: string | null;
  readonly finished: number;
  readonly first_time: number;
  readonly score_sum: number;
};

/**
 * Months from `since` to `today` without gaps: assessments finished in each, and firms reached until its end. The row
 * without a month holds what was before.
 */
export function monthsOf(rows: readonly MonthSums[], { since, today }: { since: string; today: string }) {
  const found = new Map(rows.map((row) => [row.month?.slice(0, 7) ?? '', row]));
  let reached = found.get('')?.first_time ?? 0;
  return monthsBetween(since.slice(0, 7), today.slice(0, 7)).map((month) => {
    const { finished = 0, first_time = 0, score_sum = 0 } = found.get(month) ?? {};
    reached += first_time;
    return { month, finished, reached, average: finished === 0 ? null : tenth(Number(score_sum) / finished) };
  });
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** The first day of the month so many months before a day. */
export function monthsBefore(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

export type ItemSums = {
  readonly item: string;
  readonly no: number;
  readonly partly: number;
  readonly answered: number;
};

/** Percent of the answers that are no or partly; the most missed first, key items before others at the same. */
export const withMissed = <T extends ItemSums>(rows: readonly T[]): (T & { readonly missed: number })[] =>
  rows
    .map((row) => ({ ...row, missed: row.answered === 0 ? 0 : tenth((100 * (row.no + row.partly)) / row.answered) }))
    .sort((a, b) => b.missed - a.missed || b.no - a.no || a.item.localeCompare(b.item, 'en', { numeric: true }));

const tenth = (number: number): number => Math.round(number * 10) / 10;
