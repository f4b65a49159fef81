import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const read = (text: string) => printDraft(readPlan(text));

test('[C02] a schedule is a table of phases, not of tasks', () => {
  const draft = read(
    '甲市通知\n一、整治重点\n（一）窃取行为。重点查处。\n二、时间安排\n| 阶段 | 时间 | 主要工作 | 责任单位 |\n| --- | --- | --- | --- |\n| 动员部署阶段 | 2023年4月 | 召开动员会 | 竞争科 |\n| 集中查处阶段 | 2023年5月—11月10日 | 立案查处 | 执法支队 |\n',
  );
  expect(draft.phases.map(({ title, from, to }) => [title, from, to])).toEqual([
    ['动员部署阶段', '2023-04-01', '2023-04-30'],
    ['集中查处阶段', '2023-05-01', '2023-11-10'],
  ]);
  expect(draft.measures.map(({ title }) => title)).toEqual(['窃取行为']);
});

test('[C03] columns of blanks', () => {
  const draft = read(
    '甲镇工作任务清单\n\n序号    工作任务                  责任单位            完成时限\n1       建立联系点3个             镇市场监管所        2025年6月底\n2       组织培训，广泛宣传        镇司法所            2025年9月底\n3       开展检查4次               镇执法队            全年\n',
  );
  expect(draft.measures[0]?.tasks.map(({ no, text, lead_units, due_on }) => [no, text, lead_units, due_on])).toEqual([
    ['1', '建立联系点3个', ['镇市场监管所'], '2025-06-30'],
    ['2', '组织培训，广泛宣传', ['镇司法所'], '2025-09-30'],
    ['3', '开展检查4次', ['镇执法队'], null],
  ]);
});

test('[C03] columns of tabs with rows that name groups, the first behind the heading', () => {
  const draft = read(
    '甲区任务分解表\n\n序号\t重点任务\t具体内容\t牵头单位\t完成时限\n一、健全机制\n1\t建立会议\t印发制度\t区市场监管局\t2025年3月\n二、强化保护\n2\t专项执法\t开展行动3次\t区市场监管局\t全年\n',
  );
  expect(draft.measures.map(({ no, title, tasks }) => [no, title, tasks.length])).toEqual([
    ['一', '健全机制', 1],
    ['二', '强化保护', 1],
  ]);
});

test('[C03] the number of a page between two halves of a sentence', () => {
  const draft = read(
    '甲县方案\n一、主要任务\n（一）源头治理。对企业逐户走访，\n            — 12 —\n帮助企业查找风险点。\n',
  );
  expect(draft.measures[0]?.tasks.map(({ text }) => text)).toEqual(['对企业逐户走访，帮助企业查找风险点。']);
});

test('[C02] steps told in running text, and under ordinals', () => {
  const told = read(
    '2025年甲市计划\n一、主要任务\n（一）夯实基础。抓好落实。\n二、时间进度\n第一季度，制定计划。第二、三季度，组织实施。第四季度，考核验收。\n',
  );
  expect(told.phases.map(({ title, from, to }) => [title, from, to])).toEqual([
    ['制定计划', '2025-01-01', '2025-03-31'],
    ['组织实施', '2025-04-01', '2025-09-30'],
    ['考核验收', '2025-10-01', '2025-12-31'],
  ]);
  const ordinal = read(
    '甲市方案\n一、实施步骤\n（一）第一阶段：启动部署（2025年3月至4月）。\n（二）第二阶段：全面实施（2025年5月至12月）。\n',
  );
  expect(ordinal.phases.map(({ title }) => title)).toEqual(['启动部署', '全面实施']);
});
