import type { Static } from 'typebox';
import type { TargetRow } from '#domain/targets/schema.ts';
import { comparisonText, standingWords } from '#domain/targets/words.ts';
import { dayCell, type SheetCell, writeTable } from '#server/kernel/sheets.ts';

type Row = Static<typeof TargetRow>;

const columns = [
  { title: '目标', width: 34 },
  { title: '目标值', width: 16 },
  { title: '当前值', width: 12 },
  { title: '系统统计值', width: 14 },
  { title: '基数', width: 10 },
  { title: '人工核定值', width: 14 },
  { title: '核定理由', width: 40 },
  { title: '完成期限', width: 14, day: true },
  { title: '进展', width: 14 },
  { title: '按趋势预计', width: 14 },
  { title: '下达地区、单位', width: 26 },
  { title: '工作方案', width: 40 },
] as const;

/** Targets as a workbook with Chinese headings, numbers as numbers and days as days. */
export const writeWorkbook = (rows: readonly Row[]): Promise<Uint8Array> =>
  writeTable('目标清单', columns, rows.map(cellsOf));

const cellsOf = (row: Row): SheetCell[] => [
  ...[row.subject_text, comparisonText(row), row.current, row.computed, row.denominator],
  ...[row.override?.value ?? null, row.override?.reason ?? null, dayCell(row.by_on)],
  ...[standingWords[row.standing].zh, row.forecast.expected, row.division_name ?? row.organisation_name ?? null],
  row.programme_title,
];
