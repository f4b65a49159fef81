import type { FormContent } from '#domain/forms/schema.ts';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';

const loadForm = (id: string) => read(api.GET('/api/forms/{id}', { params: { path: { id } } }));
export type Asked = NonNullable<Paths['/api/forms']['get']['parameters']['query']>;
export const loadForms = (query: Asked) => read(api.GET('/api/forms', { params: { query } }));

export type Form = Awaited<ReturnType<typeof loadForm>>;
export type Row = Awaited<ReturnType<typeof loadForms>>['rows'][number];
export type Content = FormContent;
export type Item = FormContent['items'][number];
export { loadForm };

/** What is stale after any act on a form. */
export const stale = ['forms', 'assessments', 'events', 'evidence'] as const;

/** Codes of the questions that differ between two states of a form, in the order of the later one; those gone last. */
export function changedItems(before: Content, after: Content): string[] {
  const was = new Map(before.items.map((item) => [item.code, JSON.stringify(item)]));
  const is = new Set(after.items.map(({ code }) => code));
  const changed = after.items.filter((item) => was.get(item.code) !== JSON.stringify(item)).map(({ code }) => code);
  return [...changed, ...[...was.keys()].filter((code) => !is.has(code))];
}

/** The next free code of a part: A6 after A1 to A5. */
export const nextCode = (items: readonly Item[], dimension: string): string => {
  const taken = items.filter((item) => item.dimension === dimension).map(({ code }) => Number(code.slice(1)) || 0);
  return `${dimension}${Math.max(0, ...taken) + 1}`;
};

/** The next free letter for a part; undefined when all are used. */
export const nextPart = (content: Content): string | undefined =>
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !content.dimensions.some(({ code }) => code === letter));

export const emptyItem = (content: Content, dimension: string): Item => {
  const text = () => ({ zh: '', en: '' });
  return {
    ...{ code: nextCode(content.items, dimension), dimension, weight: 1, key: false, micro: false, classes: [] },
    ...{ question: text(), why: text(), help: text(), evidence: text(), remedy: text(), document: null, prefill: null },
  };
};
