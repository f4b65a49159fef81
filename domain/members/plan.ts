import { Refused } from '../refused.ts';
import { checkLastDay } from './rules.ts';
import type { AccessLevel } from './schema.ts';
import { accessOfCell, type MemberCells, type MemberProblem } from './table.ts';

/** Somebody on the list who has not left. */
export type Present = {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly department: string | null;
  readonly post: string | null;
  readonly access: AccessLevel;
  readonly entered_on: string | null;
  readonly left_on: string | null;
  readonly state: string;
};

export type PlannedMove = {
  readonly member: string;
  readonly before: AccessLevel;
  readonly department: string | null;
  readonly post: string | null;
  readonly access: AccessLevel;
};
export type PlannedLeave = { readonly member: string; readonly access: AccessLevel; readonly last_day: string };

export type Plan = {
  readonly added: MemberCells[];
  readonly moved: PlannedMove[];
  readonly leaving: PlannedLeave[];
  readonly problems: MemberProblem[];
};

type Asked = {
  /** Change the posts of those who are there, and let them leave; without it they are left as they are. */
  readonly update: boolean;
  readonly today: string;
  readonly dayOf: (cell: string) => string | null;
};

/**
 * What a table of people does to the list: rows that name nobody who is there are added, each person once. Who is there
 * is found by the number, without one by name and department; an empty cell changes nothing. A row with a last day adds
 * nobody.
 */
export function planImport(rows: readonly MemberCells[], present: readonly Present[], asked: Asked): Plan {
  const plan: Plan = { added: [], moved: [], leaving: [], problems: [] };
  const known = new Map<string, Present | null>();
  // Two of one name and department are told apart by their numbers alone.
  for (const one of present)
    for (const key of keysOf(one.name, one.number ?? '', one.department ?? ''))
      known.set(key, known.has(key) ? null : one);
  const seen = new Set<string>();
  for (const row of rows) {
    const { name, number, department } = row.cells;
    const keys = keysOf(name, number, department);
    const key = keys[0] ?? '';
    if (!known.has(key)) {
      for (const one of keys) known.set(one, known.get(one) ?? null);
      if (row.cells.left_on === '') plan.added.push(row);
      continue;
    }
    const found = known.get(key);
    if (!asked.update || !found || seen.has(found.id)) continue;
    seen.add(found.id);
    changeOne(plan, row, found, asked);
  }
  return plan;
}

/** The number, when there is one, counts before name and department. */
const keysOf = (name: string, number: string, department: string): string[] => [
  ...(number === '' ? [] : [`#${number}`]),
  `${name}/${department}`,
];

function changeOne(plan: Plan, { row, cells }: MemberCells, found: Present, { today, dayOf }: Asked): void {
  const last_day = dayOf(cells.left_on);
  if (last_day !== null) {
    if (last_day === found.left_on) return;
    try {
      checkLastDay({ entered_on: found.entered_on, today }, last_day);
      plan.leaving.push({ member: found.id, access: found.access, last_day });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      plan.problems.push({ row, reason: error.reason, facts: {} });
    }
    return;
  }
  if (found.state !== 'active') return;
  const department = cells.department || found.department;
  const post = cells.post || found.post;
  const access = cells.access === '' ? found.access : (accessOfCell(cells.access) ?? found.access);
  if (department === found.department && post === found.post && access === found.access) return;
  plan.moved.push({ member: found.id, before: found.access, department, post, access });
}
