import { expect, test } from 'vitest';
import { noteKind } from './note-kinds.ts';
import { readOutline } from './outline.ts';
import { readPlan } from './read.ts';
import { readReports, reportNotes } from './reporting.ts';

const reports = (text: string) => readReports(readOutline(text)).map(({ due, to }) => ({ due, to }));
const even = (day: string) => ['02', '04', '06', '08', '10', '12'].map((month) => `${month}-${day}`);
const ends = ['03-31', '06-30', '09-30', '12-31'];

test.each([
  ['各镇每双月25日前将进展报县专班办公室。', even('25')],
  ['各镇逢双月20日前将进展报县专班办公室。', even('20')],
  ['每两个月10日前向县专班办公室报送进展。', even('10')],
  ['各镇每单月5日前将进展报县专班办公室。', ['01-05', '03-05', '05-05', '07-05', '09-05', '11-05']],
  ['每季度结束后5个工作日内将进展报县专班办公室。', ends],
  ['各镇于每季度末后三个工作日内向县专班办公室报送报表。', ends],
  ['年度终了前（12月20日）将总结报县专班办公室。', ['12-20']],
])('[C10] %s', (text, due) => {
  expect(reports(text)).toEqual([{ due, to: ['县专班办公室'] }]);
});

test('[C10] every two months and at the end of the year', () => {
  expect(reports('各镇、各单位于每双月22日前、年度终了前（12月18日）报送工作信息至县专班办公室。')).toEqual([
    { due: even('22'), to: ['县专班办公室'] },
    { due: ['12-18'], to: ['县专班办公室'] },
  ]);
});

test('[C10] days of work give no invented day but a note', () => {
  const notes = (text: string) => reportNotes(readOutline(text));
  const [note, ...more] = notes('每季度结束后5个工作日内将进展报县专班办公室。');
  expect(more).toEqual([]);
  expect(note?.level).toBe('unsure');
  expect(noteKind(note?.message ?? '')?.kind).toBe('workdays');
  expect(notes('受理后3个工作日内办结。每月5日前将进展报县专班办公室。')).toEqual([]);
});

test.each([
  ['为对接国际规则，落实《甲省提升战略实施方案》（甲政发〔2024〕18号），制定本行动方案。'],
  ['依据《甲省提升战略实施方案》（甲政发〔2024〕18号）、《中华人民共和国反不正当竞争法》，制定本方案。'],
  ['对接《乙协定》（乙简称）等规则和《甲省提升战略实施方案》（甲政发〔2024〕18号），特制定本方案。'],
  ['为实施《甲省提升战略实施方案》（甲政发〔2024〕18号），编制本计划。'],
])('[C01] what the plan rests on: %s', (text) => {
  const { basis } = readPlan(`甲县工作方案\n${text}\n一、主要任务\n1.走访企业。\n`);
  expect(basis).toContainEqual(
    expect.objectContaining({ title: '甲省提升战略实施方案', document_no: '甲政发〔2024〕18号' }),
  );
});
