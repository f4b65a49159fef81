import { expect, test } from 'vitest';
import { layOut } from './lines.ts';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';
import { readTargets } from './targets.ts';

const targets = (text: string, goals = false) => {
  const { paper } = layOut(text);
  const sentence = { paper, start: 0, end: paper.text.length - 1 };
  return readTargets({ sentence, by: '2026-12-31', goals, strict: false, year: 2026 });
};
const words = (text: string) =>
  targets(text).map((target) => [target.subject_text, target.comparison, target.value, target.unit]);

test.each([
  ['年底前在工业园区建成指导站1个。', [['指导站', 'exactly', 1, '个']]],
  ['每年举办保护论坛1场。', [['保护论坛', 'exactly', 1, '场']]],
  ['7月底前举办专题培训班1期。', [['专题培训班', 'exactly', 1, '期']]],
  ['培育1家示范企业。', [['示范企业', 'exactly', 1, '家']]],
  ['全年发布典型案例2批。', [['典型案例', 'exactly', 2, '批']]],
  ['组织线上答题3个批次。', [['线上答题', 'exactly', 3, '个批次']]],
  ['对照2025年短板，年内新增联系点15个（含）以上。', [['联系点', 'at_least', 15, '个']]],
  ['走访企业600家（次）以上。', [['走访企业', 'at_least', 600, '家']]],
  ['开展体检80户（含）以上。', [['体检', 'at_least', 80, '户']]],
  ['每个县区每年巡讲不少于4场次。', [['巡讲', 'at_least', 4, '场次']]],
])('[C04] counted: %s', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test.each([
  ['成立1个领导小组，制定1个方案。'],
  ['由分管领导担任组长，设1名组长。'],
  ['各单位明确1名联络员。'],
  ['每季度召开会议1次。'],
  ['围绕20家重点企业开展法治体检。'],
  ['聚焦化工等6个产业集群加强监管。'],
  ['面向300家规上企业宣讲政策。'],
  ['服务覆盖全部10个专业园区。'],
  ['依托现有15个服务站开展咨询。'],
  ['“十四五”以来全县已建成联系点31个，查处案件12件，挽回损失800万元。'],
  ['我县现有茶叶、竹木两大产业，规上企业127家，从业人员8000人。'],
  ['截至2025年底，全区建成站点9个，培训企业210家。'],
  ['成员单位：甲局、乙局、丙局、丁法院（共4家）。'],
  ['2025年内，全县查办案件8件。'],
  ['目前已有联系点40个，服务专员55名。'],
  ['上半年，全县走访企业138家，新建联系点7个，取得一定成效。'],
])('[C04] only told, no goal: %s', (text) => {
  expect(words(text)).toEqual([]);
});

test('[C04] a sentence that turns to what is ahead sets goals', () => {
  expect(words('全市现有指导站12个，今年新建指导站5个。')).toEqual([['指导站', 'exactly', 5, '个']]);
  expect(words('围绕重点产业培育示范企业20家。')).toEqual([['示范企业', 'exactly', 20, '家']]);
});

test('[C04] several years and several numbers: one noun, one comparison, each its year', () => {
  const found = targets('规上企业制度建立率2026年、2027年、2028年分别达到50%、65%、80%以上。', true);
  expect(found.map((each) => [each.subject_text, each.comparison, each.value, each.by])).toEqual([
    ['规上企业制度建立率', 'at_least', 50, '2026-12-31'],
    ['规上企业制度建立率', 'at_least', 65, '2027-12-31'],
    ['规上企业制度建立率', 'at_least', 80, '2028-12-31'],
  ]);
});

test('[C04] several years behind the last one, and other counts behind them', () => {
  const found = targets(
    '到2027年底，覆盖率2025年底、2026年底、2027年底分别达到50%、70%、90%以上；走访900户（次）以上。',
    true,
  );
  expect(found.map((each) => [each.value, each.by])).toEqual([
    [50, '2025-12-31'],
    [70, '2026-12-31'],
    [90, '2027-12-31'],
    [900, '2027-12-31'],
  ]);
});

test('[C04] the noun may stand behind 分别, the units behind the one forum', () => {
  const found = targets('2026年、2027年分别培训企业人员300人次、500人次以上。');
  expect(found.map((each) => [each.subject_text, each.comparison, each.value, each.by])).toEqual([
    ['培训企业人员', 'at_least', 300, '2026-12-31'],
    ['培训企业人员', 'at_least', 500, '2027-12-31'],
  ]);
  expect(words('每年举办论坛1场。（竞争处牵头，办公室配合）')).toEqual([['论坛', 'exactly', 1, '场']]);
});

test('[C04] what a named document is dated dates nothing; 年内 is the year of the plan', () => {
  const plan = printDraft(
    readPlan(
      '2026年甲市商业秘密保护工作要点\n2025年，全市办案9件。以实施《甲市保护三年行动计划（2025—2027年）》为主线，年内查办案件20件以上，新建指导站1个。\n一、完善制度\n（一）出台规程。制定协作规程。\n二、强化服务\n（二）走访企业。深入企业走访。\n',
    ),
  );
  expect(plan.targets.map(({ value, by }) => [value, by])).toEqual([
    [20, '2026-12-31'],
    [1, '2026-12-31'],
  ]);
  expect(plan.period).toEqual({ from: '2026-01-01', to: '2026-12-31' });
});

test('[C04] two standards of one sentence are two goals', () => {
  const plan = printDraft(readPlan('甲区实施方案\n一、工作目标\n2026年底前发布团体标准1项、地方标准1项。\n'));
  expect(plan.targets.map((each) => each.subject_text)).toEqual(['团体标准', '地方标准']);
});

test.each(['（代章）', '（盖章）', '(公章)'])('[C01] a seal between signature and date: %s', (seal) => {
  const plan = printDraft(
    readPlan(
      `关于印发甲市商业秘密保护工作方案的通知\n各成员单位：\n现将方案印发给你们，请认真落实。\n甲市工作联席会议办公室\n${seal}\n2026年1月30日\n甲市商业秘密保护工作方案\n一、主要任务\n1.走访企业。\n`,
    ),
  );
  expect(plan.issuer).toBe('甲市工作联席会议办公室');
  expect(plan.issued_on).toBe('2026-01-30');
});
