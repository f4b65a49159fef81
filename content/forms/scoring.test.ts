import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FormContent } from '#domain/forms/schema.ts';
import {
  type Answer,
  type Answers,
  carryOver,
  changesBetween,
  checkAnswers,
  checkFinish,
  itemsOf,
  naExcess,
  type Profile,
  profileFor,
  resultOf,
  weakAnswers,
} from '#domain/assessments/rules.ts';

const form: FormContent = JSON.parse(
  readFileSync(join(import.meta.dirname, 'default-1.json'), 'utf8'),
).content;

const all = (answer: Answer, change: Record<string, Answer> = {}, profile: Profile = 'standard'): Answers =>
  Object.fromEntries(
    itemsOf(form, profile).map(({ code }) => [
      code,
      { answer: change[code] ?? answer, reason: '不涉及', supported: true },
    ]),
  );
const score = (answers: Answers, profile: Profile = 'standard') => resultOf({ form, profile, answers });

test('[C17] domain-facts 7.2: yes 1, partly 0.5, no 0; A from 90, B from 75, C from 60', () => {
  expect(score(all(1))).toMatchObject({
    score: 100,
    grade: 'A',
    key_missing: [],
    missed: [],
    classes: [1, 2, 3, 4, 5, 6],
  });
  expect(score(all(0.5))).toMatchObject({ score: 50, grade: 'D', uncapped: 'D', key_missing: [], classes: [] });
  expect(score(all(0))).toMatchObject({ score: 0, grade: 'D' });
  // Ten points lost without a key item: exactly 90.
  const ten = { A2: 0, B2: 0, B3: 0, B4: 0, E2: 0 } as const;
  expect(score(all(1, ten))).toMatchObject({ score: 90, grade: 'A' });
  expect(score(all(1, { ...ten, A3: 0.5 }))).toMatchObject({ score: 89.5, grade: 'B' });
});

test('[C17] one key item at 0 caps the grade at C, three cap it at D; a partly does not', () => {
  expect(score(all(1, { E1: 0.5 }))).toMatchObject({ score: 99, grade: 'A', key_missing: [] });
  expect(score(all(1, { E1: 0 }))).toMatchObject({ score: 98, grade: 'C', uncapped: 'A', key_missing: ['E1'] });
  expect(score(all(1, { E1: 0, F1: 0 }))).toMatchObject({ score: 96, grade: 'C' });
  expect(score(all(1, { E1: 0, F1: 0, H1: 0 }))).toMatchObject({ score: 94, grade: 'D', uncapped: 'A' });
});

test('[C17] what does not apply spreads its points over its dimension, at most a fifth of it', () => {
  // E6 is 2 of 10: allowed. The other 8 points carry the 10.
  expect(score(all(1, { E6: 'na' })).score).toBe(100);
  const { score: got, dimensions } = score(all(1, { E6: 'na', E2: 0 }));
  expect(got).toBe(97.5);
  expect(dimensions.find(({ code }) => code === 'E')).toMatchObject({ score: 75, points: 10, earned: 7.5 });
  expect(naExcess({ form, profile: 'standard', answers: all(1, { E6: 'na' }) })).toEqual([]);
  expect(naExcess({ form, profile: 'standard', answers: all(1, { E6: 'na', E5: 'na' }) })).toEqual(['E']);
  expect(naExcess({ form, profile: 'standard', answers: all(1, { F2: 'na' }) })).toEqual(['F']);
});

test('answers that cannot stand are refused by name: an item not asked, na without a reason, too many na', () => {
  const check = (item: string, answer: Answer, reason?: string) => () =>
    checkAnswers({ form, profile: 'micro', answers: { [item]: { answer } } }, [
      { item, answer, reason: reason ?? null },
    ]);
  expect(check('A2', 1)).toThrow('item_not_asked');
  expect(check('D6', 'na', ' ')).toThrow('reason_needed');
  expect(check('D6', 'na', '没有竞业限制')).not.toThrow();
  expect(check('F1', 'na', '没有场所')).toThrow('na_too_many');
  expect(() => checkFinish({ form, profile: 'standard', answers: {} })).toThrow(
    /answers_missing.*"count":60.*"item":"A1"/,
  );
  expect(() => checkFinish({ form, profile: 'standard', answers: all(1) })).not.toThrow();
});

test('[C17] a micro firm answers 21 items and can reach 100 as well', () => {
  expect(profileFor('micro')).toBe('micro');
  expect([profileFor('small'), profileFor(null)]).toEqual(['standard', 'standard']);
  expect(itemsOf(form, 'micro')).toHaveLength(21);
  expect(score(all(1, {}, 'micro'), 'micro')).toMatchObject({ score: 100, grade: 'A' });
});

test('a legal class is covered when one of its items is in place and no key item of it is missing', () => {
  const only = (...items: string[]) =>
    score(all(0.5, Object.fromEntries(items.map((item) => [item, 1 as const])))).classes;
  expect(only('F2')).toEqual([3]);
  expect(only('F3')).toEqual([2, 3]);
  expect(score(all(0.5, { F2: 1, F1: 0 })).classes).toEqual([]);
});

test('a better answer never lowers score or grade, whatever the others are', () => {
  let seed = 7;
  const chance = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * most);
  };
  const values: readonly Answer[] = [0, 0.5, 1];
  const applying = new Set(['D6', 'E6', 'H6', 'C8']);
  for (let round = 0; round < 400; round += 1) {
    const profile: Profile = round % 2 === 0 ? 'standard' : 'micro';
    const items = itemsOf(form, profile);
    const answers: Answers = Object.fromEntries(
      items.map(({ code }) => [
        code,
        { answer: applying.has(code) && chance(3) === 0 ? 'na' : (values[chance(3)] ?? 0) },
      ]),
    );
    const before = resultOf({ form, profile, answers });
    const { code = '' } = items[chance(items.length)] ?? {};
    const now = answers[code]?.answer;
    if (now === 'na' || now === 1 || now === undefined) continue;
    const after = resultOf({ form, profile, answers: { ...answers, [code]: { answer: now === 0 ? 0.5 : 1 } } });
    expect(after.score, code).toBeGreaterThanOrEqual(before.score);
    expect(after.grade <= before.grade, code).toBe(true);
    expect(before.score >= 0 && before.score <= 100).toBe(true);
  }
});

test('weak answers come key items first, then by points lost; unsupported ones are told', () => {
  const filled = { form, profile: 'standard' as const, answers: all(1, { B5: 0, C4: 0, H1: 0, C2: 0.5 }) };
  expect(weakAnswers(filled).map(({ item }) => item)).toEqual(['H1', 'C2', 'C4', 'B5']);
  expect(weakAnswers(filled)[0]).toEqual({ item: 'H1', answer: 0, key: true, document: 'partner-nda' });
  expect(resultOf({ ...filled, answers: { ...filled.answers, A1: { answer: 1 } } }).unsupported).toEqual(['A1']);
});

test('what changed since last time, by item; what was not asked before has no earlier answer', () => {
  const answered = (answer: Answer) => ({ answer });
  expect(
    changesBetween(
      { A1: answered(0), A2: answered(1), D10: answered(0) },
      { A1: answered(1), A2: answered(1), D2: answered(0.5) },
    ),
  ).toEqual([
    { item: 'A1', from: 0, to: 1 },
    { item: 'D2', from: null, to: 0.5 },
    { item: 'D10', from: 0, to: null },
  ]);
});

test('another version of the form takes over what asks the same, and asks the rest anew', () => {
  const [one, two] = form.items;
  if (!one || !two) throw new Error('the default form has items');
  const asked = [one, { ...two, question: { zh: '另一个问题？', en: '' } }];
  expect(carryOver({ A1: 'kept', A2: 'lost', Z9: 'gone' }, form.items, asked)).toEqual({ A1: 'kept' });
});
