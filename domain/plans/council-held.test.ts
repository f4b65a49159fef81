import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const draft = (text: string) => printDraft(readPlan(text));
const council = (text: string) => draft(text).council;

test.each([
  ['由区长任组长，分管副区长担任常务副组长，区公安局、区司法局主要负责人担任副组长，区财政局、区商务局为成员。'],
  [
    '组长由区长担任，常务副组长由分管副区长担任，副组长由区公安局、区司法局主要负责人担任，成员由区财政局、区商务局组成。',
  ],
  ['区长任组长，分管副区长任第一副组长，区公安局、区司法局主要负责人任副组长，区财政局、区商务局为组员。'],
])('[C05] deputies of two ranks: %s', (text) => {
  const found = council(`一、组织领导\n成立甲区商业秘密保护领导小组，${text}\n`);
  expect(found?.head).toBe('区长');
  expect(found?.deputies).toEqual(['分管副区长', '区公安局主要负责人', '区司法局主要负责人']);
  expect(found?.members.map(({ unit }) => unit)).toEqual(['区财政局', '区商务局']);
});

test('[C05] a working group of a park with 组员, its office and numbered duties', () => {
  const found = council(
    '一、组织保障\n成立示范园区创建工作小组，由园区管委会主任任组长，分管副主任任副组长，企业服务部、综合部、安全部负责人为组员。工作小组办公室设在企业服务部，承担以下职责：1.统筹推进创建工作；2.组织督查；3.完成其他事项。\n',
  );
  expect(found?.name).toBe('示范园区创建工作小组');
  expect(found?.members).toEqual([
    { unit: '企业服务部', post: '负责人' },
    { unit: '综合部', post: '负责人' },
    { unit: '安全部', post: '负责人' },
  ]);
  expect(found?.office).toBe('企业服务部');
  expect(found?.office_duties).toEqual(['统筹推进创建工作', '组织督查', '完成其他事项']);
});

test.each(['（共3个单位）', '（共3家）', '(共计3个成员单位)', '（以上共3个部门）'])(
  '[C05] how many members there are is no member: %s',
  (count) => {
    const found = council(
      `一、主要任务\n1.走访企业。\n附件\n甲市联席会议组成单位\n召集人：市政府副市长\n副召集人：市市场监管局局长\n成员单位：市公安局、市司法局、市工商联${count}\n`,
    );
    expect(found?.members.map(({ unit }) => unit)).toEqual(['市公安局', '市司法局', '市工商联']);
    expect(found?.member_duties).toEqual([]);
  },
);

const phases = (first: string, second: string) =>
  draft(
    `甲县2026年方案\n一、实施步骤\n（一）启动阶段（${first}）。部署。\n（二）推进阶段（${second}）。实施。\n`,
  ).notes.filter(({ level }) => level === 'conflict');

test('[C02] stages that share ten days follow each other; those that share a month overlap', () => {
  expect(phases('2026年3月上旬至5月中旬', '2026年5月中旬至8月')).toEqual([]);
  expect(phases('2026年3月至6月', '2026年5月至8月')).toHaveLength(1);
});
