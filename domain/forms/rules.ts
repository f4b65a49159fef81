import { Refused } from '../refused.ts';
import type { FormContent } from './schema.ts';

/** What is wrong with a form, as data: the page has the sentences. `code` is the item or dimension, where there is one. */
export type FormProblem = {
  readonly kind:
    | 'weights'
    | 'no_key_item'
    | 'code_twice'
    | 'dimension_unknown'
    | 'dimension_empty'
    | 'cutoffs'
    | 'caps'
    | 'retest'
    | 'micro_empty';
  readonly code?: string;
  readonly value?: number;
};

export const fullScore = 100;

/** Everything that keeps a form from being published, in the order of the page; empty for a good form. */
export function problemsOf(form: FormContent): FormProblem[] {
  const codes = form.dimensions.map(({ code }) => code);
  const items = form.items.map(({ code }) => code);
  const total = weightOf(form.items);
  return [
    ...twice([...codes, ...items]).map((code): FormProblem => ({ kind: 'code_twice', code })),
    ...form.items
      .filter(({ dimension }) => !codes.includes(dimension))
      .map(({ code }): FormProblem => ({ kind: 'dimension_unknown', code })),
    ...codes
      .filter((code) => !form.items.some(({ dimension }) => dimension === code))
      .map((code): FormProblem => ({ kind: 'dimension_empty', code })),
    ...when(total !== fullScore, { kind: 'weights', value: total }),
    ...when(!form.items.some(({ key }) => key), { kind: 'no_key_item' }),
    ...when(!form.items.some(({ micro }) => micro), { kind: 'micro_empty' }),
    ...scoringProblems(form.scoring),
  ];
}

function scoringProblems({ cutoffs: { A, B, C }, caps, retest_days: days }: FormContent['scoring']): FormProblem[] {
  const ordered = caps.every((cap, place) => {
    const before = caps[place - 1];
    return before === undefined || (before.missing < cap.missing && before.grade < cap.grade);
  });
  return [
    ...when(!(A > B && B > C), { kind: 'cutoffs' }),
    ...when(!ordered, { kind: 'caps' }),
    ...when(!(days.A >= days.B && days.B >= days.C && days.C >= days.D), { kind: 'retest' }),
  ];
}

/** A form that is published can be filled and scored: form_invalid names the first problem. */
export function checkForm(form: FormContent): void {
  const [first] = problemsOf(form);
  if (first) throw new Refused('form_invalid', { ...first, field: 'content' });
}

/** Weights may be halves and tenths; their sum is told without the noise of binary fractions. */
export const weightOf = (items: readonly { readonly weight: number }[]): number =>
  Math.round(items.reduce((sum, { weight }) => sum + weight, 0) * 1_000) / 1_000;

const when = (wrong: boolean, problem: FormProblem): FormProblem[] => (wrong ? [problem] : []);

const twice = (codes: readonly string[]): string[] => [
  ...new Set(codes.filter((code, place) => codes.indexOf(code) !== place)),
];
