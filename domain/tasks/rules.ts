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

/** How a part stands against its date. `soonDays` is a product setting (rule row reminder.days). */
export function punctuality(part: { state: PartState; due_on: string | null }, today: string, soonDay: string): Punctuality {
  if (part.state === 'confirmed' || part.state === 'cancelled') return 'done';
  if (part.due_on === null) return 'undated';
  if (part.due_on < today) return 'late';
  return part.due_on <= soonDay ? 'due_soon' : 'on_time';
}
