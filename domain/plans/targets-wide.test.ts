import { expect, test } from 'vitest';
import { layOut } from './lines.ts';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';
import { readTargets } from './targets.ts';

const targets = (text: string, goals = true) => {
  const { paper } = layOut(text);
  const sentence = { paper, start: 0, end: paper.text.length - 1 };
  return readTargets({ sentence, by: '2026-12-31', goals, strict: false, year: 2026 });
};
const words = (text: string) =>
  targets(text).map((target) => [target.subject_text, target.comparison, target.value, target.unit]);

test.each([
  ['平均审理期限比2023年缩短15%以上。', [['平均审理期限', 'at_least', 15, '%']]],
  [
    '平均办案周期较2024年缩短15%以上，会商率达100%。',
    [
      ['平均办案周期', 'at_least', 15, '%'],
      ['会商率', 'exactly', 100, '%'],
    ],
  ],
  ['查办案件比上年增长10%以上。', [['案件', 'at_least', 10, '%']]],
  [
    '投诉量较去年同期下降20%，联合发布案例不少于20件。',
    [
      ['投诉量', 'exactly', 20, '%'],
      ['案例', 'at_least', 20, '件'],
    ],
  ],
  ['在2025年26个服务站的基础上再新建14个。', [['服务站', 'exactly', 14, '个']]],
  ['覆盖率由目前的45%提升到80%以上。', [['覆盖率', 'at_least', 80, '%']]],
  ['调解成功率从62%提高到75%。', [['调解成功率', 'exactly', 75, '%']]],
  ['每万人发明专利拥有量达20件。', [['每万人发明专利拥有量', 'at_least', 20, '件']]],
  ['社会满意度不低于86分。', [['社会满意度', 'at_least', 86, '分']]],
  ['服务满意度≥92分。', [['服务满意度', 'at_least', 92, '分']]],
  ['预审平均周期压缩至15个工作日以内。', [['预审平均周期', 'at_most', 15, '个工作日']]],
  ['为企业挽回经济损失2000万元以上。', [['经济损失', 'at_least', 2000, '万元']]],
  ['形成覆盖10个以上重点产业链的指引体系。', [['重点产业链', 'at_least', 10, '个']]],
  ['每个分局排查线索不少于3条。', [['线索', 'at_least', 3, '条']]],
  ['三年服务企业1500家次。', [['服务企业', 'exactly', 1500, '家次']]],
  ['建成示范站（点、区）30个。', [['示范站（点、区）', 'exactly', 30, '个']]],
  ['指导企业建立台账6000家。', [['企业', 'exactly', 6000, '家']]],
  ['开展“利剑”专项行动2次以上。', [['“利剑”专项行动', 'at_least', 2, '次']]],
  ['罚没案件占比不低于50%。', [['罚没案件占比', 'at_least', 50, '%']]],
])('[C04] %s', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test.each([
  ['由市财政安排专项经费2000万元。'],
  ['对示范企业一次性奖励2万元。'],
  ['处50万元以上罚款。'],
  ['移送后3日内反馈，5个工作日内核查。'],
  ['对全市480家高新技术企业开展摸底。'],
  ['2022年同期，全市立案5件。'],
])('[C04] no target: %s', (text) => {
  expect(targets(text, false)).toEqual([]);
});

test('[C04] parts of a total have their own days, the total keeps its own', () => {
  const found = targets('建成服务站18个，其中2024年底前建成10个，2025年10月底前建成8个，联络员达到54名。');
  expect(found.map(({ value, by }) => [value, by])).toEqual([
    [18, '2026-12-31'],
    [10, '2024-12-31'],
    [8, '2025-10-31'],
    [54, '2026-12-31'],
  ]);
  const listed = targets('力争建成示范园区。其中：2025年底前，服务站10个；2026年6月底前，服务站20个。');
  expect(listed.map(({ value, by }) => [value, by])).toEqual([
    [10, '2025-12-31'],
    [20, '2026-06-30'],
  ]);
  const years = targets('培育示范企业30家，其中2026年培育5家、2027年培育10家。');
  expect(years.map(({ subject_text, value, by }) => [subject_text, value, by])).toEqual([
    ['示范企业', 30, '2026-12-31'],
    ['示范企业', 5, '2026-12-31'],
    ['示范企业', 10, '2027-12-31'],
  ]);
});

test.each([
  ['发放宣传手册3000册。', null],
  ['形成调研报告1篇。', 'report'],
  ['制定地方标准2项。', 'standard'],
  ['移送公安机关2件。', 'referral'],
  ['示范企业制度建立率达到85%。', null],
  ['案件办结率达到95%。', null],
  ['挽回企业损失300万元。', null],
  ['培训企业人员300人次。', 'trained_person'],
])('[C04] the register of %s is %s', (text, subject) => {
  expect(targets(text).map((target) => target.subject)).toEqual([subject]);
});

test('[C04] goals under joined headings, in lists without full stops, and told by the heading', () => {
  const draft = printDraft(
    readPlan(
      '甲市方案\n一、现状与目标\n目前，全市建成站点11个。\n到2026年底，站点达到40个。\n二、主要任务\n（一）开展“大讲堂”。每季度至少举办1期。\n三、考核指标\n（1）联系点增至60个；\n（2）典型案例8件\n',
    ),
  );
  expect(draft.targets.map(({ subject_text, value }) => [subject_text, value])).toEqual([
    ['站点', 40],
    ['“大讲堂”', 1],
    ['联系点', 60],
    ['典型案例', 8],
  ]);
});

test('[C04] goals within the general line of thought, of years in a table, of five-year plans', () => {
  const read = (text: string) =>
    printDraft(readPlan(text)).targets.map(({ subject_text, value, by }) => [subject_text, value, by]);
  expect(
    read(
      '甲区规划\n一、总体思路\n（一）指导思想：坚持依法保护。\n（二）主要目标：\n1.近期目标（2025年）。建立工作站3个。\n2.远期目标（2027年）。示范企业达到25家，平均办结时间控制在60日以内。\n二、重点任务\n任务一：健全体系\n1.成立专班。\n任务二：提升能力\n2.引进机构。\n',
    ),
  ).toEqual([
    ['工作站', 3, '2025-12-31'],
    ['示范企业', 25, '2027-12-31'],
    ['平均办结时间', 60, '2027-12-31'],
  ]);
  expect(
    read(
      '甲市方案\n一、创建目标\n| 年度 | 示范站（个） | 示范点（个） |\n| --- | --- | --- |\n| 2025年 | 5 | 20 |\n| 2026年 | 12 | 50 |\n',
    ),
  ).toEqual([
    ['示范站', 5, '2025-12-31'],
    ['示范点', 20, '2025-12-31'],
    ['示范站', 12, '2026-12-31'],
    ['示范点', 50, '2026-12-31'],
  ]);
  expect(read('甲市方案\n一、工作目标\n到“十四五”末，建成站点30个。\n')).toEqual([['站点', 30, '2025-12-31']]);
  expect(read('甲市方案\n一、工作目标\n到2025年，建成百个站点（不少于100个）。其中，2024年完成40%。\n')).toEqual([
    ['站点', 100, '2025-12-31'],
  ]);
});
