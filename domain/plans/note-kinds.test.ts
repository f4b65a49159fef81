import { expect, test } from 'vitest';
import { noteKind } from './note-kinds.ts';
import { readPlan } from './read.ts';

const phases = (one: string, two: string) =>
  `示例方案\n\n一、实施步骤\n（一）部署阶段（${one}）。开会。\n（二）推进阶段（${two}）。推进。\n`;

test.each([
  ['overlapping phases', phases('2026年1月至2026年6月', '2026年3月至2026年9月')],
  ['an end before its start', phases('2026年6月至2026年1月', '2026年7月至2026年9月')],
  ['no phases', '示例方案\n\n一、总体要求\n加强保护。\n'],
  ['no text', '  '],
])('every note of the reader is known, so that the English screen can say it: %s', (_, text) => {
  const { notes } = readPlan(text);
  expect(notes.length).toBeGreaterThan(0);
  expect(notes.filter(({ message }) => noteKind(message) === null)).toEqual([]);
});
