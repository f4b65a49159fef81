import { type OrganisationKind, organisationKinds } from '../glossary.ts';
import { Refused } from '../refused.ts';
import { isCreditCode } from './credit-code.ts';

/** The columns of the organisations' table, in the order of the export; the first head is the one we write. */
export const tableHeads = {
  name: ['单位名称', '名称', '单位', '机构名称', '企业名称', '单位全称'],
  short_name: ['简称', '单位简称'],
  kind: ['单位类型', '类型', '类别', '单位类别'],
  division: ['行政区划', '所属区划', '地区', '所在地区', '区划代码', '行政区划代码', '区域'],
  superior: ['上级单位', '主管单位', '上级'],
  credit_code: ['统一社会信用代码', '信用代码', '社会信用代码'],
  industry: ['行业', '所属行业'],
  aliases: ['别名', '曾用名', '其他名称'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type TableField = keyof typeof tableHeads;

const fields = Object.entries(tableHeads) as [TableField, readonly string[]][];

const plain = (head: string): string => head.normalize('NFKC').replaceAll(/[\s*:：()]|必填|选填/g, '');

/** Which field a head of the table means, whatever the order of the columns; null for a column that is not ours. */
export const fieldOfHead = (head: string): TableField | null =>
  fields.find(([, names]) => names.some((name) => plain(name) === plain(head)))?.[0] ?? null;

/**
 * Where the table's head is: the first of the upper rows that names the organisation column. Refuses
 * table_head_missing when there is none, table_head_twice when two columns mean the same.
 */
export function readHead(rows: readonly (readonly string[])[]): { at: number; columns: (TableField | null)[] } {
  const at = rows.slice(0, 10).findIndex((row) => row.some((cell) => fieldOfHead(cell) === 'name'));
  if (at < 0) throw new Refused('table_head_missing', { head: tableHeads.name[0] });
  const columns = (rows[at] ?? []).map(fieldOfHead);
  const twice = columns.find((field, index) => field !== null && columns.indexOf(field) !== index);
  if (twice) throw new Refused('table_head_twice', { head: tableHeads[twice][0] });
  return { at, columns };
}

export type TableRow = { readonly row: number; readonly cells: Readonly<Record<TableField, string>> };

/** The filled rows below the head. */
export function readRows(rows: readonly (readonly string[])[]): {
  head: string[];
  columns: (TableField | null)[];
  rows: TableRow[];
} {
  const { at, columns } = readHead(rows);
  const empty = {
    name: '',
    short_name: '',
    kind: '',
    division: '',
    superior: '',
    credit_code: '',
    industry: '',
    aliases: '',
  };
  const filled = rows.slice(at + 1).flatMap((row, index): TableRow[] => {
    if (!row.some((cell) => cell !== '')) return [];
    const given = columns.flatMap((field, column) => (field ? [[field, row[column] ?? ''] as const] : []));
    return [{ row: at + index + 2, cells: { ...empty, ...Object.fromEntries(given) } }];
  });
  return { head: [...(rows[at] ?? [])], columns, rows: filled };
}

/** A kind by its Chinese or English word or its key; null when there is none such. */
export function kindOf(text: string): OrganisationKind | null {
  const wanted = text.normalize('NFKC').trim().toLowerCase();
  // Object.entries widens the keys of the glossary to text.
  const found = Object.entries(organisationKinds).find(
    ([key, { zh, en }]) => key === wanted || zh === wanted || en === wanted,
  ) as [OrganisationKind, unknown] | undefined;
  return found?.[0] ?? null;
}

/** Several names in one cell. */
export const splitNames = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[、，,;；|\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

export type Problem = {
  readonly row: number;
  readonly reason: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What is wrong with a row by itself: name, kind, code, lengths. Places and duplicates are judged with the directory. */
export function checkCells({ row, cells }: TableRow): Problem | null {
  const problem = (reason: string, facts: Problem['facts']): Problem => ({ row, reason, facts });
  if (cells.name === '') return problem('cell_empty', { head: tableHeads.name[0] });
  if (cells.kind === '') return problem('cell_empty', { head: tableHeads.kind[0] });
  if (kindOf(cells.kind) === null) return problem('unknown_kind', { kind: cells.kind.slice(0, 50) });
  if (cells.credit_code !== '' && !isCreditCode(cells.credit_code))
    return problem('credit_code_wrong', { code: cells.credit_code.slice(0, 50) });
  const long = fields.find(([field]) =>
    (field === 'aliases' ? splitNames(cells.aliases) : [cells[field]]).some((one) => one.length > 300),
  );
  if (long) return problem('cell_too_long', { head: tableHeads[long[0]][0], limit: 300 });
  if (splitNames(cells.aliases).length > 50)
    return problem('cell_too_long', { head: tableHeads.aliases[0], limit: 50 });
  return null;
}

/** Rows that name the same organisation twice within one table: by credit code, or by division and name. */
export function checkTwice(
  rows: readonly { row: number; name: string; division: string; credit_code: string }[],
): Problem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, name, division, credit_code }) => {
    const keys = [`${division}/${name}`, ...(credit_code === '' ? [] : [credit_code])];
    const earlier = keys.map((key) => first.get(key)).find((at) => at !== undefined);
    for (const key of keys) if (!first.has(key)) first.set(key, row);
    return earlier === undefined ? [] : [{ row, reason: 'row_twice', facts: { earlier } }];
  });
}
