import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';
import { isUnitSentence } from './unit-sentences.ts';

test.each([
  ['县市场监管局牵头，县司法局配合。'],
  ['县商务局负责。'],
  ['由县公安局牵头，县法院、县检察院参与。'],
  ['县科技局、县工信局按职责分工负责，长期坚持。'],
  ['各乡镇人民政府负责落实，2026年6月底前完成。'],
])('[C03] only names units: %s', (text) => {
  expect(isUnitSentence(text)).toBe(true);
});

test.each([
  ['县公安局负责打击侵犯商业秘密犯罪。'],
  ['加强部门协同配合。'],
  ['指导企业建立保密制度，县司法局做好法律服务。'],
  ['推动各项任务落实。'],
  ['2026年6月底前完成。'],
])('[C03] tells what is done: %s', (text) => {
  expect(isUnitSentence(text)).toBe(false);
});

const tasks = (body: string) =>
  printDraft(readPlan(`甲县2026年工作方案\n一、主要任务\n（一）编制指引\n${body}\n（二）宣传引导\n开展宣传活动。\n`))
    .measures.find(({ title }) => title === '编制指引')
    ?.tasks.map((task) => ({
      text: task.text,
      lead: task.lead_units,
      help: task.supporting_units,
      due: task.due_on,
      continuing: task.continuing,
    }));

test.each([
  ['县市场监管局牵头，县司法局配合。', ['县市场监管局'], ['县司法局'], false],
  ['县市场监管局负责。', ['县市场监管局'], [], false],
  ['由县市场监管局牵头，县司法局、县科技局参与。', ['县市场监管局'], ['县司法局', '县科技局'], false],
  ['责任单位：县市场监管局、县司法局。', ['县市场监管局', '县司法局'], [], false],
  ['县市场监管局牵头，县司法局配合，长期坚持。', ['县市场监管局'], ['县司法局'], true],
])('[C03] the last sentence gives the units of its task: %s', (tail, lead, help, continuing) => {
  const found = tasks(`分行业编制保护指引，印发企业使用。${tail}`);
  expect(found).toEqual([{ text: '分行业编制保护指引，印发企业使用。', lead, help, due: null, continuing }]);
});

test('[C03] behind a sentence with its date, and in a paragraph of its own', () => {
  const text = '分行业编制保护指引，2026年9月30日前完成。';
  const expected = { text, lead: ['县市场监管局'], help: ['县司法局'], due: '2026-09-30', continuing: false };
  expect(tasks(`${text}县市场监管局牵头，县司法局配合。`)).toEqual([expected]);
  expect(tasks(`${text}\n县市场监管局牵头，县司法局配合。`)).toEqual([expected]);
});

test('[C03] a heading above nothing but its units is the act', () => {
  const found = tasks('县市场监管局牵头，县司法局配合。');
  expect(found).toMatchObject([{ text: '编制指引', lead: ['县市场监管局'], help: ['县司法局'] }]);
  expect(tasks('（县市场监管局牵头，县司法局配合）')).toMatchObject([{ text: '编制指引', lead: ['县市场监管局'] }]);
  expect(tasks('（县市场监管局、县司法局）')).toMatchObject([{ lead: ['县市场监管局', '县司法局'] }]);
});
