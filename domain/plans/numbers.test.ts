import { expect, test } from 'vitest';
import { readNumber } from './numbers.ts';

test.each([
  ['15', 15],
  ['1,200', 1200],
  ['1.5万', 15000],
  ['二十', 20],
  ['十', 10],
  ['十五', 15],
  ['一百零五', 105],
  ['一百二十', 120],
  ['一百五', 150],
  ['两', 2],
  ['二〇二三', 2023],
  ['三千', 3000],
  ['2万', 20000],
])('[C04] %s is %d', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test.each([[''], ['企业'], ['第'], ['1.2.3']])('[C04] %j is no number', (text) => {
  expect(readNumber(text)).toBeNull();
});
