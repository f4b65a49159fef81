import { isCreditCode } from '../organisations/credit-code.ts';
import { industryOf } from './rules.ts';
import { sizeWords } from './words.ts';

/** The columns of a table of firms, in the order of the export; the first head is the one we write. */
export const firmHeads = {
  name: ['企业名称', '名称', '单位名称', '公司名称', '企业全称', '市场主体名称', '主体名称'],
  credit_code: ['统一社会信用代码', '信用代码', '社会信用代码', '统一信用代码', '组织机构代码/统一社会信用代码'],
  division: [
    '行政区划',
    '区划代码',
    '行政区划代码',
    '所属区划',
    '所在地区',
    '地区',
    '区域',
    '所属县区',
    '县区',
    '所在县区',
  ],
  industry: ['行业', '行业代码', '所属行业', '国民经济行业', '行业门类', '行业分类'],
  size: ['规模', '企业规模', '企业划型'],
  staff: ['从业人数', '员工人数', '职工人数', '人数', '从业人员'],
  tags: ['标签', '企业标签', '资质', '企业类别', '荣誉资质', '企业资质'],
  address: ['地址', '住所', '企业地址', '经营地址', '注册地址', '详细地址'],
  contact_name: ['联系人', '联络员', '企业联系人', '企业联络员', '联系人姓名'],
  contact_phone: ['联系电话', '电话', '手机', '手机号', '手机号码', '联系方式', '联系人电话'],
  contact_email: ['邮箱', '电子邮箱', '电子邮件', '联系邮箱'],
  contact_point: ['联系点', '是否联系点', '联络点'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type FirmField = keyof typeof firmHeads;

// Object.keys answers text; these are the keys of the table above.
export const firmFields = Object.keys(firmHeads) as FirmField[];

/** A head without spaces, stars, colons, brackets and "required": how heads are compared and remembered. */
export const plainHead = (head: string): string =>
  head
    .normalize('NFKC')
    .replaceAll(/[\s*:：()（）]|必填|选填/g, '')
    .toLowerCase();

const byHead = new Map<string, FirmField>(
  firmFields.flatMap((field) => firmHeads[field].map((head) => [plainHead(head), field])),
);

/** Which field a head means, whatever the order of the columns; null for a column that is not ours. */
export const fieldOfHead = (head: string): FirmField | null => byHead.get(plainHead(head)) ?? null;

/** Index of the head among the first rows: the one that most columns are known of, at least the name; -1 without one. */
export function headRowOf(
  rows: readonly (readonly string[])[],
  remembered: Readonly<Record<string, string | null>> = {},
): number {
  const known = (cell: string): boolean => fieldOfHead(cell) !== null || (remembered[plainHead(cell)] ?? null) !== null;
  const scores = rows.map((row) => row.filter((cell) => cell !== '' && known(cell)).length);
  const best = Math.max(0, ...scores);
  if (best > 0) return scores.indexOf(best);
  return rows.findIndex((row) => row.filter((cell) => cell !== '').length > 1);
}

export type Mapping = Readonly<Partial<Record<FirmField, number>>>;

/** Column of every field: as these heads were mapped the last time, else by their names. A field takes its first column. */
export function mappingOf(head: readonly string[], remembered: Readonly<Record<string, string | null>>): Mapping {
  const mapping: Partial<Record<FirmField, number>> = {};
  head.forEach((text, column) => {
    if (text === '') return;
    const before = remembered[plainHead(text)];
    const field = before === undefined ? fieldOfHead(text) : firmFields.find((one) => one === before);
    if (field && mapping[field] === undefined) mapping[field] = column;
  });
  return mapping;
}

export type Problem = { readonly reason: string; readonly facts: Readonly<Record<string, string | number>> };

/** What a row says besides who it is; what is left out says nothing. */
export type FirmCells = {
  readonly industry?: string;
  readonly size?: string;
  readonly staff?: number;
  readonly tags?: readonly string[];
  readonly address?: string;
  readonly contact_name?: string;
  readonly contact_phone?: string;
  readonly contact_email?: string;
  readonly contact_point?: boolean;
};

export type Directory = {
  /** The division that a cell means: by code, name or names from the province down; empty means the own one. */
  readonly place: (text: string) => { readonly code: string; readonly path: string } | Problem;
  readonly tag: (text: string) => string | null;
  readonly sections: readonly NamedSection[];
};

/** A section of GB/T 4754 with its divisions, in words. */
export type NamedSection = {
  readonly code: string;
  readonly zh: string;
  readonly divisions: readonly { readonly code: string; readonly zh: string }[];
};

export type FirmRow = {
  readonly name: string;
  readonly credit_code: string;
  readonly place: { readonly code: string; readonly path: string } | null;
  readonly fields: FirmCells;
  readonly problem: Problem | null;
};

/** One row of a table of firms, judged by itself; duplicates are judged with the register and the rest of the table. */
export function readFirm(cells: readonly string[], mapping: Mapping, directory: Directory): FirmRow {
  const cell = (field: FirmField): string => {
    const column = mapping[field];
    return column === undefined ? '' : (cells[column] ?? '').normalize('NFKC').trim();
  };
  const name = cell('name').replaceAll(/\s+/g, ' ');
  const credit_code = cell('credit_code').replaceAll(/[\s-]/g, '').toUpperCase();
  const problems: Problem[] = [];
  const wrong = (reason: string, facts: Problem['facts']): undefined => void problems.push({ reason, facts });
  const broken = firmFields.find((field) => /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(cell(field)));
  if (broken) wrong('cell_error', { head: firmHeads[broken][0] });
  if (name === '') wrong('cell_empty', { head: firmHeads.name[0] });
  for (const [field, limit] of limits)
    if (cell(field).length > limit) wrong('cell_too_long', { head: firmHeads[field][0], limit });
  if (credit_code !== '' && !isCreditCode(credit_code)) wrong('credit_code_wrong', { code: credit_code.slice(0, 50) });
  const place = directory.place(cell('division').replaceAll(/\s/g, ''));
  if ('reason' in place) problems.push(place);
  const fields = readFields(cell, { directory, wrong });
  return { name, credit_code, place: 'reason' in place ? null : place, fields, problem: problems[0] ?? null };
}

const limits: readonly (readonly [FirmField, number])[] = [
  ['name', 300],
  ['address', 300],
  ['contact_name', 100],
  ['contact_phone', 40],
  ['contact_email', 200],
];

type Judge = { readonly directory: Directory; readonly wrong: (reason: string, facts: Problem['facts']) => undefined };

function readFields(cell: (field: FirmField) => string, { directory, wrong }: Judge): FirmCells {
  const { sections } = directory;
  const given = <T>(field: FirmField, read: (text: string) => T | undefined): T | undefined => {
    const text = cell(field);
    return text === '' ? undefined : read(text);
  };
  const unknown = (field: FirmField, text: string): undefined =>
    wrong('cell_unknown', { head: firmHeads[field][0], value: text.slice(0, 50) });
  const industry = given('industry', (text) => industryByWord(text, sections) ?? unknown('industry', text));
  const size = given('size', (text) => sizeOf(text) ?? unknown('size', text));
  const staff = given('staff', (text) => staffOf(text) ?? unknown('staff', text));
  const tags = given('tags', (text) => {
    const words = text
      .split(/[、，,;；|\n/]/)
      .map((word) => word.trim())
      .filter(Boolean);
    const keys = words.map((word) => ({ word, key: directory.tag(word) }));
    const strange = keys.find(({ key }) => key === null);
    if (strange) return unknown('tags', strange.word);
    return [...new Set(keys.flatMap(({ key }) => (key === null ? [] : [key])))];
  });
  const contact_point = given('contact_point', (text) => yesOrNo(text) ?? unknown('contact_point', text));
  const contact_email = given('contact_email', (text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : unknown('contact_email', text),
  );
  const plain = { address: cell('address'), contact_name: cell('contact_name'), contact_phone: cell('contact_phone') };
  const all = { industry, size, staff, tags, contact_point, contact_email, ...plain };
  // What is empty says nothing; the values that stay are those of FirmCells.
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  ) as FirmCells;
}

/** A code of GB/T 4754 ("C27", "2710"), a code with its name ("27 医药制造业"), or the name of a section or division. */
export function industryByWord(text: string, sections: readonly NamedSection[]): string | null {
  const [, code = ''] = /^([A-T]?\d{0,4})(?![\dA-Za-z])/.exec(text.toUpperCase()) ?? [];
  const found = code === '' ? null : industryOf(code, sections);
  if (found) return found.code;
  const name = text.replaceAll(/\s/g, '');
  for (const { code: section, zh, divisions } of sections) {
    if (zh === name) return section;
    const division = divisions.find((one) => one.zh === name);
    if (division) return division.code;
  }
  return null;
}

const sizeOf = (text: string): string | null =>
  Object.entries(sizeWords).find(([key, { zh, en }]) =>
    [key, zh, `${zh}企业`, zh.charAt(0), en.toLowerCase()].includes(text.toLowerCase()),
  )?.[0] ?? null;

const staffOf = (text: string): number | null => {
  const [, digits = ''] = /^(\d{1,7})(?:\.0+)?人?$/.exec(text.replaceAll(',', '')) ?? [];
  return digits === '' || Number(digits) > 2_000_000 ? null : Number(digits);
};

const yesOrNo = (text: string): boolean | null => {
  if (/^(是|√|✓|1|yes|y|true|有)$/i.test(text)) return true;
  return /^(否|×|0|no|n|false|无)$/i.test(text) ? false : null;
};
