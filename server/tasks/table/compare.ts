import { isDay } from '#domain/clock.ts';
import { splitUnits } from '#domain/plans/units.ts';
import { readDay } from '#domain/tasks/columns.ts';
import type { Existing, Known, PartOf } from '#server/tasks/table/known.ts';
import type { SheetRow } from '#server/tasks/table/read.ts';

export type RowError = { line: number; column: string; reason: string; detail: Record<string, string | number> };

/** What a row of the sheet asks for. `before` is null for a new task; undefined units: the sheet has no such column. */
export type Wanted = {
  line: number;
  before: Existing | null;
  fields: {
    no: string;
    text: string;
    measure: string | null;
    phase: string | null;
    from_on: string | null;
    due_on: string | null;
    continuing: boolean;
  };
  lead?: string[];
  supporting?: string[];
};

export const roles = ['lead', 'supporting'] as const;

export type Compared = { wanted: Wanted[]; errors: RowError[] };

/** Matches every row to a task of the programme (by 任务编号, else by 序号 within its measure) and reads its cells. */
export function compareRows(rows: readonly SheetRow[], known: Known): Compared {
  const errors: RowError[] = [];
  const seen = new Set<string>();
  const wanted = rows.flatMap((row) => {
    const mistakes: RowError[] = [];
    const wrong = (column: string, reason: string, detail: RowError['detail'] = {}): void =>
      void mistakes.push({ line: row.line, column, reason, detail });
    const one = readRow(row, known, wrong);
    if (one.before && seen.has(one.before.id)) wrong('任务编号', 'import_twice');
    if (one.before) seen.add(one.before.id);
    errors.push(...mistakes);
    return mistakes.length > 0 ? [] : [one];
  });
  return { wanted, errors };
}

type Wrong = (column: string, reason: string, detail?: RowError['detail']) => void;

function readRow({ line, cells }: SheetRow, known: Known, wrong: Wrong): Wanted {
  const measure =
    cells.measure === undefined
      ? undefined
      : named(cells.measure, known.measures, () => wrong('措施', 'unknown_measure', { name: cells.measure ?? '' }));
  const before = matchTask(cells, measure, known, wrong);
  const phase =
    cells.phase === undefined
      ? undefined
      : named(cells.phase, known.phases, () => wrong('阶段', 'unknown_phase', { name: cells.phase ?? '' }));
  const fields = {
    no: cells.no ?? before?.no ?? '',
    text: cells.text ?? '',
    measure: measure === undefined ? (before?.measure ?? null) : measure,
    phase: phase === undefined ? (before?.phase ?? null) : phase,
    from_on: cells.from_on === undefined ? (before?.from_on ?? null) : dayOf(cells.from_on, '开始日期', wrong),
    due_on: cells.due_on === undefined ? (before?.due_on ?? null) : dayOf(cells.due_on, '截止日期', wrong),
    continuing:
      cells.continuing === undefined ? (before?.continuing ?? false) : /^(是|√|y|yes|true|1)$/i.test(cells.continuing),
  };
  if (fields.text === '') wrong('任务内容', 'import_no_text');
  if (fields.text.length > 5_000) wrong('任务内容', 'import_too_long', { limit: 5_000 });
  if (fields.no.length > 30) wrong('序号', 'import_too_long', { limit: 30 });
  if (fields.from_on && fields.due_on && fields.due_on < fields.from_on)
    wrong('截止日期', 'end_before_start', { field: '截止日期' });
  const units = { ...unitsOf('lead', cells.lead), ...unitsOf('supporting', cells.supporting) };
  for (const name of [...(units.lead ?? []), ...(units.supporting ?? [])]) {
    if (name.length > 100) wrong('牵头单位', 'import_too_long', { limit: 100 });
    const refusal = known.refusals.get(name);
    if (refusal) wrong(units.lead?.includes(name) ? '牵头单位' : '配合单位', refusal, { name });
  }
  for (const role of ['lead', 'supporting'] as const) {
    const kept = units[role];
    const done =
      kept && before ? removedParts(before, role, kept).find(({ state }) => state !== 'assigned') : undefined;
    if (done) wrong(role === 'lead' ? '牵头单位' : '配合单位', 'import_unit_done', { name: done.name });
  }
  const row = { line, before, fields, ...units };
  if (before?.state === 'cancelled' && changesOf(row).length > 0) wrong('任务编号', 'import_cancelled');
  return row;
}

/** The parts of a task that a sheet no longer names in a role. */
export const removedParts = (before: Existing, role: PartOf['role'], kept: readonly string[]): PartOf[] =>
  before.parts.filter((part) => part.role === role && !kept.includes(part.name));

function matchTask(
  cells: SheetRow['cells'],
  measure: string | null | undefined,
  known: Known,
  wrong: Wrong,
): Existing | null {
  if (cells.id) {
    const found = known.byId.get(cells.id.toLowerCase());
    if (!found) wrong('任务编号', 'import_unknown_task', { id: cells.id });
    return found ?? null;
  }
  const { no } = cells;
  if (!no) return null;
  const found = (known.byNo.get(no) ?? []).filter((task) => measure === undefined || task.measure === measure);
  if (found.length > 1) wrong('序号', 'import_ambiguous_no', { no });
  return found[0] ?? null;
}

/** Empty is none; a name or a number with its name is found; anything else is told. */
function named(cell: string, known: ReadonlyMap<string, string>, unknown: () => void): string | null {
  if (cell === '') return null;
  const found = known.get(cell.replaceAll(/\s/g, ''));
  if (found === undefined) unknown();
  return found ?? null;
}

function dayOf(cell: string, column: string, wrong: Wrong): string | null {
  if (cell === '') return null;
  const day = readDay(cell);
  if (day !== null && isDay(day)) return day;
  wrong(column, 'impossible_date', { field: `${column} ${cell}` });
  return null;
}

const unitsOf = (role: 'lead' | 'supporting', cell: string | undefined): { [K in typeof role]?: string[] } =>
  cell === undefined ? {} : { [role]: splitUnits(cell) };

export type Changed = { readonly field: string; readonly before: string; readonly after: string };

/** How a row differs from the task it matches; nothing for a row that changes nothing. */
export function changesOf({ before, fields, ...units }: Wanted): Changed[] {
  if (!before) return [];
  const plain = (['no', 'text', 'measure', 'phase', 'from_on', 'due_on', 'continuing'] as const).map((field) => ({
    field,
    before: String(before[field] ?? ''),
    after: String(fields[field] ?? ''),
  }));
  const named = roles.flatMap((role) => {
    const after = units[role];
    return after
      ? [
          {
            field: role,
            before: namesOf(before.parts.filter((part) => part.role === role).map((part) => part.name)),
            after: namesOf(after),
          },
        ]
      : [];
  });
  return [...plain, ...named].filter(({ before: was, after }) => was !== after);
}

const namesOf = (names: readonly string[]): string => [...names].sort().join('、');
