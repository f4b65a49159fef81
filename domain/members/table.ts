import { Refused } from '../refused.ts';
import type { AccessLevel } from './schema.ts';
import { accessWords, kindWords } from './words.ts';

/** The columns of the table of members, in the order of the export; the first head is the one we write. */
export const memberHeads = {
  name: ['姓名', '员工姓名', '人员姓名', '名字'],
  number: ['工号', '员工编号', '编号'],
  kind: ['人员类别', '用工形式', '类别'],
  phone: ['手机号码', '手机', '电话', '联系电话'],
  department: ['部门', '所在部门'],
  post: ['岗位', '职务', '职位'],
  access: ['涉密程度', '接触程度', '涉密等级'],
  entered_on: ['入职日期', '入职时间'],
  left_on: ['最后工作日', '离职日期'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type MemberField = keyof typeof memberHeads;

// Object.entries widens the keys of the table to text.
const fields = Object.entries(memberHeads) as [MemberField, readonly string[]][];

const plain = (head: string): string => head.normalize('NFKC').replaceAll(/[\s*:：()]|必填|选填/g, '');

const fieldOfHead = (head: string): MemberField | null =>
  fields.find(([, names]) => names.some((name) => plain(name) === plain(head)))?.[0] ?? null;

type Words<K extends string> = Readonly<Record<K, readonly [zh: string, en: string]>>;

const keyOf = <K extends string>(words: Words<K>, text: string): K | null =>
  // Object.entries widens the keys of the table to text.
  (Object.entries<Words<K>[K]>(words).find(([key, [zh]]) => key === text || zh === text)?.[0] as K | undefined) ?? null;

const saidOf = (words: Words<string>): string =>
  Object.values(words)
    .map(([zh]) => zh)
    .join('、');

export const accessOfCell = (cell: string): AccessLevel | null => (cell === '' ? 'none' : keyOf(accessWords, cell));
export const kindOfCell = (cell: string): keyof typeof kindWords | null =>
  cell === '' ? 'employee' : keyOf(kindWords, cell);

export type MemberCells = { readonly row: number; readonly cells: Readonly<Record<MemberField, string>> };

/** The filled rows below the head, whatever the order of the columns. Refuses table_head_missing, table_head_twice. */
export function readMemberRows(rows: readonly (readonly string[])[]): { ignored: string[]; rows: MemberCells[] } {
  const at = rows.slice(0, 10).findIndex((row) => row.some((cell) => fieldOfHead(cell) === 'name'));
  if (at < 0) throw new Refused('table_head_missing', { head: memberHeads.name[0] });
  const head = rows[at] ?? [];
  const columns = head.map(fieldOfHead);
  const twice = columns.find((field, index) => field !== null && columns.indexOf(field) !== index);
  if (twice) throw new Refused('table_head_twice', { head: memberHeads[twice][0] });
  // Object.fromEntries widens the keys of the table to text.
  const empty = Object.fromEntries(fields.map(([field]) => [field, ''])) as MemberCells['cells'];
  const filled = rows.slice(at + 1).flatMap((row, index): MemberCells[] => {
    if (!row.some((cell) => cell !== '')) return [];
    const given = columns.flatMap((field, column) => (field ? [[field, row[column] ?? ''] as const] : []));
    return [{ row: at + index + 2, cells: { ...empty, ...Object.fromEntries(given) } }];
  });
  return { ignored: head.filter((cell, column) => cell !== '' && columns[column] === null), rows: filled };
}

export type MemberProblem = {
  readonly row: number;
  readonly reason: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What is wrong with one row by itself; `dayOf` reads a cell as a day. */
export function checkMemberCells(
  { row, cells }: MemberCells,
  dayOf: (cell: string) => string | null,
): MemberProblem | null {
  const problem = (reason: string, facts: MemberProblem['facts']): MemberProblem => ({ row, reason, facts });
  if (cells.name === '') return problem('cell_empty', { head: memberHeads.name[0] });
  const long = fields.find(([field]) => cells[field].length > 100);
  if (long) return problem('cell_too_long', { head: memberHeads[long[0]][0], limit: 100 });
  if (accessOfCell(cells.access) === null)
    return problem('cell_not_among', { text: cells.access, words: saidOf(accessWords) });
  if (kindOfCell(cells.kind) === null) return problem('cell_not_among', { text: cells.kind, words: saidOf(kindWords) });
  if (cells.phone !== '' && !/^[0-9+() -]{3,30}$/.test(cells.phone))
    return problem('cell_not_phone', { text: cells.phone });
  for (const text of [cells.entered_on, cells.left_on])
    if (text !== '' && dayOf(text) === null) return problem('cell_not_a_day', { text });
  return null;
}
