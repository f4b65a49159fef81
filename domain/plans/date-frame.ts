import type { Day } from './calendar.ts';

/**
 * A date or a stretch of time found in a text. `form` tells how it is bounded: `point` ("2023年6月"), `range`,
 * `before` ("6月底前": only `to`), `after` ("7月起": only `from`). `start`/`end` are indices into the text searched.
 * `impossible` days (30 February) give null, they are never rolled over. `guessed` means that the year came from
 * outside the expression.
 */
export type When = {
  from: Day | null;
  to: Day | null;
  form: 'point' | 'range' | 'before' | 'after';
  precision: 'year' | 'month' | 'day';
  start: number;
  end: number;
  impossible: boolean;
  guessed: boolean;
};

const BEFORE = /^(?:底|末)?(?:以前|之前|前)(?!(?:期|列|景|沿|述|提|往|来|后|置|瞻|款|端|台))/;
const AFTER = /^(?:以后|之后|开始|起(?!草|步|到|来|诉|动)|后(?!期|续|备|台))/;

/** The match of a sticky pattern exactly at `at`. */
export function match(pattern: RegExp, norm: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(norm);
}

/** Widens an expression by what bounds it: 前, 以后, 截至. */
export function bounded(norm: string, when: When): When {
  const rest = norm.slice(when.end, when.end + 6);
  const before = BEFORE.exec(rest);
  if (before !== null)
    return {
      ...when,
      from: when.form === 'range' ? when.from : null,
      form: when.form === 'range' ? 'range' : 'before',
      end: when.end + before[0].length,
    };
  if (when.form === 'range') return when;
  const after = AFTER.exec(rest);
  if (after !== null) return { ...when, to: null, form: 'after', end: when.end + after[0].length };
  const lead = norm.slice(Math.max(0, when.start - 5), when.start);
  if (/(?:截至|截止到?|不迟于|不晚于|至|到|起至)$/.test(lead)) return { ...when, from: null, form: 'before' };
  if (/(?:自|从)$/.test(lead)) return { ...when, to: null, form: 'after' };
  return when;
}
