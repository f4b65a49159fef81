import { findDates, type When } from './dates.ts';
import type { Task } from './schema.ts';

/** When a task is to be done: a due day, or a stretch, or for good. */
export type Term = Pick<Task, 'due_on' | 'from' | 'to' | 'continuing'>;

export const noTerm: Term = { due_on: null, from: null, to: null, continuing: false };

export function hasTerm(term: Term): boolean {
  return term.due_on !== null || term.from !== null || term.to !== null || term.continuing;
}

/** A cell or bracket that tells the time of a task. */
export function termOf(norm: string, year: number | null): Term | null {
  const lasting = /长期|持续|常态|全年|贯穿|每年|定期|始终|不间断|日常/.test(norm) && !/完成$/.test(norm);
  const dates = findDates(norm, year);
  const when = dates.find((each) => each.form === 'range') ?? dates.at(-1);
  if (when === undefined) return lasting ? { ...noTerm, continuing: true } : null;
  return spread(when, lasting);
}

function spread(when: When, lasting: boolean): Term {
  if (when.form === 'range') return { due_on: null, from: when.from, to: when.to, continuing: lasting };
  if (when.form === 'after')
    return { due_on: null, from: when.from, to: null, continuing: lasting || when.to === null };
  if (lasting) return { due_on: null, from: when.form === 'point' ? when.from : null, to: when.to, continuing: true };
  return { ...noTerm, due_on: when.to };
}

/** In running text only what is plainly a limit counts. */
export function termInText(norm: string, year: number | null): Term {
  if (HISTORY.test(norm)) return noTerm;
  const dates = findDates(norm, year).filter((when) => !/《[^》]*$/.test(norm.slice(0, when.start)));
  const limit = dates.find(
    (when) =>
      when.form === 'before' ||
      (when.form === 'point' && /^[底末]?[^，。；]{0,3}(?:完成|办结|报送|出台|建成)/.test(norm.slice(when.end))),
  );
  if (limit !== undefined) return { ...noTerm, due_on: limit.to };
  const range = dates.find((when) => when.form === 'range');
  const rest = norm.slice(range?.end ?? 0, (range?.end ?? 0) + 8);
  if (range !== undefined)
    return { due_on: null, from: range.from, to: range.to, continuing: /持续|每年|长期|常态/.test(rest) };
  const since = dates.find((when) => when.form === 'after');
  if (since !== undefined)
    return { due_on: null, from: since.from, to: null, continuing: /长期|持续|常态/.test(norm.slice(since.end)) };
  const point = dates.find(
    (when) =>
      when.form === 'point' && when.precision !== 'year' && /(?:^|[，。；])(?:在|于)?$/.test(norm.slice(0, when.start)),
  );
  return point === undefined ? noTerm : { ...noTerm, due_on: point.to };
}

export const HISTORY = /^(?:去年|上年|近年来|近几年|多年来|截至目前|目前，|自\d{4}年以来|\d{4}年以来)/;
