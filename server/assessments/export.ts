import { modeWords, profileWords } from '#domain/assessments/columns.ts';
import { states } from '#domain/glossary.ts';
import { plainCell } from '#domain/tasks/columns.ts';
import type { FoundAssessment } from '#server/assessments/find.ts';
import { dayCell, type SheetCell, writeTable } from '#server/kernel/sheets.ts';

/** The list as a workbook, with Chinese headings. */
export const writeAssessments = (rows: readonly FoundAssessment[]): Promise<Uint8Array> =>
  writeTable(
    '风险评估',
    [
      { title: '企业', width: 36, wrap: true },
      { title: '行业代码', width: 10 },
      { title: '评估表', width: 30, wrap: true },
      { title: '版本', width: 8 },
      { title: '题量', width: 12 },
      { title: '填报方式', width: 14 },
      { title: '填报单位', width: 30, wrap: true },
      { title: '状态', width: 10 },
      { title: '得分', width: 8 },
      { title: '等级', width: 8 },
      { title: '关键项缺失', width: 12 },
      { title: '已答', width: 8 },
      { title: '应答', width: 8 },
      { title: '完成日期', width: 12, day: true },
      { title: '复测日期', width: 12, day: true },
    ],
    rows.map((row): SheetCell[] => [
      ...[plainCell(row.enterprise_name), row.industry ?? '', plainCell(row.form_title), row.form_version],
      ...[profileWords[row.profile], modeWords[row.mode], plainCell(row.filled_org_name ?? ''), states[row.state].zh],
      ...[row.score, row.grade ?? '', row.key_missing, row.answered, row.asked],
      ...[dayCell(row.finished_on), dayCell(row.retest_on)],
    ]),
  );
