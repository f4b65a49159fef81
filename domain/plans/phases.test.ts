import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const read = (steps: string) =>
  printDraft(readPlan(`甲县商业秘密保护工作方案\n一、工作目标\n推进保护。\n二、工作步骤\n${steps}`));
const phases = (steps: string) => read(steps).phases.map(({ title, from, to }) => [title, from, to]);

test.each([
  [
    '（一）动员部署（2024年底前）。部署。\n（二）实施（2025年1月至6月）。实施。',
    [
      ['动员部署', null, '2024-12-31'],
      ['实施', '2025-01-01', '2025-06-30'],
    ],
  ],
  [
    '（一）2024年7月至8月：宣传摸底。\n（二）2024年9月起：全面实施。',
    [
      ['宣传摸底', '2024-07-01', '2024-08-31'],
      ['全面实施', '2024-09-01', null],
    ],
  ],
  [
    '第一阶段：动员部署（2024年3月1日—4月30日）。部署。\n第二阶段：组织实施（2024年5月—12月）。实施。',
    [
      ['动员部署', '2024-03-01', '2024-04-30'],
      ['组织实施', '2024-05-01', '2024-12-31'],
    ],
  ],
  [
    '2024年5月至6月为动员部署阶段，制定方案。7月至11月为集中整治阶段，开展检查。',
    [
      ['动员部署阶段', '2024-05-01', '2024-06-30'],
      ['集中整治阶段', '2024-07-01', '2024-11-30'],
    ],
  ],
  [
    '（一）试点申请\n工作方案经审核后，于2024年5月15日前上报。\n（二）试点启动\n试点地区于2024年7月全面启动试点工作，试点周期为3年。',
    [
      ['试点申请', null, '2024-05-15'],
      ['试点启动', '2024-07-01', '2027-06-30'],
    ],
  ],
])('[C02] %j', (steps, expected) => {
  expect(phases(steps)).toEqual(expected);
});

test('[C02] end before start is kept as read, with a conflict; overlaps too', () => {
  const wrong = read('（一）甲阶段（2024年9月至2024年3月）。做。\n（二）乙阶段（2024年10月至12月）。做。');
  expect(wrong.phases[0]).toMatchObject({ from: '2024-09-01', to: '2024-03-31' });
  expect(wrong.notes.map((note) => note.level)).toContain('conflict');
  const over = read('（一）甲阶段（2024年1月至6月）。做。\n（二）乙阶段（2024年5月至12月）。做。');
  expect(over.notes).toMatchObject([{ level: 'conflict' }]);
});

test('[C02] 30 February is null and noted, never rolled over', () => {
  const draft = read('（一）甲阶段（2024年1月1日至2024年2月30日）。做。\n（二）乙阶段（2024年3月至12月）。做。');
  expect(draft.phases[0]).toMatchObject({ from: '2024-01-01', to: null });
  expect(draft.notes.map((note) => note.message).join()).toContain('2月30日');
});

test('[C02] a table of phases', () => {
  const steps =
    '| 阶段 | 时间 | 工作内容 |\n|---|---|---|\n| 启动阶段 | 2024年1月—3月 | 部署 |\n| 实施阶段 | 2024年4月—12月 | 推进 |\n';
  expect(phases(steps)).toEqual([
    ['启动阶段', '2024-01-01', '2024-03-31'],
    ['实施阶段', '2024-04-01', '2024-12-31'],
  ]);
});

test('[C01] period: stated, by start and length, by title, spanned by phases, or unknown', () => {
  const period = (text: string) => printDraft(readPlan(text)).period;
  expect(period('甲县方案\n一、工作目标\n2022年到2023年，通过二年时间的努力，提升水平。')).toEqual({
    from: '2022-01-01',
    to: '2023-12-31',
  });
  expect(period('甲县方案\n一、步骤\n试点于2022年7月启动，周期3年，用3年时间完成。')).toEqual({
    from: '2022-07-01',
    to: '2025-06-30',
  });
  expect(period('甲县商业秘密保护行动计划（2024—2026年）\n一、目标\n提升。')).toEqual({
    from: '2024-01-01',
    to: '2026-12-31',
  });
  expect(period('甲县商业秘密保护工作方案\n一、目标\n提升水平。')).toBeNull();
  const notes = read(
    '本行动用3年时间。\n（一）甲阶段（2024年1月至6月）。做。\n（二）乙阶段（2024年7月至12月）。做。',
  ).notes;
  expect(notes.map((note) => note.level)).toContain('conflict');
});
