import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const measures = (text: string) => printDraft(readPlan(text)).measures;
const titles = (text: string) => measures(text).map(({ title }) => title);

/** A plan of three chapters, each with two items; the items count on when `on` is set. */
function plan(chapters: readonly string[], on: boolean, tail = ''): string {
  const han = '一二三四五六七八九十';
  let count = 0;
  const body = chapters.map((chapter, index) => {
    const items = ['甲', '乙'].map((word, place) => {
      const no = on ? han[count++] : han[place];
      return `（${no}）做好${chapter.slice(2)}${word}项。围绕本地产业制定工作清单，逐项落实。`;
    });
    return `${han[index]}、${chapter}\n${items.join('\n')}`;
  });
  return `甲县2025年商业秘密保护工作要点\n${body.join('\n')}\n${tail}`;
}

test.each([
  [['深化制度建设', '深化执法行动', '深化指导服务']],
  [['强化监管执法', '强化宣传引导', '强化协同共治']],
  [['加强制度建设', '突出重点领域治理', '优化指导服务']],
  [['健全保护机制', '开展护航行动', '提升服务水平']],
  [['建好保护网络', '严打重点案件', '落实专项整治行动']],
])('[C02] chapters that only sound like tasks stand beside each other: %j', (chapters) => {
  expect(titles(plan(chapters, false))).toHaveLength(6);
  expect(titles(plan(chapters, true))).toHaveLength(6);
});

test('[C02] items that count on make their chapters tasks, but safeguards stay safeguards', () => {
  const text = plan(['主要任务', '特色工作', '加强组织领导', '抓保障，推动工作落实'], true);
  expect(titles(text)).toEqual(['做好任务甲项', '做好任务乙项', '做好工作甲项', '做好工作乙项']);
});

test('[C02] a chapter of tasks that begins anew keeps the others out', () => {
  expect(titles(plan(['重点任务', '试点范围说明', '工作要求'], false))).toEqual(['做好任务甲项', '做好任务乙项']);
});

test('[C03] an item that is one act with its units is a measure beside headed ones', () => {
  const found = measures(
    '甲市2025年工作要点\n一、完善工作机制\n（一）健全会商机制。每季度研究一次疑难问题。（市市场监管局牵头，市司法局参加，全年）\n二、强化宣传引导\n（二）开展法治宣传活动。（市司法局牵头，各成员单位参加，9月）\n（三）发布工作指引。印发保护工作指引。（市市场监管局、市检察院按职责分工负责，6月底前）\n',
  );
  expect(found.map(({ no, title }) => [no, title])).toEqual([
    ['（一）', '健全会商机制'],
    ['（二）', '开展法治宣传活动'],
    ['（三）', '发布工作指引'],
  ]);
  expect(found.map(({ tasks }) => [tasks[0]?.lead_units, tasks[0]?.supporting_units])).toEqual([
    [['市市场监管局'], ['市司法局']],
    [['市司法局'], ['各成员单位']],
    [['市市场监管局', '市检察院'], []],
  ]);
});
