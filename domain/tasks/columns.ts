/** The columns of a task workbook, written and read: `taken` are those that an import takes, the rest only tell. */
export const taskColumns = [
  { key: 'no', header: '序号', width: 8, taken: true },
  { key: 'measure', header: '措施', width: 22, taken: true },
  { key: 'phase', header: '阶段', width: 14, taken: true },
  { key: 'text', header: '任务内容', width: 60, taken: true },
  { key: 'lead', header: '牵头单位', width: 26, taken: true },
  { key: 'supporting', header: '配合单位', width: 30, taken: true },
  { key: 'from_on', header: '开始日期', width: 12, taken: true },
  { key: 'due_on', header: '截止日期', width: 12, taken: true },
  { key: 'continuing', header: '持续推进', width: 10, taken: true },
  { key: 'state', header: '状态', width: 10, taken: false },
  { key: 'punctuality', header: '时限情况', width: 10, taken: false },
  { key: 'progress', header: '完成情况', width: 12, taken: false },
  { key: 'programme_title', header: '工作方案', width: 36, taken: false },
  { key: 'id', header: '任务编号', width: 38, taken: true },
] as const;

export type TaskColumn = (typeof taskColumns)[number]['key'];

export const punctualityWords = {
  done: '已办结',
  late: '逾期',
  due_soon: '临近到期',
  on_time: '正常',
  undated: '未定期限',
} as const;

/** A cell that an office program would take for a formula is written as plain text (CSV and formula injection). */
export const plainCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** The text that was meant, when a cell carries the mark of plainCell. */
export const meantCell = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/**
 * A day as people write it in a cell: 2026-12-31, 2026/12/31, 2026.12.31, 2026年12月31日. Null for no such form; the
 * caller asks isDay whether the day exists.
 */
export function readDay(text: string): string | null {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.trim());
  if (!match) return null;
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
