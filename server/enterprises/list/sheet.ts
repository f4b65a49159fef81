import { firmHeads } from '#domain/enterprises/table.ts';
import { sizeWords } from '#domain/enterprises/words.ts';
import type { SheetColumn } from '#server/kernel/sheets.ts';

type Row = {
  readonly name: string;
  readonly credit_code: string | null;
  readonly division_code: string;
  readonly division_name: string;
  readonly industry: string | null;
  readonly size: string | null;
  readonly staff: number | null;
  readonly tags: readonly string[];
  readonly address: string | null;
  readonly contact_name: string | null;
  readonly contact_phone: string | null;
  readonly contact_email: string | null;
  readonly contact_point: boolean;
  readonly station_name: string | null;
  readonly state: string;
  readonly grade: string | null;
  readonly score: number | null;
  readonly assessed_on: string | null;
  readonly visited_on: string | null;
};

/** The list as a workbook: the columns that import reads come first. */
export const exportColumns: readonly SheetColumn[] = [
  { title: firmHeads.name[0], width: 34 },
  { title: firmHeads.credit_code[0], width: 22 },
  { title: firmHeads.division[0], width: 14 },
  { title: '区划名称', width: 14 },
  { title: firmHeads.industry[0], width: 12 },
  { title: firmHeads.size[0], width: 10 },
  { title: firmHeads.staff[0], width: 10 },
  { title: firmHeads.tags[0], width: 30 },
  { title: firmHeads.address[0], width: 34 },
  { title: firmHeads.contact_name[0], width: 12 },
  { title: firmHeads.contact_phone[0], width: 16 },
  { title: firmHeads.contact_email[0], width: 22 },
  { title: firmHeads.contact_point[0], width: 8 },
  { title: '服务站', width: 24 },
  { title: '是否加入', width: 10 },
  { title: '评估等级', width: 10 },
  { title: '得分', width: 8 },
  { title: '评估日期', width: 12 },
  { title: '最近走访', width: 12 },
];

/** `tagName` gives the word of a tag's key. */
export const exportCells = (row: Row, tagName: (key: string) => string): (string | number | null)[] => [
  ...[row.name, row.credit_code, row.division_code, row.division_name, row.industry],
  ...[row.size === null ? null : (sizeWords[row.size]?.zh ?? row.size), row.staff, row.tags.map(tagName).join('、')],
  ...[row.address, row.contact_name, row.contact_phone, row.contact_email, row.contact_point ? '是' : '否'],
  ...[row.station_name, row.state === 'joined' ? '是' : '否', row.grade, row.score, row.assessed_on, row.visited_on],
];
