import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const read = (text: string) => printDraft(readPlan(text));
const body = '\n一、工作目标\n建成站点5个。\n二、主要任务\n（一）建设站点。抓好建设。\n';

test.each([
  ['首页 > 园区资讯 > 通知公告\n甲产业园2025—2026年工作计划', '甲产业园2025—2026年工作计划'],
  ['【首页】>>【政务公开】>>【规划计划】\n甲市专项行动计划', '甲市专项行动计划'],
  ['甲市知识产权和商业秘密保护三年行动计划\n（2024—2026年）', '甲市知识产权和商业秘密保护三年行动计划（2024—2026年）'],
  [
    '甲省市场监督管理局办公室\n关于开展商业秘密保护试点县（市、区）\n遴选工作的通知',
    '关于开展商业秘密保护试点县（市、区）遴选工作的通知',
  ],
  ['甲区人民法院 甲区市场监督管理局\n关于建立协同保护机制的实施方案', '关于建立协同保护机制的实施方案'],
  ['2026年商业秘密保护“护航”行动工作安排', '2026年商业秘密保护“护航”行动工作安排'],
])('[C01] title of %j', (text, title) => {
  expect(read(text + body).title).toBe(title);
});

test.each([
  ['甲县市场监督管理局　甲市监发〔2024〕41号　2024年7月8日'],
  ['甲市监发〔２０２４〕４１号  2024年7月8日  甲县市场监督管理局'],
  ['2024年7月8日印发 甲县市场监督管理局 甲市监发〔2024〕41号'],
])('[C01] number, issuer and day on one line, in any order: %s', (line) => {
  expect(read(`关于做好商业秘密保护工作的实施意见\n${line}${body}`)).toMatchObject({
    document_no: '甲市监发〔2024〕41号',
    issuer: '甲县市场监督管理局',
    issued_on: '2024-07-08',
  });
});

test.each([
  ['关于做好2024年下半年商业秘密保护工作的意见', '2024-07-01', '2024-12-31'],
  ['2025年第一季度商业秘密保护工作安排', '2025-01-01', '2025-03-31'],
  ['甲局2025年商业秘密保护工作要点', '2025-01-01', '2025-12-31'],
])('[C01] the period of %s', (title, from, to) => {
  expect(read(title + body).period).toEqual({ from, to });
});

test.each([
  ['自2025年4月起用两年时间', '2025-04-01', '2027-03-31'],
  ['自2025年3月起，用18个月时间', '2025-03-01', '2026-08-31'],
  ['从2024年7月开始，用一年半时间', '2024-07-01', '2025-12-31'],
])('[C01] %s', (words, from, to) => {
  expect(read(`甲县工作方案\n为做好工作，${words}，在全县开展试点。${body}`).period).toEqual({ from, to });
});

test('[C01] orders and standards among the grounds', () => {
  const draft = read(
    `甲市工作方案\n根据《移送案件的规定》（国务院令第730号）、《某法》（中华人民共和国主席令第29号）、《若干规定》（国家市场监督管理总局令第126号）和《规范》（GB/T 29490-2023），制定本方案。${body}`,
  );
  expect(draft.basis.map(({ document_no }) => document_no)).toEqual([
    '国务院令第730号',
    '中华人民共和国主席令第29号',
    '国家市场监督管理总局令第126号',
    'GB/T29490-2023',
  ]);
});

test('[C01] several bodies that sign: the first one issues', () => {
  expect(read(`关于深化保护工作的若干措施${body}\n甲省市场监督管理局等六部门\n2024年11月8日\n`).issuer).toBe(
    '甲省市场监督管理局',
  );
  expect(read(`甲区人民法院 甲区市场监督管理局\n关于建立协同机制的方案${body}`).issuer).toBe('甲区人民法院');
});
