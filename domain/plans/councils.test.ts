import { expect, test } from 'vitest';
import { dropNames, isName } from './names.ts';
import { splitPost } from './posts.ts';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const council = (text: string) => printDraft(readPlan(text)).council;

test('[C05] told in a sentence', () => {
  const found = council(
    '一、组织领导\n（一）成立甲县商业秘密保护工作领导小组，由分管市场监管工作的副县长担任组长，县政府办公室副主任、县市场监管局局长任副组长，县公安局、各街道（镇）分管领导为成员，统筹协调。领导小组下设办公室，办公室设在县市场监管局，负责日常协调、督促检查。',
  );
  expect(found).toMatchObject({
    name: '甲县商业秘密保护工作领导小组',
    head: '分管市场监管工作的副县长',
    deputies: ['县政府办公室副主任', '县市场监管局局长'],
    members: [
      { unit: '县公安局', post: '分管领导' },
      { unit: '各街道（镇）', post: '分管领导' },
    ],
    office: '县市场监管局',
    office_duties: ['日常协调、督促检查'],
  });
});

test('[C06] a joint conference with member units', () => {
  const found = council(
    '一、重点任务\n1.健全体系。成立甲旗公平竞争审查局际联席会议制度，由旗政府分管副旗长担任召集人，旗发展和改革委员会，旗财政局、旗商务局（外事办）等21个部门为联席会议成员单位，办公室设在旗市场监管局。',
  );
  expect(found).toMatchObject({
    name: '甲旗公平竞争审查局际联席会议',
    head: '旗政府分管副旗长',
    members: [
      { unit: '旗发展和改革委员会', post: null },
      { unit: '旗财政局', post: null },
      { unit: '旗商务局（外事办）', post: null },
    ],
    office: '旗市场监管局',
  });
});

test('[C05] a list of persons: posts stay, names do not', () => {
  const text =
    '附件\n甲区商业秘密保护工作领导小组成员名单\n组　长：张　样　　区委常委、副区长\n副组长：李示例　　区市场监管局局长\n成　员：王甲乙　　区公安分局副局长\n　　　　赵　丙　　区法院副院长\n一、办公室职责\n（一）承担日常工作；\n（二）制定年度计划。\n二、成员单位职责\n1.区公安分局：打击犯罪；指导报案。\n2.区法院：依法审理案件。\n';
  const found = council(text);
  expect(found).toMatchObject({
    head: '区委常委、副区长',
    deputies: ['区市场监管局局长'],
    members: [
      { unit: '区公安分局', post: '副局长' },
      { unit: '区法院', post: '副院长' },
    ],
    office_duties: ['承担日常工作', '制定年度计划'],
    member_duties: [
      { unit: '区公安分局', duties: ['打击犯罪', '指导报案'] },
      { unit: '区法院', duties: ['依法审理案件'] },
    ],
  });
  expect(JSON.stringify(found)).not.toMatch(/张|李示例|王甲乙|赵/);
});

test('[C05] a table of persons', () => {
  const found = council(
    '附件\n| 职务 | 姓名 | 工作单位及职务 |\n| 组长 | 贺样一 | 县人民政府副县长 |\n| 成员 | 鲍样二 | 县财政局总会计师 |\n|  | 庄样三 | 县法院副院长 |\n',
  );
  expect(found).toMatchObject({
    head: '县人民政府副县长',
    members: [
      { unit: '县财政局', post: '总会计师' },
      { unit: '县法院', post: '副院长' },
    ],
  });
});

test('[C05] posts and names', () => {
  expect(splitPost('县公安局党委委员、副局长')).toEqual({ unit: '县公安局', post: '党委委员、副局长' });
  expect(splitPost('县公安局')).toEqual({ unit: '县公安局', post: null });
  expect(isName('欧阳样例')).toBe(true);
  expect(isName('张样')).toBe(true);
  expect(isName('公安局')).toBe(false);
  expect(dropNames('县市场监管局局长王样例')).toBe('县市场监管局局长');
  expect(dropNames('张　样　县委常委')).toBe('县委常委');
});

test.each([
  [
    '一、组织领导\n成立甲县商业秘密保护工作领导小组，由县委常委、副县长张样例同志任组长，县市场监管局局长李小样任副组长，县公安局副局长王测、县法院副院长赵虚构为成员。',
  ],
  [
    '一、组织领导\n成立领导小组，组长：张样例（副县长）；副组长：李小样（市场监管局局长）；成员：公安局王测、法院赵虚构。',
  ],
  [
    '附件\n领导小组成员名单\n组长：张样例（县委常委、副县长）\n副组长：李小样（县市场监管局局长）\n成员：王测（县公安局副局长）\n赵虚构（县法院副院长）\n',
  ],
  [
    '附件\n领导小组成员名单\n组　长\n张样例　县委常委、副县长\n副组长\n李小样　县市场监管局局长\n成　员\n王　测　县公安局副局长\n赵虚构　县法院副院长\n',
  ],
  [
    '附件\n领导小组成员名单\n组  长：县委常委、副县长  张样例\n副组长：县市场监管局局长  李小样\n成  员：县公安局副局长  王  测\n        县法院副院长  赵虚构\n',
  ],
])('[C05] names never stay, wherever they stand: %j', (text) => {
  const found = council(text);
  expect(JSON.stringify(found)).not.toMatch(/张样例|李小样|王\s*测|赵虚构/);
  expect(found?.head).toMatch(/副县长$/);
  expect(found?.deputies).toHaveLength(1);
  expect(found?.members).toHaveLength(2);
});
