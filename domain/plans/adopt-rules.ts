import { type Day, yearlyDates } from '../clock.ts';
import { Refused } from '../refused.ts';
import { openUntil } from '../reports/deadlines.ts';
import type { Draft, Task } from './schema.ts';

/** What a name in a plan stands for in the directory. */
export type OrganisationName = { readonly org_id: string; readonly name: string };

/** The organisations behind a name; none when it is unknown or ambiguous; `group` when the task fans out (C03). */
export type Meant = { readonly group: boolean; readonly orgs: readonly OrganisationName[] };

export type PartToMake = {
  readonly unit_name: string;
  readonly group_name: string | null;
  readonly org_id: string | null;
  readonly role: 'lead' | 'supporting';
};

/** A draft without a title or without anything to do cannot run. */
export function checkAdoptable(draft: Draft): void {
  if (!draft.title.value?.trim()) throw new Refused('invalid', { field: 'title', rule: 'required' });
  if (draft.measures.length + draft.targets.length === 0) throw new Refused('nothing_recognised');
}

/** The day until which a task runs: its due date, else the end of its continuing period. */
export const dueOf = (task: Pick<Task, 'due_on' | 'to'>): Day | null => task.due_on ?? task.to;

type Span = { readonly from: Day | null; readonly to: Day | null };

/**
 * The phase that a day falls into (C02): of overlapping phases the shortest one, of equal ones the later. Null when
 * no dated phase holds the day.
 */
export function phaseAt<P extends Span>(phases: readonly P[], day: Day | null): P | null {
  if (day === null) return null;
  const around = phases.filter(({ from, to }) => (from ?? to) !== null && (from ?? '') <= day && day <= (to ?? '9999'));
  return around.reduce<P | null>((best, phase) => (best === null || fits(phase, best) ? phase : best), null);
}

/** Among phases around the same day the one that begins later is the narrower. */
const fits = (phase: Span, best: Span): boolean => (phase.from ?? '') >= (best.from ?? '');

/** 各成员单位, 各有关部门, 各部门: the members of the council. */
export const meansCouncil = (name: string): boolean =>
  /^(?:领导小组|联席会议)?各?(?:成员单位|(?:有关|相关|职能)(?:部门|单位)|部门|单位)(?:按(?:照)?职责.*)?$/.test(
    name.trim(),
  );

/** Every unit name of the draft, in the order of the text, once each. */
export function unitNames(draft: Draft): string[] {
  const ofTasks = draft.measures.flatMap((measure) =>
    measure.tasks.flatMap((task) => [...task.lead_units, ...task.supporting_units]),
  );
  const { council } = draft;
  const ofCouncil = council ? [council.office.value ?? '', ...council.members.map(({ unit }) => unit)] : [];
  return [...new Set([...ofTasks, ...ofCouncil].map((name) => name.trim()).filter(Boolean))];
}

/**
 * The parts of a task: one per lead and co-operating unit; a group fans out to one per member. An organisation gets
 * one part, as lead if it is named as both. A unit that is not known keeps its name and no organisation.
 */
export function partsOf(
  task: Pick<Task, 'lead_units' | 'supporting_units'>,
  meant: ReadonlyMap<string, Meant>,
): PartToMake[] {
  const wanted = [
    ...task.lead_units.flatMap((name) => partsFor(name.trim(), 'lead', meant)),
    ...task.supporting_units.flatMap((name) => partsFor(name.trim(), 'supporting', meant)),
  ];
  const seen = new Set<string>();
  return wanted.filter(({ org_id, unit_name }) => {
    const keys = org_id === null ? [unit_name] : [org_id, unit_name];
    if (unit_name === '' || keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
}

function partsFor(name: string, role: PartToMake['role'], meant: ReadonlyMap<string, Meant>): PartToMake[] {
  const { group, orgs } = meant.get(name) ?? { group: false, orgs: [] };
  const [only] = orgs;
  if (only === undefined) return [{ unit_name: name, group_name: null, org_id: null, role }];
  if (!group) return [{ unit_name: name, group_name: null, org_id: only.org_id, role }];
  return orgs.map((org) => ({ unit_name: org.name, group_name: name, org_id: org.org_id, role }));
}

/**
 * The days on which a programme reports (C10): every yearly date within its period. Without a beginning it counts
 * from today, without an end it opens the next twelve months (report.remind opens more as time goes).
 */
export function reportDays(due: readonly string[], period: Span, today: Day): Day[] {
  const from = period.from ?? today;
  return yearlyDates([...new Set(due)], from, openUntil(period.to, today));
}
