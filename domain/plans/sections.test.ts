import { expect, test } from 'vitest';
import { kindOf } from './kinds.ts';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

test.each([
  ['现状与目标', 'goals'],
  ['形势与目标', 'goals'],
  ['背景和目标', 'goals'],
  ['工作现状与目标', 'goals'],
  ['目标要求', 'goals'],
  ['整治目的', 'goals'],
  ['方法步骤', 'phases'],
  ['时间进度', 'phases'],
  ['分步安排', 'phases'],
  ['推进计划', 'phases'],
  ['整治重点', 'measures'],
  ['主攻方向', 'measures'],
  ['重点工程', 'measures'],
  ['重点事项', 'measures'],
  ['组织架构', 'council'],
  ['部门分工', 'council'],
  ['几点要求', 'safeguards'],
  ['其他事项', 'safeguards'],
  ['信息报送', 'safeguards'],
  ['夯实制度基础', 'other'],
  ['优化服务流程', 'other'],
  ['完善目标考核', 'other'],
])('[C02] [C03] the section %s is one of %s', (title, kind) => {
  expect(kindOf(title)).toBe(kind);
});

const read = (text: string) => printDraft(readPlan(text));

test.each(['工作程序', '工作流程', '如何推进', '工作计划', '总体部署'])(
  '[C02] dated steps are phases under the heading %s, not measures',
  (heading) => {
    const draft = read(
      `甲市试点工作方案\n一、试点任务\n（一）探索机制。建立协同机制。\n（二）探索模式。分类指导。\n二、${heading}\n（一）自愿申报。各县于2024年3月20日前申报。\n（二）评审确定。2024年4月底前公布名单。\n（三）组织实施。时间为2024年5月至2025年4月。\n（四）考核验收。2025年5月，组织验收。\n`,
    );
    expect(draft.phases.map(({ title, from, to }) => [title, from, to])).toEqual([
      ['自愿申报', null, '2024-03-20'],
      ['评审确定', null, '2024-04-30'],
      ['组织实施', '2024-05-01', '2025-04-30'],
      ['考核验收', '2025-05-01', '2025-05-31'],
    ]);
    expect(draft.measures.map(({ title }) => title)).toEqual(['探索机制', '探索模式']);
  },
);

test('[C03] items of "一是…" are the measures where nothing else is numbered', () => {
  const draft = read(
    '甲县工作安排\n一、工作重点\n突出抓好三个方面。\n一是抓走访，摸需求。各所8月底前完成走访。\n二是抓办案。查办一批案件。\n三是抓宣传。广泛宣传。\n二、工作要求\n各所按时报送。\n',
  );
  expect(draft.measures.map(({ no, title }) => [no, title])).toEqual([
    ['一', '抓走访，摸需求'],
    ['二', '抓办案'],
    ['三', '抓宣传'],
  ]);
  const one = read('甲县方案\n一、整治内容\n一是整治盗窃行为。重点查处内部人员。二是整治披露行为。加强教育。\n');
  expect(one.measures.map(({ title }) => title)).toEqual(['整治盗窃行为', '整治披露行为']);
});

test('[C03] one level of measures: where few items go deeper, what is below are tasks', () => {
  const draft = read(
    '甲市方案\n一、主要任务\n（一）健全体系，夯实基础。\n1.完善制度。制定办法。\n2.建强阵地。布局站点。\n（二）强化服务。\n1.开展培训。\n2.编制指引。\n（三）从严执法。\n1.严查大案。\n2.畅通衔接。\n',
  );
  expect(draft.measures.map(({ title }) => title)).toEqual(['健全体系，夯实基础', '强化服务', '从严执法']);
  expect(draft.measures[0]?.tasks.map(({ no }) => no)).toEqual(['1', '2']);
});

test('[C03] a bare number heads a section', () => {
  const draft = read(
    '甲园区计划\n1 目标\n1.1 2025年末，会员达到90家。\n2 重点工作\n2.1 共建规范\n制定团体标准1项。\n2.2 共享服务\n统一采购服务。\n3 进度\n3.1 第一阶段（2025.01—2025.06）：发展会员。\n3.2 第二阶段（2025.07—2026.06）：全面实施。\n',
  );
  expect(draft.measures.map(({ title }) => title)).toEqual(['共建规范', '共享服务']);
  expect(draft.phases.map(({ from, to }) => [from, to])).toEqual([
    ['2025-01-01', '2025-06-30'],
    ['2025-07-01', '2026-06-30'],
  ]);
  expect(draft.targets[0]).toMatchObject({ value: 90, by: '2025-12-31' });
});

test('[C03] tasks with a word before their number', () => {
  const draft = read(
    '甲区规划\n一、重点任务\n任务一：健全体系\n1.成立专班。（牵头单位：甲局）\n任务二：提升能力\n2.引进机构5家。（牵头单位：乙局）\n',
  );
  expect(draft.measures.map(({ no, title, tasks }) => [no, title, tasks.length])).toEqual([
    ['任务一', '健全体系', 1],
    ['任务二', '提升能力', 1],
  ]);
});

test('[C01] a section of its own tells the time of the plan; from the day of issue', () => {
  expect(read('甲市方案\n一、行动时间\n2024年5月—2025年12月。\n二、行动任务\n（一）建站。建设站点。\n').period).toEqual(
    {
      from: '2024-05-01',
      to: '2025-12-31',
    },
  );
  const issued = read(
    '甲县方案\n为做好工作，制定本方案。本方案实施期限自印发之日起至2026年12月31日。\n一、主要任务\n（一）建站。建设站点。\n甲县人民政府办公室\n2024年4月12日\n',
  );
  expect(issued.period).toEqual({ from: '2024-04-12', to: '2026-12-31' });
});

test('[C03] headings that lost their numbers', () => {
  const draft = read(
    '甲县工作方案\n工作目标\n建成站点5个。\n重点任务\n健全工作机制\n建立会议制度。（责任单位：甲局）\n开展宣传培训\n组织培训。（责任单位：乙局）\n加大执法力度\n查办案件。（责任单位：丙局）\n保障措施\n各单位抓好落实。\n',
  );
  expect(draft.measures.map(({ title, tasks }) => [title, tasks[0]?.lead_units])).toEqual([
    ['健全工作机制', ['甲局']],
    ['开展宣传培训', ['乙局']],
    ['加大执法力度', ['丙局']],
  ]);
});
