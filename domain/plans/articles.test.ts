import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const read = (text: string) => printDraft(readPlan(text));

test('[C01] [C03] [C04] [C05] a plan by articles and chapters', () => {
  const draft = read(
    '甲新区工作细则（试行）\n第一章　总　则\n第一条　为加强保护，根据《中华人民共和国某某法》，制定本细则。\n第二条　本细则适用于新区范围内的工作。\n第三条　工作目标是：到2025年12月31日，建成服务站5个；到2026年底，示范企业不少于50家。\n第二章　组织机构\n第四条　成立甲新区保护工作委员会，由管委会主任担任主任，分管市场监管、科技工作的副主任担任副主任，市场监管局、公安分局主要负责人为委员。委员会办公室设在市场监管局。\n第五条　委员会办公室履行下列职责：\n（一）组织落实决定；\n（二）编制年度清单。\n第六条　市场监管局负责行政保护。公安分局负责案件侦查。\n第三章　主要措施\n第七条　（建立名录）市场监管局建立重点企业名录。\n第八条　（分级指导）将企业分为三级，分别指导。\n第四章　附　则\n第九条　有关单位每年12月15日前向委员会办公室报送报告。\n第十条　本细则自2025年2月1日起施行，有效期至2026年12月31日。\n',
  );
  expect(draft.basis).toEqual([{ title: '中华人民共和国某某法', document_no: null }]);
  expect(draft.period).toEqual({ from: '2025-02-01', to: '2026-12-31' });
  expect(draft.targets.map(({ value, by }) => [value, by])).toEqual([
    [5, '2025-12-31'],
    [50, '2026-12-31'],
  ]);
  expect(draft.measures.map(({ title }) => title)).toEqual(['建立名录', '分级指导']);
  expect(draft.council).toMatchObject({
    name: '甲新区保护工作委员会',
    head: '管委会主任',
    deputies: ['分管市场监管、科技工作的副主任'],
    members: [{ unit: '市场监管局' }, { unit: '公安分局' }],
    office: '市场监管局',
    office_duties: ['组织落实决定', '编制年度清单'],
  });
  expect(draft.council?.member_duties.map(({ unit }) => unit)).toEqual(['市场监管局', '公安分局']);
  expect(draft.reports).toEqual([{ due: ['12-15'], to: ['委员会办公室'] }]);
});

test('[C02] [C03] articles without chapters: each tells what it is about', () => {
  const draft = read(
    '甲市工作办法\n第一条  为加强保护，制定本办法。\n第二条  本办法适用于本市。\n第三条  公安机关负责查处犯罪。人民法院负责审理案件。\n第四条  建立企业指导制度。市局组织宣讲不少于10场。\n第五条  建立服务站管理制度。各县于2025年6月底前制定计划。\n第六条  实施分两个阶段：2025年3月至6月为准备阶段；2025年7月至12月为实施阶段。\n第七条  本办法自2025年3月1日起施行。\n',
  );
  expect(draft.phases.map(({ title, from }) => [title, from])).toEqual([
    ['准备阶段', '2025-03-01'],
    ['实施阶段', '2025-07-01'],
  ]);
  expect(draft.measures.map(({ title }) => title)).toEqual(['建立企业指导制度', '建立服务站管理制度']);
  expect(draft.council?.member_duties.map(({ unit }) => unit)).toEqual(['公安机关', '人民法院']);
});
