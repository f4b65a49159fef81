import type { Static } from 'typebox';
import type { TargetRow } from '#domain/targets/schema.ts';
import { comparisonText, standingWords } from '#domain/targets/words.ts';

type Row = Static<typeof TargetRow>;

const heads = [
  { key: 'subject_text', header: '目标', width: 34 },
  { key: 'aim', header: '目标值', width: 16 },
  { key: 'current', header: '当前值', width: 12 },
  { key: 'computed', header: '系统统计值', width: 14 },
  { key: 'denominator', header: '基数', width: 10 },
  { key: 'override', header: '人工核定值', width: 14 },
  { key: 'reason', header: '核定理由', width: 40 },
  { key: 'by_on', header: '完成期限', width: 14 },
  { key: 'standing', header: '进展', width: 14 },
  { key: 'expected', header: '按趋势预计', width: 14 },
  { key: 'place', header: '下达地区、单位', width: 26 },
  { key: 'programme_title', header: '工作方案', width: 40 },
] as const;

/** Targets as a workbook with Chinese headings, numbers as numbers and days as days. */
export async function writeWorkbook(rows: readonly Row[]): Promise<Uint8Array> {
  // Loaded on first use: few requests need it, and it is large.
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  const sheet = book.addWorksheet('目标清单', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = heads.map((head) => ({ ...head }));
  for (const row of rows) sheet.addRow(cellsOf(row));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: heads.length } };
  sheet.getColumn('by_on').numFmt = 'yyyy-mm-dd';
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const cellsOf = (row: Row): Record<(typeof heads)[number]['key'], string | number | Date | null> => ({
  subject_text: plain(row.subject_text),
  aim: comparisonText(row),
  current: row.current,
  computed: row.computed,
  denominator: row.denominator,
  override: row.override?.value ?? null,
  reason: plain(row.override?.reason ?? ''),
  by_on: row.by_on === null ? null : new Date(`${row.by_on}T00:00:00Z`),
  standing: standingWords[row.standing].zh,
  expected: row.forecast.expected,
  place: plain(row.division_name ?? row.organisation_name ?? ''),
  programme_title: plain(row.programme_title),
});

/** Text that looks like a formula stays text. */
const plain = (text: string): string => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);
