import { expect, test } from 'vitest';
import { layOut } from './lines.ts';
import { readTargets } from './targets.ts';

const targets = (text: string, where: { by?: string | null; goals?: boolean; strict?: boolean } = {}) => {
  const { paper } = layOut(text);
  const sentence = { paper, start: 0, end: paper.text.length - 1 };
  return readTargets({
    sentence,
    by: where.by ?? null,
    goals: where.goals ?? false,
    strict: where.strict ?? false,
    year: 2024,
  });
};
const short = (text: string, where = {}) =>
  targets(text, where).map((target) => [target.subject, target.comparison, target.value, target.value_to, target.unit]);

test.each([
  ['培育示范企业50家以上。', ['demonstration_enterprise', 'at_least', 50, null, '家']],
  ['培育示范企业不少于50家。', ['demonstration_enterprise', 'at_least', 50, null, '家']],
  ['力争培育示范企业50家。', ['demonstration_enterprise', 'at_least', 50, null, '家']],
  [
    '建设一批（50家以上）覆盖优势产业的商业秘密保护示范企业。',
    ['demonstration_enterprise', 'at_least', 50, null, '家'],
  ],
  ['设立“商业秘密保护联络站（点）”10处。', ['station', 'exactly', 10, null, '处']],
  ['指导甲公司、乙公司4家企业创建“省级商业秘密保护示范企业”。', ['demonstration_enterprise', 'exactly', 4, null, '家']],
  ['选择15—20个工作基础较好的地区，作为第一批创新试点地区。', ['pilot_region', 'between', 15, 20, '个']],
  ['申报省级示范点2～3家。', ['demonstration_point', 'between', 2, 3, '家']],
  ['上半年确定试点企业５至８家。', ['enterprise', 'between', 5, 8, '家']],
  ['建立联络站八个。', ['station', 'exactly', 8, null, '个']],
  ['培育标杆企业十二家。', ['demonstration_enterprise', 'exactly', 12, null, '家']],
  ['联系点企业涉密岗位人员受训率达到100%。', ['training_coverage', 'exactly', 100, null, '%']],
  ['企业建档率不低于９５％。', [null, 'at_least', 95, null, '%']],
  ['建档率达百分之百。', [null, 'exactly', 100, null, '%']],
  ['培训企业人员不少于1200人次。', ['trained_person', 'at_least', 1200, null, '人次']],
  ['举办专题培训8场以上。', ['training', 'at_least', 8, null, '场']],
  ['查办侵犯商业秘密案件不少于15件。', ['case', 'at_least', 15, null, '件']],
  ['发放宣传册２万份。', [null, 'exactly', 20000, null, '份']],
  ['选派指导员100名。', ['liaison_officer', 'exactly', 100, null, '名']],
  ['遴选100名专家组建讲师团。', ['expert', 'exactly', 100, null, '名']],
  ['走访企业50家，建立台账。', ['visit', 'exactly', 50, null, '家']],
  ['制定地方标准1项。', ['standard', 'exactly', 1, null, '项']],
  ['实现重点企业培训全覆盖。', ['training_coverage', 'exactly', 100, null, '%']],
])('[C04] %s', (text, expected) => {
  expect(short(text)).toEqual([expected]);
});

test.each([
  ['去年全县建成示范企业4家。'],
  ['截至目前，全市共有联络站12个。'],
  ['近年来，共查办案件35件，建成站点9个。'],
  ['“十三五”以来，全省累计查处案件142件，建成联系点310个。'],
  ['在已有141家联系企业的基础上开展工作。'],
  ['2022年，首批4家企业获评市级示范企业。'],
  ['旗财政局、旗商务局等21个部门为成员单位。'],
  ['围绕制度创新、服务保障等四个方面开展工作。'],
  ['健全三大体系，实施四项工程，分三个阶段推进。'],
  ['用3年时间形成一批成果。'],
  ['对举报线索3个工作日内核查。'],
  ['对选取的四大优势行业开展调研。'],
  ['打造一支专业队伍，建立一套制度，搭建一个平台。'],
  ['开展“四进”活动，落实“五个一”要求。'],
  ['依据《条例》第12条、第3项处理，处10万元罚款。'],
  ['由2名以上执法人员进行检查。'],
  ['每季度召开一次联席会议。'],
  ['咨询电话：0531-12345678。'],
  ['（鲁政发〔2022〕26号）文件印发后实施。'],
])('[C04] no target: %s', (text) => {
  expect(short(text)).toEqual([]);
});

test('[C04] several numbers in one sentence are several targets, each with its day', () => {
  const found = targets('到2024年底，建成示范园区1个、指导站3个；到2025年底，示范企业力争达到30家。', { goals: true });
  expect(found.map((target) => [target.subject_text, target.value, target.by])).toEqual([
    ['示范园区', 1, '2024-12-31'],
    ['指导站', 3, '2024-12-31'],
    ['示范企业', 30, '2025-12-31'],
  ]);
});

test('[C04] days that stand in pairs, days in brackets, days inherited', () => {
  const pairs = targets('2024年底前、2025年底前，示范点分别达到120家、300家。', { goals: true });
  expect(pairs.map((target) => target.by)).toEqual(['2024-12-31', '2025-12-31']);
  const aside = targets('到2024年底，培育示范企业15家（含2023年已培育的4家），联系点覆盖率达到90%以上。', {
    goals: true,
  });
  expect(aside.map((target) => [target.value, target.by])).toEqual([
    [15, '2024-12-31'],
    [90, '2024-12-31'],
  ]);
  expect(targets('建成指导站3个。', { by: '2026-06-30' })[0]?.by).toBe('2026-06-30');
  expect(targets('建成指导站3个。')[0]?.by).toBeNull();
});
