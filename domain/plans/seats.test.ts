import { expect, test } from 'vitest';
import { splitPost } from './posts.ts';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const council = (text: string) => printDraft(readPlan(`甲市方案\n一、组织领导\n${text}\n`)).council;

test.each([
  [
    '建立甲市协同保护联席会议，由市法院分管副院长担任总召集人，市检察院分管副检察长、市公安局分管副局长担任召集人，市法院民三庭、市公安局经侦支队为成员单位。',
    {
      head: '市法院分管副院长',
      deputies: ['市检察院分管副检察长', '市公安局分管副局长'],
      members: ['市法院民三庭', '市公安局经侦支队'],
    },
  ],
  [
    '成立甲区商业秘密保护委员会，由区长担任主任，分管副区长担任副主任，区公安分局、区法院主要负责人为委员。',
    { head: '区长', deputies: ['分管副区长'], members: ['区公安分局', '区法院'] },
  ],
  [
    '成立“亮剑”行动指挥部，指挥长由管委会主任担任，副指挥长由管委会分管副主任担任，成员单位包括公安分局、科创局。',
    { head: '管委会主任', deputies: ['管委会分管副主任'], members: ['公安分局', '科创局'] },
  ],
  [
    '成立“护航”行动工作专班，专班长由市局局长担任，副专班长由市公安局分管负责人担任，成员由市科技局、市司法局有关负责人组成。',
    { head: '市局局长', deputies: ['市公安局分管负责人'], members: ['市科技局', '市司法局'] },
  ],
  [
    '成立由管委会主要领导任组长、分管领导任副组长、各局办主要负责人为成员的示范园区建设领导小组。',
    { head: '管委会主要领导', deputies: ['分管领导'], members: ['各局办'] },
  ],
  [
    '由市局分管领导任总指挥，执法支队支队长、竞争科科长任副总指挥，各分局分管领导为成员。',
    { head: '市局分管领导', deputies: ['执法支队支队长', '竞争科科长'], members: ['各分局'] },
  ],
])('[C05] seats: %s', (text, expected) => {
  const found = council(text);
  expect(found).toMatchObject({ head: expected.head, deputies: expected.deputies });
  expect(found?.members.map(({ unit }) => unit)).toEqual(expected.members);
});

test('[C05] posts that no list holds keep the list together', () => {
  const found = council(
    '领导小组成员如下：\n总召集人：区委副书记、区长\n召 集 人：区委常委、副区长\n          区政府党组成员、副区长\n成    员：区市场监管局总工程师\n          区财政局总会计师\n          区总工会党组成员、经审委主任\n          海港集团首席合规官\n          甲公司质量授权人\n          区工商联专职副主席',
  );
  expect(found).toMatchObject({ head: '区委副书记、区长', deputies: ['区委常委、副区长', '区政府党组成员、副区长'] });
  expect(found?.members).toEqual([
    { unit: '区市场监管局', post: '总工程师' },
    { unit: '区财政局', post: '总会计师' },
    { unit: '区总工会', post: '党组成员、经审委主任' },
    { unit: '海港集团', post: '首席合规官' },
    { unit: '甲公司', post: '质量授权人' },
    { unit: '区工商联', post: '专职副主席' },
  ]);
  expect(splitPost('县农业局总农艺师')).toEqual({ unit: '县农业局', post: '总农艺师' });
  expect(splitPost('市总工会主席')).toEqual({ unit: '市总工会', post: '主席' });
});

test('[C05] a council known only by its office', () => {
  const found = council(
    '甲市知识产权工作领导小组统筹推进，领导小组办公室（设在市市场监管局）负责日常协调。\n（二）强化考核。纳入考核。',
  );
  expect(found).toMatchObject({ name: '甲市知识产权工作领导小组', office: '市市场监管局', members: [] });
});

test('[C06] duties of kinds of authorities, under headings and in running text', () => {
  const draft = printDraft(
    readPlan(
      '甲市方案\n一、职责分工\n（一）公安机关\n1.依法侦办案件；\n2.及时反馈结果。\n（二）检察机关\n依法审查逮捕。\n（三）司法行政部门\n组织法律服务。\n二、工作要求\n各单位抓好落实。\n',
    ),
  );
  expect(draft.council?.member_duties).toEqual([
    { unit: '公安机关', duties: ['依法侦办案件', '及时反馈结果'] },
    { unit: '检察机关', duties: ['依法审查逮捕'] },
    { unit: '司法行政部门', duties: ['组织法律服务'] },
  ]);
});
