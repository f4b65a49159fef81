import { expect, test } from 'vitest';
import { noteKind } from './note-kinds.ts';
import { readPlan } from './read.ts';

const plan = (rows: readonly string[]) =>
  readPlan(
    `甲县2026年商业秘密保护实施方案\n一、主要任务\n（一）健全制度规范。完善保密制度，编印指引手册。\n（二）严格执法办案。查处侵权案件，开展联合检查。\n（三）加强宣传培训。举办培训班，开展普法活动。\n附件\n任务清单\n| 序号 | 任务内容 | 责任单位 | 完成时限 |\n${rows
      .map((row, index) => `| ${index + 1} | ${row} | 县市场监管局 | 2026年6月 |`)
      .join('\n')}\n`,
  );
const places = (rows: readonly string[]) =>
  plan(rows).measures.map(({ title, tasks }) => [title, tasks.filter(({ no }) => no !== null).map(({ no }) => no)]);
const kinds = (rows: readonly string[]) =>
  plan(rows).notes.flatMap(({ message }) => (noteKind(message)?.kind === 'placed' ? [message] : []));

test('[C03] rows go where their telling words are', () => {
  const rows = ['编印指引手册2000册', '开展联合检查', '组织普法进园区'];
  expect(places(rows)).toEqual([
    ['健全制度规范', ['1']],
    ['严格执法办案', ['2']],
    ['加强宣传培训', ['3']],
  ]);
  expect(kinds(rows)).toEqual([]);
});

test('[C03] a row of nothing but general words follows its neighbour, and a note says so', () => {
  const rows = ['查处侵权案件', '深入推进商业秘密保护工作', '举办培训班'];
  expect(places(rows)).toEqual([
    ['健全制度规范', []],
    ['严格执法办案', ['1', '2']],
    ['加强宣传培训', ['3']],
  ]);
  expect(kinds(rows)).toEqual(['“深入推进商业秘密保护工作”未写明所属任务，暂按顺序归入“严格执法办案”，请核对。']);
});

test('[C03] rows before the first that is known go with it; where none is known the order decides', () => {
  expect(places(['做好相关工作', '举办培训班'])[2]).toEqual(['加强宣传培训', ['1', '2']]);
  expect(places(['做好甲事', '做好乙事', '做好丙事']).map(([, list]) => list)).toEqual([['1'], ['2'], ['3']]);
});
