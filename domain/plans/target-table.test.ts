import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

test('[C04] a table of goals makes targets and no tasks', () => {
  const text =
    '甲县2025年工作计划\n工作目标\n| 序号 | 指标名称 | 目标值 | 完成时间 |\n|---|---|---|---|\n| 1 | 新增示范企业 | 6家 | 2025年11月 |\n| 2 | 企业培训覆盖率 | ≥90% | 2025年12月 |\n| 3 | 查办案件 | 5-8件 | 2025年10月 |\n';
  const draft = printDraft(readPlan(text));
  expect(draft.measures.flatMap((measure) => measure.tasks)).toEqual([]);
  expect(draft.targets).toMatchObject([
    {
      subject: 'demonstration_enterprise',
      subject_text: '新增示范企业',
      comparison: 'exactly',
      value: 6,
      unit: '家',
      by: '2025-11-30',
    },
    { subject: 'training_coverage', comparison: 'at_least', value: 90, unit: '%', by: '2025-12-31' },
    { subject: 'case', comparison: 'between', value: 5, value_to: 8, unit: '件', by: '2025-10-31' },
  ]);
});
