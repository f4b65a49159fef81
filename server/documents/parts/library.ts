import { readdirSync, readFileSync } from 'node:fs';
import { documentKinds } from '#domain/documents/kinds.ts';
import { Refused } from '#domain/refused.ts';
import { parseTemplate, type Template } from '#papers/template.ts';

export type Law = {
  readonly name: string;
  readonly in_force_from: string | null;
  readonly certainty: string;
  readonly note: string | null;
};
export type Held = { readonly template: Template; readonly text: string };

const folder = new URL('../../../content/documents/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

// The file is ours; content/documents/documents.test.ts holds its shape.
const laws: Readonly<Record<string, Law>> = JSON.parse(read('laws.json'));

/** Every text that the installation offers, by its key: content/documents, read once when the server starts. */
const library: ReadonlyMap<string, Held> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => {
      const text = read(name);
      const template = parseTemplate(text);
      return [template.key, { template, text }] as const;
    }),
);

const order = Object.keys(documentKinds);
const sorted = [...library.values()].sort(
  ({ template: a }, { template: b }) => order.indexOf(a.kind) - order.indexOf(b.kind),
);

/** Rules first, then agreements and forms; within a kind by key. */
export const allTemplates = (): readonly Held[] => sorted;

/** Refuses template_unknown (404 has no row here: templates are no rows). */
export function heldTemplate(key: string): Held {
  const held = library.get(key);
  if (!held) throw new Refused('template_unknown', { field: 'template' });
  return held;
}

export const findTemplate = (key: string): Held | undefined => library.get(key);

/** The laws a text rests on with their versions, how sure we are of each, and what they say there. */
export const basisOf = ({ basis }: Template) =>
  basis.map(({ law, article, certainty, says }) => ({ law: laws[law]?.name ?? law, article, certainty, says }));
