import { isDay } from '../clock.ts';
import { Refused } from '../refused.ts';
import type { PartState } from './states.ts';

export type Part = { readonly role: 'lead' | 'supporting'; readonly state: PartState };

/**
 * How far a task is: as far as the least advanced of its lead parts (of all parts when nobody leads). Cancelled
 * parts do not count; a task whose every part is cancelled is cancelled. A task with no part yet is in hand.
 */
export function taskState(parts: readonly Part[]): PartState {
  const leads = parts.filter((part) => part.role === 'lead');
  const counted = leads.length > 0 ? leads : parts;
  if (counted.length === 0) return 'assigned';
  const live = counted.filter((part) => part.state !== 'cancelled');
  if (live.length === 0) return 'cancelled';
  return order.find((state) => live.some((part) => part.state === state)) ?? 'assigned';
}

const order = ['assigned', 'reported', 'confirmed'] as const;

export type Punctuality = 'done' | 'late' | 'due_soon' | 'on_time' | 'undated';

/** From so many days before its date a task shows as due soon. Only a way of showing: reminders have rule rows. */
export const soonDays = 7;

/** How a part stands against its date; `soonDay` is `soonDays` from today. */
export function punctuality(
  part: { state: PartState; due_on: string | null },
  today: string,
  soonDay: string,
): Punctuality {
  if (part.state === 'confirmed' || part.state === 'cancelled') return 'done';
  if (part.due_on === null) return 'undated';
  if (part.due_on < today) return 'late';
  return part.due_on <= soonDay ? 'due_soon' : 'on_time';
}

/**
 * The date that a task is measured by: the earliest of the counted parts (those that lead, else all) still to be
 * confirmed, so that a longer time for one unit does not hide that another is late; the latest when all are done.
 * Null when no counted part has a date.
 */
export function effectiveDue(parts: readonly (Part & { readonly due_on: string | null })[]): string | null {
  const leads = parts.filter((part) => part.role === 'lead');
  const live = (leads.length > 0 ? leads : parts).filter((part) => part.state !== 'cancelled');
  const dated = (some: typeof live): string[] => some.flatMap(({ due_on }) => (due_on === null ? [] : [due_on])).sort();
  return dated(live.filter((part) => part.state !== 'confirmed'))[0] ?? dated(live).at(-1) ?? null;
}

/** More time is asked for a part that has a date, to a later day that is still ahead. */
export function checkLonger({ due_on, to_on, today }: { due_on: string | null; to_on: string; today: string }): void {
  if (!isDay(to_on)) throw new Refused('impossible_date', { field: 'to_on' });
  if (due_on === null) throw new Refused('no_due_date');
  if (to_on <= due_on || to_on < today) throw new Refused('extension_not_longer', { due_on });
}
