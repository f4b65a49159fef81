import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Check } from 'typebox/value';
import { expect, test } from 'vitest';
import { checkForm, fullScore, problemsOf, weightOf } from '#domain/forms/rules.ts';
import { FormContent } from '#domain/forms/schema.ts';

const seed = JSON.parse(readFileSync(join(import.meta.dirname, 'default-1.json'), 'utf8'));
const form: FormContent = seed.content;

test('[C17] the default form is the table of domain-facts 7.2: 9 dimensions, 60 items, 100 points, 12 key items', () => {
  expect(Check(FormContent, form)).toBe(true);
  expect(problemsOf(form)).toEqual([]);
  expect([form.dimensions.length, form.items.length, weightOf(form.items)]).toEqual([9, 60, fullScore]);
  const points = form.dimensions.map(({ code }) => weightOf(form.items.filter(({ dimension }) => dimension === code)));
  expect(points).toEqual([8, 10, 16, 18, 10, 8, 14, 8, 8]);
  const keys = form.items.filter(({ key }) => key).map(({ code }) => code);
  expect(keys).toEqual(['A1', 'B1', 'C1', 'C2', 'C5', 'D2', 'D8', 'E1', 'F1', 'G1', 'G2', 'H1']);
});

test('[C17] the micro profile is all key items and those of weight 2 or more in C, D, G: 21, as the table says', () => {
  const micro = form.items.filter((item) => item.micro).map(({ code }) => code);
  const rule = form.items.filter(({ key, weight, dimension }) => key || (weight >= 2 && 'CDG'.includes(dimension)));
  expect(micro).toEqual(rule.map(({ code }) => code));
  expect(micro).toHaveLength(21);
});

test('every text of the default form is there in both languages, and every text at hand is in the library', () => {
  const library = readdirSync(join(import.meta.dirname, '../documents'));
  for (const { code, document } of form.items) if (document) expect(library, code).toContain(`${document}.md`);
  for (const item of form.items)
    for (const name of ['question', 'why', 'help', 'evidence', 'remedy'] as const) {
      expect(item[name].zh.length, `${item.code} ${name}`).toBeGreaterThan(1);
      expect(item[name].en.length, `${item.code} ${name}`).toBeGreaterThan(1);
    }
});

const changed = (change: (draft: FormContent) => unknown): FormContent => {
  const draft = structuredClone(form);
  change(draft);
  return draft;
};

const first = (draft: FormContent): FormContent['items'][number] => {
  const [item] = draft.items;
  if (!item) throw new Error('the default form has items');
  return item;
};

test.each<[string, FormContent, object]>([
  ['weights', changed((draft) => Object.assign(first(draft), { weight: 3 })), { kind: 'weights', value: 101 }],
  [
    'no key item',
    changed((draft) => {
      for (const item of draft.items) item.key = false;
    }),
    { kind: 'no_key_item' },
  ],
  ['a code twice', changed((draft) => Object.assign(first(draft), { code: 'A2' })), { kind: 'code_twice', code: 'A2' }],
  [
    'a dimension unknown',
    changed((draft) => Object.assign(first(draft), { dimension: 'Z' })),
    { kind: 'dimension_unknown', code: 'A1' },
  ],
  [
    'a dimension empty',
    changed((draft) => draft.dimensions.push({ code: 'J', title: { zh: '其他', en: '' } })),
    { kind: 'dimension_empty', code: 'J' },
  ],
  ['cut-offs', changed((draft) => Object.assign(draft.scoring.cutoffs, { B: 95 })), { kind: 'cutoffs' }],
  ['caps', changed((draft) => draft.scoring.caps.reverse()), { kind: 'caps' }],
  ['re-test days', changed((draft) => Object.assign(draft.scoring.retest_days, { D: 999 })), { kind: 'retest' }],
])('a form with a fault in %s is not published', (_title, draft, problem) => {
  expect(problemsOf(draft)).toContainEqual(problem);
  expect(() => checkForm(draft)).toThrow('form_invalid');
});
