import { expect, it } from 'vitest';
import { paperText } from '#papers/blocks.ts';
import { fillTemplate } from '#papers/fill.ts';
import { parseTemplate } from '#papers/template.ts';
import { templateProblems } from '#papers/template-problems.ts';

const head = `---
key: sample
version: 2
title: 示例 | Sample
summary: 摘要 | Summary
kind: policy
purpose: start
style: calm
numbering: chapters
law: aucl 10 | T | 说明
field name: line | 名称 | Name
field day: day | 日期 | Day
field kind: choice | 类别 | Kind | - | one=甲/A, two=乙/B
field people: rows | 人员 | People | - | who=姓名/Name, on=日期/Day
---
`;

const written = (body: string, values = {}, size: 'small' | 'large' = 'small'): string[] =>
  paperText(fillTemplate(parseTemplate(head + body), { size, values, rules: { longest: '24' } }))
    .split('\n')
    .slice(1);

it('clauses count themselves through chapters, and a reference follows the clause wherever it lands', () => {
  const body = '# 总则\n§ 依照{{§duty}}。\n[[large]]\n§ 大型。\n[[/]]\n# 职责\n§#duty 负责。';
  expect(written(body)).toEqual(['第一章　总则', '第一条　依照第二条。', '第二章　职责', '第二条　负责。']);
  expect(written(body, {}, 'large')).toContain('第三条　负责。');
});

it('empty places stay lines; days and choices are words; what is filled in is never a mark', () => {
  const body = '{{name}}于{{day}}，{{kind}}，{{rule:longest}}个月。**重要**____';
  expect(written(body)).toEqual(['________于____年__月__日，________，24个月。重要____']);
  const values = { name: '**{{day}}**[[large|x]]', day: '2026-01-05', kind: 'two' };
  expect(written(body, values)).toEqual(['**{{day}}**[[large|x]]于2026年1月5日，乙，24个月。重要____']);
});

it('rows repeat for each entry and are filled up to the least; lists count again after a paragraph', () => {
  const table = '|= 序号:1 | 姓名:2 | 日期:2 |\n|@people:2 | {{no}} | {{who}} | {{on}} |';
  expect(written(table, { people: [{ who: '示例', on: '2026-02-01' }] })).toEqual([
    ...['序号\t姓名\t日期', '1\t示例\t2026年2月1日', '2\t\t'],
  ]);
  expect(written('- 甲\n- 乙\n+ 一\n+ 二\n段落\n- 丙\n[] 勾')).toEqual([
    ...['（一）甲', '（二）乙', '1. 一', '2. 二', '段落', '（一）丙', '□ 勾'],
  ]);
});

it('conditions: sizes, filled or empty fields, choices, in lines and inside one', () => {
  const body =
    '[[field:name]]\n有\n[[/]]\n[[!field:name]]\n无\n[[/]]\n[[kind=one]]\n甲类\n[[/]]\n前[[small medium|小]][[kind=two|乙]]后';
  expect(written(body)).toEqual(['无', '前小后']);
  expect(written(body, { name: 'x', kind: 'one' }, 'large')).toEqual(['有', '甲类', '前后']);
});

it('a template that cannot be right is named: unknown fields, clauses, conditions, rows, cells, unused fields', () => {
  const body = '{{other}}{{§none}}[[huge|x]]\n|= a:1 | b:1 |\n| x |\n|@people:1 | {{no}} | {{shoe}} |\n{{name}}{{day}}';
  expect(templateProblems(parseTemplate(head + body))).toEqual([
    ...['{{other}}{{§none}}[[huge|x]]: unknown field other', 'no clause is named §none', '[[huge]]: unknown condition'],
    ...['1 cells in a table of 2: x', 'rows of people have no shoe', 'field kind is nowhere in the text'],
  ]);
  for (const wrong of ['[[small]]\nx', 'x\n[[/]]', '|= a:1 |\n| b', '|= a:0 |'])
    expect(() => parseTemplate(head + wrong)).toThrow();
  expect(() => parseTemplate('no head')).toThrow('between two ---');
  expect(() => parseTemplate(head.replace('style: calm', 'style: loud'))).toThrow('loud');
});
