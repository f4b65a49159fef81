import { addDays, addMonths } from '../clock.ts';
import { Refused } from '../refused.ts';
import { type KitKind, openSteps, type Step, stepsFor, type Whom } from './kits.ts';
import type { AccessLevel } from './schema.ts';

export type PlannedStep = { readonly key: string; readonly position: number; readonly due_on: string };

/** The steps of a checklist with their days, counted from its start: the day of entry, of the change, or the last day. */
export const planSteps = (kind: KitKind, whom: Whom, from: string): PlannedStep[] =>
  stepsFor(kind, whom).map((step, position) => ({ key: step.key, position, due_on: dueOf(step, from) }));

const dueOf = ({ days, months }: Step, from: string): string =>
  addDays(months === undefined ? from : addMonths(from, months), days);

/** By when all but the follow-ups should be done. */
export const kitDue = (kind: KitKind, whom: Whom, from: string): string =>
  stepsFor(kind, whom)
    .filter(({ later }) => later !== true)
    .map((step) => dueOf(step, from))
    .concat(from)
    .toSorted()
    .at(-1) ?? from;

/** A checklist is finished when nothing but follow-ups is open, or with the reason why not (D8). */
export function checkFinish(
  kind: KitKind,
  steps: readonly { readonly key: string; readonly state: string }[],
  reason: string | null,
): void {
  const open = openSteps(kind, steps);
  if (open.length > 0 && !reason?.trim()) throw new Refused('kit_open_steps', { count: open.length });
}

const order: readonly AccessLevel[] = ['none', 'contact', 'core'];

/** Does the new post come nearer to secrets than the old one? Then an agreement is due before access (D2, D3). */
export const comesNearer = (before: AccessLevel, after: AccessLevel): boolean =>
  order.indexOf(after) > order.indexOf(before);

/** A list of the change starts where the old post or the new one touches secrets. */
export const needsChangeKit = (before: AccessLevel, after: AccessLevel): boolean =>
  before !== 'none' || after !== 'none';

/** The firm keeps at least one person who can act for it. `others` are officers with an account in use, without this one. */
export function checkLastOfficer(officer: boolean, others: number): void {
  if (officer && others === 0) throw new Refused('last_officer');
}

/** Last day at work: not before entry, not years away by a slip of the finger. */
export function checkLastDay(
  { entered_on, today }: { readonly entered_on: string | null; readonly today: string },
  last: string,
): void {
  if (entered_on !== null && last < entered_on) throw new Refused('left_before_entry', { field: 'last_day' });
  if (last > addMonths(today, 12)) throw new Refused('last_day_far', { field: 'last_day' });
}
