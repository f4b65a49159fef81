import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';
import { isUnitList, readUnits } from './units.ts';

test.each([
  ['责任单位：省局、省司法厅，列第一位者为牵头单位，下同', ['省局'], ['省司法厅']],
  ['责任单位：省局、省公安厅（排在首位的为牵头单位）', ['省局'], ['省公安厅']],
  ['省局、省公安厅，排名第一的单位为牵头单位，其他单位为配合单位', ['省局'], ['省公安厅']],
  ['市局（牵头）、市公安局、市法院', ['市局'], ['市公安局', '市法院']],
  ['市局（牵头单位），市公安局（配合单位）', ['市局'], ['市公安局']],
  ['法规处牵头，执法局配合', ['法规处'], ['执法局']],
])('[C03] %s', (text, lead, supporting) => {
  expect(readUnits(text)).toEqual({ lead, supporting });
});

test.each([
  ['执法稽查局，全年', true],
  ['人事处、反不正当竞争局，9月底前', true],
  ['各县区局，6月、12月', true],
  ['市、区', false],
  ['以下简称省局', false],
  ['含园区、街道办事处', false],
])('[C03] a bracket of nothing but units: %s is %s', (text, expected) => {
  expect(isUnitList(text)).toBe(expected);
});

const tasks = (text: string) => printDraft(readPlan(text)).measures.flatMap((measure) => measure.tasks);

test('[C03] from the rule on, the first of every list leads', () => {
  const found = tasks(
    '甲省方案\n一、重点任务\n（一）完善制度。修订条例。（责任单位：省局、省司法厅，列首位的为牵头单位，下同）\n（二）加强执法。开展执法。（责任单位：省局、省公安厅）\n（三）培养人才。开设课程。（责任单位：省教育厅、省人社厅、省局）\n',
  );
  expect(found.map((task) => [task.lead_units, task.supporting_units])).toEqual([
    [['省局'], ['省司法厅']],
    [['省局'], ['省公安厅']],
    [['省教育厅'], ['省人社厅', '省局']],
  ]);
});

test('[C03] a line of units and time below several items holds for all of them', () => {
  const found = tasks(
    '甲市方案\n一、重点任务\n（一）健全制度\n1.制定办法。\n2.建立台账。\n责任单位：市局、市司法局\n完成时限：2024年12月\n（二）从严执法\n1.严查案件。\n责任单位：市公安局\n',
  );
  expect(found.map((task) => [task.lead_units, task.due_on])).toEqual([
    [['市局', '市司法局'], '2024-12-31'],
    [['市局', '市司法局'], '2024-12-31'],
    [['市公安局'], null],
  ]);
});

test('[C03] the day in the bracket outweighs the quarter in the text; quarters in pairs', () => {
  const found = tasks(
    '甲县方案\n2024年3月8日印发\n一、行动内容\n1.示范引领。第四季度，评选一批企业。（县局牵头，县财政局配合，2024年12月15日前完成）\n2.诊断帮扶。2024年第二、三季度，组织诊断。（县局负责）\n',
  );
  expect(found.map((task) => [task.due_on, task.from, task.to])).toEqual([
    ['2024-12-15', null, null],
    [null, '2024-04-01', '2024-09-30'],
  ]);
});

test('[C03] numbered items inside a paragraph, and lines of units are never joined with what follows', () => {
  const found = tasks(
    '甲区方案\n一、试点任务\n1、构建体系。（1）成立专班；（2）聘请专家。\n2、加强服务。开展服务。责任单位：区法院、区检察院\n\n本措施自印发之日起施行，有效期3年。\n',
  );
  expect(found.map(({ no, text }) => [no, text])).toEqual([
    ['（1）', '成立专班'],
    ['（2）', '聘请专家。'],
    [null, '开展服务。'],
  ]);
  expect(found[2]?.lead_units).toEqual(['区法院', '区检察院']);
});

test('[C03] items that carry nothing but a unit and a time in brackets are acts of their section', () => {
  const draft = printDraft(
    readPlan(
      '甲市2024年工作要点\n一、健全网络\n（一）新建服务站12个。其中开发区2个。（竞争处、各区县局；9月底前）\n（二）组建服务队不少于10支。（竞争处；6月底前）\n二、提升服务\n（三）遴选20家企业开展辅导。（竞争处、登记处；全年）\n（四）编印汇编1本。（竞争处；11月底前）\n',
    ),
  );
  expect(draft.measures.map(({ title, tasks }) => [title, tasks.length])).toEqual([
    ['健全网络', 2],
    ['提升服务', 2],
  ]);
  const task = draft.measures[0]?.tasks[1];
  expect([task?.lead_units, task?.due_on]).toEqual([['竞争处'], '2024-06-30']);
  expect(draft.measures[1]?.tasks[0]).toMatchObject({ lead_units: ['竞争处', '登记处'], continuing: true });
});

test.each([
  ['责任人：张样例'],
  ['责任单位：甲局；责任人：张样例'],
  ['责任领导：李小样；责任单位：甲局'],
  ['甲局，联系人：王测'],
])('[C03] persons are no units: %s', (text) => {
  expect(JSON.stringify(readUnits(text))).not.toMatch(/张样例|李小样|王测|责任人|联系人/);
});
