import { expect, test } from 'vitest';
import { addMonths } from '../clock.ts';
import { emptyBody, readBody, searchText } from './body.ts';
import { checkLevelWords, checkPeriod, needsSecond, nextReview, partsOf, sizeOfPart, usualWords } from './rules.ts';
import { countSealedFor } from './sealed.ts';
import { elementsOf, suggestLevel } from './sheet.ts';

test('[C20] the words of state secrets are no levels, however they are spaced (保守国家秘密法 art. 14)', () => {
  expect(checkLevelWords(usualWords)).toEqual(usualWords);
  for (const word of ['绝密', '机密', '秘密', ' 秘 密 '])
    expect(() => checkLevelWords({ ...usualWords, core: word })).toThrow('level_words_state');
  expect(() => checkLevelWords({ ...usualWords, core: '重要' })).toThrow('level_words_same');
  expect(() => checkLevelWords({ ...usualWords, core: '' })).toThrow('invalid');
});

test('[C20] a period until a day names a day to come, the others name none (2010 rules art. 14)', () => {
  expect(() => checkPeriod({ period: 'day', period_to: '2026-11-22' }, '2026-11-21')).not.toThrow();
  for (const term of [
    { period: 'day' },
    { period: 'day', period_to: '2026-11-21' },
    { period: 'long', period_to: '2030-01-01' },
  ])
    expect(() => checkPeriod(term, '2026-11-21')).toThrow('period_wrong');
});

test('[C20] two people classify, change, declassify and destroy; one lets an ordinary secret out', () => {
  expect(['classify', 'change', 'declassify', 'destroy'].every((kind) => needsSecond(kind, 'ordinary'))).toBe(true);
  expect([
    needsSecond('disclose', 'core'),
    needsSecond('disclose', 'important'),
    needsSecond('review', 'core'),
  ]).toEqual([true, false, false]);
});

test('months are counted by the calendar; a review is not later than the end of the period', () => {
  expect([addMonths('2026-08-31', 6), addMonths('2026-12-15', 1), addMonths('2024-01-31', 1)]).toEqual([
    '2027-02-28',
    '2027-01-15',
    '2024-02-29',
  ]);
  expect(nextReview('2026-11-21', { months: 12, period_to: '2027-03-01' })).toBe('2027-03-01');
  expect(nextReview('2026-11-21', { months: 6, period_to: null })).toBe('2027-05-21');
});

test('parts of a file: 4 MiB and a shorter last one, below 4 GiB', () => {
  const mib = 1024 * 1024;
  expect([partsOf(1), partsOf(4 * mib), partsOf(4 * mib + 1)]).toEqual([1, 1, 2]);
  expect([sizeOfPart(4 * mib + 1, 1), sizeOfPart(4 * mib + 1, 2)]).toEqual([4 * mib, 1]);
  expect(() => partsOf(5_000 * mib)).toThrow('file_too_large');
});

test('only an age file for X25519 keys passes for sealed', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const [share, mac] = ['A'.repeat(43), 'B'.repeat(43)];
  const one = `-> X25519 ${share}\n${share}\n`;
  expect(countSealedFor(bytes(`age-encryption.org/v1\n${one}${one}--- ${mac}\nrest`))).toBe(2);
  for (const text of [
    '',
    '示例',
    '{"title":"示例"}',
    'age-encryption.org/v1\n',
    `age-encryption.org/v1\n--- ${mac}\n`,
    `age-encryption.org/v1\n-> scrypt x 18\n${share}\n--- ${mac}\n`,
  ])
    expect(() => countSealedFor(bytes(text)), text).toThrow('not_sealed');
});

test('[C20] the three elements: any way of being known, no value, or no measure (Fa Shi [2020] 7 arts 3-7)', () => {
  expect(elementsOf({ known: [], valuable: true, measures: 1 })).toEqual({
    secrecy: true,
    value: true,
    measures: true,
  });
  expect(elementsOf({ known: ['published'], valuable: false, measures: 0 })).toEqual({
    secrecy: false,
    value: false,
    measures: false,
  });
  expect([
    suggestLevel({ damage: 4, ease: 1 }),
    suggestLevel({ damage: 3, ease: 3 }),
    suggestLevel({ damage: 1, ease: 4 }),
  ]).toEqual(['core', 'important', 'ordinary']);
});

test('an opened body of any shape is read; what is odd is empty', () => {
  expect(readBody(null)).toEqual({ ...emptyBody, kind: 'other' });
  const body = readBody({ title: '示例', kind: 'business', measures: ['rules', 'magic'], files: [{ id: 1 }], cost: 5 });
  expect(body).toMatchObject({ title: '示例', kind: 'business', measures: ['rules'], files: [], cost: '' });
  expect(searchText({ ...emptyBody, title: 'ABC' })).toContain('abc');
});
