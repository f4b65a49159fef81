import type { FormContent, FormItem, Grade } from '../forms/schema.ts';
import { Refused } from '../refused.ts';

/** 1 yes, 0.5 partly, 0 no, na not applicable (with a reason). */
export type Answer = 0 | 0.5 | 1 | 'na';
export type Answered = { readonly answer: Answer; readonly reason?: string; readonly supported?: boolean };
export type Answers = { readonly [item: string]: Answered };
export type Profile = 'micro' | 'standard';

/** The items of a form that a firm is asked: all, or those for micro firms (domain-facts 7.2). */
export const itemsOf = (form: FormContent, profile: Profile): FormItem[] =>
  form.items.filter(({ micro }) => profile === 'standard' || micro);

/** A micro firm gets the short form; any other, and one of unknown size, the whole. */
export const profileFor = (size: string | null): Profile => (size === 'micro' ? 'micro' : 'standard');

export type DimensionScore = {
  readonly code: string;
  /** 0 to 100; null while nothing of the dimension counts. */
  readonly score: number | null;
  readonly points: number;
  readonly earned: number;
  readonly answered: number;
  readonly asked: number;
};

export type Result = {
  readonly score: number;
  readonly grade: Grade;
  /** The grade that the score alone gives. */
  readonly uncapped: Grade;
  /** Key items answered no. */
  readonly key_missing: string[];
  /** Legal classes of measures covered, of 1 to 6. */
  readonly classes: number[];
  /** Items answered no or partly: each becomes a remedy. */
  readonly missed: string[];
  /** Answered yes or partly, without evidence. */
  readonly unsupported: string[];
  readonly dimensions: DimensionScore[];
};

type Filled = { readonly form: FormContent; readonly profile: Profile; readonly answers: Answers };

/** Score, grade and weak points of what is answered; an item without an answer counts as no. */
export function resultOf({ form, profile, answers }: Filled): Result {
  const items = itemsOf(form, profile);
  const dimensions = form.dimensions
    .filter(({ code }) => items.some(({ dimension }) => dimension === code))
    .map(({ code }) => dimensionScore(code, items, answers));
  const points = sum(dimensions.map((one) => one.points));
  const score = points === 0 ? 0 : tenth((100 * sum(dimensions.map((one) => one.earned))) / points);
  const is = (item: FormItem, ...wanted: Answer[]): boolean => wanted.includes(answers[item.code]?.answer ?? 0);
  const key_missing = codes(items.filter((item) => item.key && is(item, 0)));
  const uncapped = gradeOf(score, form.scoring.cutoffs);
  return {
    score,
    grade: capped(uncapped, key_missing.length, form.scoring.caps),
    uncapped,
    key_missing,
    classes: [1, 2, 3, 4, 5, 6].filter((one) => covers(items, answers, one)),
    missed: codes(items.filter((item) => is(item, 0, 0.5))),
    unsupported: codes(items.filter((item) => is(item, 0.5, 1) && answers[item.code]?.supported !== true)),
    dimensions,
  };
}

/** Points of what does not apply are spread over the rest of the dimension, so that the dimension keeps its points. */
function dimensionScore(code: string, items: readonly FormItem[], answers: Answers): DimensionScore {
  const own = items.filter(({ dimension }) => dimension === code);
  const counting = own.filter((item) => answers[item.code]?.answer !== 'na');
  const [points, counted] = [sum(own.map(({ weight }) => weight)), sum(counting.map(({ weight }) => weight))];
  const got = sum(counting.map((item) => item.weight * pointsOf(answers[item.code]?.answer)));
  return {
    code,
    score: counted === 0 ? null : tenth((100 * got) / counted),
    points: counted === 0 ? 0 : points,
    earned: counted === 0 ? 0 : (got / counted) * points,
    answered: own.filter((item) => answers[item.code] !== undefined).length,
    asked: own.length,
  };
}

/** A class of measures is covered when one of its items is wholly in place and none of its key items is missing. */
function covers(items: readonly FormItem[], answers: Answers, one: number): boolean {
  const own = items.filter(({ classes }) => classes.includes(one));
  const answer = (item: FormItem): Answer => answers[item.code]?.answer ?? 0;
  return own.some((item) => answer(item) === 1) && !own.some((item) => item.key && answer(item) === 0);
}

/** The grade of a score alone: the best whose least score is reached, D below all. */
export const gradeOf = (score: number, { A, B, C }: FormContent['scoring']['cutoffs']): Grade =>
  score >= A ? 'A' : score >= B ? 'B' : score >= C ? 'C' : 'D';

/** Missing key items let no better grade pass than the caps say. */
function capped(grade: Grade, missing: number, caps: FormContent['scoring']['caps']): Grade {
  const binding = caps.filter((cap) => missing >= cap.missing).map((cap) => cap.grade);
  // A to D sort as letters: the later one is the worse.
  return [grade, ...binding].sort().at(-1) ?? grade;
}

/** The days until the next assessment, by grade. */
export const retestDays = (form: FormContent, grade: Grade): number => form.scoring.retest_days[grade];

/** Dimensions whose part that does not apply is larger than the form allows. */
export const naExcess = ({ form, profile, answers }: Filled): string[] =>
  form.dimensions
    .map(({ code }) => code)
    .filter((code) => {
      const own = itemsOf(form, profile).filter(({ dimension }) => dimension === code);
      const out = sum(own.filter((item) => answers[item.code]?.answer === 'na').map(({ weight }) => weight));
      return out > form.scoring.na_share * sum(own.map(({ weight }) => weight)) + 1e-9;
    });

/** Items asked that have no answer yet, in the order of the form. */
export const unanswered = ({ form, profile, answers }: Filled): string[] =>
  codes(itemsOf(form, profile).filter(({ code }) => answers[code] === undefined));

/** What is sent can stand: the item is asked, `na` has its reason, and not too much of a dimension is `na`. */
export function checkAnswers(
  filled: Filled,
  sent: readonly { item: string; answer: Answer | null; reason?: string | null }[],
): void {
  const asked = new Set(codes(itemsOf(filled.form, filled.profile)));
  for (const { item, answer, reason } of sent) {
    if (!asked.has(item)) throw new Refused('item_not_asked', { item, field: 'answers' });
    if (answer === 'na' && !reason?.trim()) throw new Refused('reason_needed', { item, field: 'answers' });
  }
  const [dimension] = naExcess(filled);
  if (dimension && sent.some(({ answer }) => answer === 'na'))
    throw new Refused('na_too_many', {
      dimension,
      percent: Math.round(filled.form.scoring.na_share * 100),
      field: 'answers',
    });
}

/** A finished assessment is whole: answers_missing (how many, which first), na_too_many. */
export function checkFinish(filled: Filled): void {
  const missing = unanswered(filled);
  if (missing.length > 0) throw new Refused('answers_missing', { count: missing.length, item: missing[0] ?? '' });
  const [dimension] = naExcess(filled);
  if (dimension)
    throw new Refused('na_too_many', { dimension, percent: Math.round(filled.form.scoring.na_share * 100) });
}

/** What a weak answer tells whoever makes a remedy of it. */
export type WeakAnswer = {
  readonly item: string;
  readonly answer: 0 | 0.5;
  readonly key: boolean;
  readonly document: string | null;
};

/** Items answered no or partly, key items first, then by weight: the order in which they are worth closing. */
export const weakAnswers = ({ form, profile, answers }: Filled): WeakAnswer[] =>
  itemsOf(form, profile)
    .flatMap((item) => {
      const answer = answers[item.code]?.answer;
      return answer === 0 || answer === 0.5 ? [{ item, answer }] : [];
    })
    .sort((a, b) => Number(b.item.key) - Number(a.item.key) || lost(b) - lost(a))
    .map(({ item, answer }) => ({ item: item.code, answer, key: item.key, document: item.document }));

const lost = ({ item, answer }: { item: FormItem; answer: number }): number => item.weight * (1 - answer);

export type Change = { readonly item: string; readonly from: Answer | null; readonly to: Answer | null };

/** What changed between two assessments of a firm, by item code; forms may differ. */
export const changesBetween = (before: Answers, after: Answers): Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((item) => ({ item, from: before[item]?.answer ?? null, to: after[item]?.answer ?? null }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => byCode(a.item, b.item));

/** A2 before A10. */
const byCode = (a: string, b: string): number =>
  a.charAt(0).localeCompare(b.charAt(0)) || Number(a.slice(1)) - Number(b.slice(1));

const pointsOf = (answer: Answer | undefined): number => (typeof answer === 'number' ? answer : 0);
const codes = (items: readonly FormItem[]): string[] => items.map(({ code }) => code);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const tenth = (number: number): number => Math.round(number * 10 + 1e-9) / 10;

/** Answers that go over to another version of the form: those of items that ask the same question under the same code. */
export function carryOver<T>(
  answers: { readonly [item: string]: T },
  from: readonly FormItem[],
  to: readonly FormItem[],
): Record<string, T> {
  const asked = new Map(from.map(({ code, question }) => [code, question.zh]));
  return Object.fromEntries(
    to.flatMap(({ code, question }) => {
      const answer = answers[code];
      return answer !== undefined && asked.get(code) === question.zh ? [[code, answer]] : [];
    }),
  );
}
