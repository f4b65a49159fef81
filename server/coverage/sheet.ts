import type { Static } from 'typebox';
import type { FirmRow } from '#domain/coverage/schema.ts';
import { sizeWords } from '#domain/enterprises/words.ts';
import { plainCell } from '#domain/tasks/columns.ts';
import { dayCell, type SheetCell, writeTable } from '#server/kernel/sheets.ts';

/** The firms behind a number as a workbook, with Chinese headings. */
export const writeFirms = (rows: readonly Static<typeof FirmRow>[]): Promise<Uint8Array> =>
  writeTable(
    '企业',
    [
      { title: '企业', width: 36, wrap: true },
      { title: '地区', width: 18 },
      { title: '行业代码', width: 10 },
      { title: '规模', width: 8 },
      { title: '联系点', width: 8 },
      { title: '等级', width: 8 },
      { title: '得分', width: 8 },
      { title: '关键项缺失', width: 12 },
      { title: '评估日期', width: 12, day: true },
      { title: '复测日期', width: 12, day: true },
      { title: '复测逾期', width: 10 },
    ],
    rows.map((row): SheetCell[] => [
      ...[plainCell(row.name), row.division_name, row.industry ?? '', sizeWords[row.size ?? '']?.zh ?? ''],
      ...[row.contact_point ? '是' : '', row.grade ?? '未评估', row.score, row.key_missing],
      ...[dayCell(row.assessed_on), dayCell(row.retest_on), row.late ? '是' : ''],
    ]),
  );
