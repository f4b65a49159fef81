import { isDay } from '#domain/clock.ts';
import {
  emptyBody,
  measures,
  readBody,
  rightsKinds,
  type SecretBody,
  secretKinds,
  textFields,
} from '#domain/secrets/body.ts';
import { secretTexts } from './texts.ts';

export const mostRows = 5_000;

/** Heads of the table, in both languages; the order of columns is free. */
const heads = [...textFields, 'kind', 'rights', 'searched_on', 'measures', 'cross_border'] as const;
type Head = (typeof heads)[number];

export const templateHeads = (language: 'zh' | 'en'): string[] =>
  heads.map((name) => secretTexts[name][language === 'zh' ? 0 : 1]);

export type Line = { readonly row: number } & (
  | { readonly body: SecretBody }
  | { readonly problem: 'import_no_title' | 'import_no_content' }
);

/** The rows of a table as records; undefined when no head names a title within ten rows. Empty rows are left out. */
export function linesOf(table: readonly (readonly string[])[]): Line[] | undefined {
  const at = table.slice(0, 10).findIndex((row) => row.some((cell) => headOf(cell) === 'title'));
  if (at < 0) return undefined;
  const columns = (table[at] ?? []).map(headOf);
  return table.slice(at + 1).flatMap((cells, index): Line[] => {
    if (cells.every((cell) => cell === '')) return [];
    const row = at + index + 2;
    const values = new Map(columns.flatMap((head, place) => (head ? [[head, cells[place] ?? ''] as const] : [])));
    const body = bodyOf(values);
    if (body.title === '') return [{ row, problem: 'import_no_title' }];
    if (body.content === '') return [{ row, problem: 'import_no_content' }];
    return [{ row, body }];
  });
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s(（].*$|[:：*]/gu, '')
    .toLowerCase();

function headOf(cell: string): Head | undefined {
  const wanted = plain(cell);
  return wanted === '' ? undefined : heads.find((name) => secretTexts[name].some((word) => plain(word) === wanted));
}

function bodyOf(values: ReadonlyMap<Head, string>): SecretBody {
  const text = (head: Head): string => values.get(head) ?? '';
  const among = <T extends string>(all: readonly T[], prefix: string, value: string): T | undefined =>
    all.find((one) => one === value || wordsOf(`${prefix}_${one}`).includes(value));
  const texts = Object.fromEntries(textFields.map((name) => [name, text(name)]));
  // Year, month and day as Chinese writes them become dashes.
  const day = text('searched_on')
    .replaceAll(/[./\u5e74\u6708]/gu, '-')
    .replace(/\u65e5$/u, '');
  const told = text('measures').split(/[；;\n]/u);
  return readBody({
    ...emptyBody,
    ...texts,
    kind: among(secretKinds, 'kind', text('kind')) ?? 'technical',
    rights: among(rightsKinds, 'rights', text('rights')) ?? 'own',
    searched_on: isDay(day) ? day : null,
    measures: measures.filter((one) => told.some((part) => among([one], 'measure', part.trim()) !== undefined)),
    cross_border: secretTexts.yes.some((word) => word === text('cross_border')),
  });
}

const wordsOf = (key: string): readonly string[] =>
  Object.entries(secretTexts).find(([name]) => name === key)?.[1] ?? [];
