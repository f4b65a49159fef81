import { timeShare } from '../ui/timeShare.ts';
import type { ProgrammeRow } from './home.ts';

export type Risk =
  | { kind: 'late'; programme: ProgrammeRow; count: number }
  | { kind: 'behind'; programme: ProgrammeRow; time: number; done: number; gap: number }
  | { kind: 'targets'; programme: ProgrammeRow; time: number; met: number; total: number };

/** Tasks may lag behind time by this much before it is a risk; targets by more, because they are met late in a period. */
const tasksMayLag = 0.15;
const targetsMayLag = 0.3;

/** What a leader should ask about: late tasks, tasks and targets that lag behind time. Percentages are whole numbers. */
export function risksOf(programmes: readonly ProgrammeRow[], today: string): Risk[] {
  return programmes.flatMap((programme): Risk[] => {
    const { tasks, confirmed, late, targets, targets_met, from_on, to_on } = programme;
    const time = timeShare(from_on, to_on, today);
    const found: Risk[] = [];
    if (late > 0) found.push({ kind: 'late', programme, count: late });
    if (time === undefined) return found;
    const done = tasks > 0 ? confirmed / tasks : 1;
    if (done < time - tasksMayLag)
      found.push({
        kind: 'behind',
        programme,
        time: percent(time),
        done: percent(done),
        gap: percent(time) - percent(done),
      });
    const met = targets > 0 ? targets_met / targets : 1;
    if (met < time - targetsMayLag)
      found.push({ kind: 'targets', programme, time: percent(time), met: targets_met, total: targets });
    return found;
  });
}

export const percent = (share: number): number => Math.round(share * 100);
