import { addDays, type Day, daysBetween, isDay } from '../clock.ts';
import { Refused } from '../refused.ts';

const heads = {
  day: ['日期', '时间', 'day', 'date'],
  kind: ['类型', '安排', 'kind'],
  name: ['节日', '名称', '假期', 'name'],
  source: ['来源', '依据', 'source'],
} as const;

type Field = keyof typeof heads;

export type CalendarDay = {
  readonly day: Day;
  readonly kind: 'holiday' | 'working';
  readonly name: string;
  readonly source: string;
};
export type CalendarProblem = {
  readonly row: number;
  readonly reason: string;
  readonly facts: Record<string, string | number>;
};

const kinds: Readonly<Record<string, CalendarDay['kind']>> = {
  放假: 'holiday',
  休息: 'holiday',
  holiday: 'holiday',
  上班: 'working',
  调休上班: 'working',
  补班: 'working',
  working: 'working',
};

const mostDays = 60;

/**
 * The days of a yearly notice out of a table with the columns 日期, 类型 (放假 or 上班), 节日 and 来源, in any order. A
 * cell may hold one day or several ("2027-02-05至2027-02-11"). `dayOf` reads one day as people or Excel write it; `source`
 * stands where the table has none. Refuses table_head_missing.
 */
export function readCalendar(
  rows: readonly (readonly string[])[],
  { dayOf, source }: { dayOf: (cell: string) => string | null; source: string },
): { days: CalendarDay[]; problems: CalendarProblem[] } {
  const at = rows.slice(0, 10).findIndex((row) => row.some((cell) => fieldOf(cell) === 'day'));
  if (at < 0) throw new Refused('table_head_missing', { head: heads.day[0] });
  const columns = (rows[at] ?? []).map(fieldOf);
  if (!columns.includes('kind')) throw new Refused('table_head_missing', { head: heads.kind[0] });
  const days = new Map<Day, CalendarDay>();
  const problems: CalendarProblem[] = [];
  for (const [index, cells] of rows.slice(at + 1).entries()) {
    if (!cells.some((cell) => cell !== '')) continue;
    const row = at + index + 2;
    const cell = (field: Field): string => cells[columns.indexOf(field)] ?? '';
    const span = daysOf(cell('day'), dayOf);
    const kind = kinds[cell('kind')];
    if (span === null) problems.push({ row, reason: 'cell_not_a_day', facts: { text: cell('day').slice(0, 50) } });
    else if (!kind) problems.push({ row, reason: 'cell_kind_unknown', facts: { text: cell('kind').slice(0, 50) } });
    else if (cell('name') === '') problems.push({ row, reason: 'cell_empty', facts: { head: heads.name[0] } });
    else if ((cell('source') || source) === '')
      problems.push({ row, reason: 'cell_empty', facts: { head: heads.source[0] } });
    else
      for (const day of span) {
        if (days.has(day)) problems.push({ row, reason: 'row_twice', facts: { earlier: day } });
        else
          days.set(day, {
            day,
            kind,
            name: cell('name').slice(0, 100),
            source: (cell('source') || source).slice(0, 500),
          });
      }
  }
  return { days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)), problems };
}

const fieldOf = (head: string): Field | null => {
  const plain = head.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  // Object.entries answers text; the keys of `heads` are the fields.
  const found = Object.entries(heads).find(([, names]) => (names as readonly string[]).includes(plain)) as
    | [Field, unknown]
    | undefined;
  return found?.[0] ?? null;
};

function daysOf(cell: string, dayOf: (cell: string) => string | null): Day[] | null {
  const [first = '', last = first, ...rest] = cell.split(/\s*(?:至|到|—+|~|～)\s*/);
  const [from, to] = [dayOf(first), dayOf(last)];
  if (rest.length > 0 || from === null || to === null || !isDay(from) || !isDay(to)) return null;
  const length = daysBetween(from, to) + 1;
  if (length < 1 || length > mostDays) return null;
  return Array.from({ length }, (_, index) => addDays(from, index));
}
