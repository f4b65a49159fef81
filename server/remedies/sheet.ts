import { states } from '#domain/glossary.ts';
import { plainCell } from '#domain/tasks/columns.ts';
import { dayCell, type SheetCell, writeTable } from '#server/kernel/sheets.ts';
import type { Shown } from '#server/remedies/find.ts';

/** The list as a workbook, with Chinese headings. */
export const writeRemedies = (rows: readonly Shown[]): Promise<Uint8Array> =>
  writeTable(
    '整改事项',
    [
      { title: '企业', width: 34, wrap: true },
      { title: '编号', width: 8 },
      { title: '评估项', width: 46, wrap: true },
      { title: '关键项', width: 8 },
      { title: '分值', width: 8 },
      { title: '答案', width: 10 },
      { title: '整改建议', width: 46, wrap: true },
      { title: '负责人', width: 12 },
      { title: '完成期限', width: 12, day: true },
      { title: '状态', width: 10 },
      { title: '是否逾期', width: 10 },
      { title: '完成日期', width: 12, day: true },
    ],
    rows.map((row): SheetCell[] => [
      ...[plainCell(row.enterprise_name), row.item, plainCell(row.question.zh), row.key_item ? '是' : '', row.weight],
      ...[row.answer === 0 ? '否' : '部分', plainCell(row.about?.remedy.zh ?? ''), plainCell(row.owner_name ?? '')],
      ...[dayCell(row.due_on), states[row.state].zh, row.late ? '是' : '', dayCell(row.done_on)],
    ]),
  );
