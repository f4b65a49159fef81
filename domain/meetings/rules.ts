import { Refused } from '../refused.ts';

export type Resolved = { readonly unit: string | null; readonly organisation: string | null };

/** A resolution that names who leads becomes a task (C06); one that names nobody is noted. */
export const becomesTask = ({ unit, organisation }: Resolved): boolean =>
  organisation !== null || (unit ?? '').trim() !== '';

/** Minutes are text or files; final minutes are not empty: minutes_missing. */
export function checkMinutes({ minutes, files }: { minutes: string | null; files: number }): void {
  if ((minutes ?? '').trim() === '' && files === 0) throw new Refused('minutes_missing', { field: 'minutes' });
}

/** Minutes are of a day that has come: meeting_not_held. */
export function checkHeld(held_on: string, today: string): void {
  if (held_on > today) throw new Refused('meeting_not_held', { day: held_on });
}

type Invited = { readonly unit: string; readonly organisation: string | null };

/** A unit is invited once, by organisation and by name; the first stands. */
export const invitedOnce = <T extends Invited>(units: readonly T[]): T[] =>
  units.filter((one, place) => units.findIndex((other) => unitKey(other) === unitKey(one)) === place);

/** What makes two invitations the same unit. */
export const unitKey = ({ unit, organisation }: Invited): string => organisation ?? unit.trim();

/** Chinese words of workbooks. */
export const kindWords = { leading_group: '领导小组会议', joint_conference: '联席会议', working: '工作会议' } as const;
