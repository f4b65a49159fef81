import type { Answers } from '../assessments/rules.ts';
import { addDays } from '../clock.ts';

/** Days to close a weak point, from the rule rows below: of a key item, of one that weighs much, of any other. */
export type RemedyDays = { readonly key: number; readonly heavy: number; readonly light: number };

/** Rule rows in the order of RemedyDays. Ours: no source sets them (domain-facts 7.2 asks for owner and due date). */
export const remedyDayRules = ['remedy_days_key', 'remedy_days_heavy', 'remedy_days_light'] as const;

/** From this weight on an item weighs much. */
const heavyWeight = 2;

type Weak = { readonly key: boolean; readonly weight: number };

/**
 * The day by which a weak point should be closed: by its kind, and never after the re-test, which the grade sets (90 days
 * for D, 180 for C, a year for A and B), so that the re-test finds it done.
 */
export function dueOn(
  { key, weight }: Weak,
  { today, retest, days }: { today: string; retest: string | null; days: RemedyDays },
): string {
  const due = addDays(today, key ? days.key : weight >= heavyWeight ? days.heavy : days.light);
  return retest !== null && retest < due ? retest : due;
}

export type OpenRemedy = { readonly id: string; readonly item: string; readonly answer: number; readonly form: string };
export type WeakItem = {
  readonly item: string;
  readonly answer: 0 | 0.5;
  readonly key: boolean;
  readonly document: string | null;
};

/** What an assessment does to the actions of its firm. */
export type RemedyPlan = {
  /** New: weak, and no action is open for it. */
  readonly open: readonly WeakItem[];
  /** Open, and still weak, but answered otherwise than before. */
  readonly change: readonly { readonly id: string; readonly answer: 0 | 0.5 }[];
  /** Answered yes: done, with the assessment as the proof. */
  readonly done: readonly string[];
  /** Does not apply any more, or was an item of another form. */
  readonly dropped: readonly { readonly id: string; readonly reason: DropReason }[];
};

export type DropReason = 'not_applicable' | 'form_changed';

type Planned = {
  readonly weak: readonly WeakItem[];
  readonly answers: Answers;
  /** The key of the form that was filled: A1 of another form is another thing. */
  readonly form: string;
  readonly before: readonly OpenRemedy[];
};

/**
 * Weak answers become actions once: an action that is open for an item stays the one (C17). An item that was not asked
 * this time (the short form for micro firms) keeps its action.
 */
export function planRemedies({ weak, answers, form, before }: Planned): RemedyPlan {
  const own = before.filter((one) => one.form === form);
  const weakOf = new Map(weak.map((one) => [one.item, one]));
  const answerOf = ({ item }: OpenRemedy) => answers[item]?.answer;
  return {
    open: weak.filter(({ item }) => !own.some((one) => one.item === item)),
    change: own.flatMap(({ id, item, answer }) => {
      const now = weakOf.get(item)?.answer;
      return now === undefined || now === answer ? [] : [{ id, answer: now }];
    }),
    done: own.filter((one) => answerOf(one) === 1).map(({ id }) => id),
    dropped: [
      ...before.filter((one) => one.form !== form).map(({ id }) => ({ id, reason: 'form_changed' as const })),
      ...own.filter((one) => answerOf(one) === 'na').map(({ id }) => ({ id, reason: 'not_applicable' as const })),
    ],
  };
}

/** Why an action was dropped by an assessment, as it stands on its page. */
export const dropReasons: Readonly<Record<DropReason, string>> = {
  not_applicable: '再次评估时该项不适用',
  form_changed: '已换用新的评估表，按新表另行立项',
};
