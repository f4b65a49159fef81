import { queryOptions } from '@tanstack/react-query';
import { adoptionSteps, documentKinds, firmSizes, purposes } from '#domain/documents/kinds.ts';
import type { Term } from '#domain/glossary.ts';
import type { Pair } from '#papers/template.ts';
import type { Values } from '#papers/template-inline.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';

const loadDocument = (id: string) => read(api.GET('/api/documents/{id}', { params: { path: { id } } }));
const loadTemplate = (key: string, member: string | null) =>
  read(api.GET('/api/documents/templates/{key}', { params: { path: { key }, query: member ? { member } : {} } }));

export type Document = Awaited<ReturnType<typeof loadDocument>>;
export type TemplateDetail = Awaited<ReturnType<typeof loadTemplate>>;
export type Size = Document['size'];
export type Step = Document['asked_steps'][number];

export const documentQuery = (id: string) =>
  queryOptions({ queryKey: ['documents', id], queryFn: () => loadDocument(id) });

/** A text of the library; for somebody of the firm it is filled with what is known of that person. */
export const templateQuery = (key: string, member: string | null) =>
  queryOptions({ queryKey: ['documents', 'template', key, member], queryFn: () => loadTemplate(key, member) });

const loadTemplates = () => read(api.GET('/api/documents/templates'));

export type TemplateRow = Awaited<ReturnType<typeof loadTemplates>>['rows'][number];

export const templatesQuery = queryOptions({ queryKey: ['documents', 'templates'], queryFn: loadTemplates });

export const touchedQuery = queryOptions({
  queryKey: ['documents', 'touched'],
  queryFn: () => read(api.GET('/api/documents/touched')),
});

/** What is stale after any act on a document. */
export const stale = ['documents', 'enterprises', 'home', 'evidence', 'events'] as const;

export const kindKeys = Object.keys(documentKinds) as (keyof typeof documentKinds)[]; // the keys of the table itself
export const sizeKeys = Object.keys(firmSizes) as (keyof typeof firmSizes)[]; // the keys of the table itself
export const purposeKeys = Object.keys(purposes) as (keyof typeof purposes)[]; // the keys of the table itself

/** Kinds, sizes, purposes and steps in words, and the language's half of a pair. */
export function useWords() {
  const language = useLanguage();
  const among =
    <K extends string>(terms: Readonly<Record<K, Term>>) =>
    (key: K): string => {
      const word = terms[key][language];
      return word.charAt(0).toUpperCase() + word.slice(1);
    };
  return {
    kind: among(documentKinds),
    size: among(firmSizes),
    purpose: among(purposes),
    step: among(adoptionSteps),
    pair: (pair: Pair): string => pair[language],
  };
}

/** The server's numbers as the text takes them. */
export const ruleValues = (numbers: readonly { key: string; value: string }[]): Record<string, string> =>
  Object.fromEntries(numbers.map(({ key, value }) => [key, value]));

/** What was filled in, as papers reads it: the schema of the answer says the same in other words. */
export const valuesOf = (fields: Document['fields']): Values => fields as Values;
