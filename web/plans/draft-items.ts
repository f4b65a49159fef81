import type { Certainty, Draft, Source } from '#domain/plans/schema.ts';
import type { TextMark } from '../ui/text-blocks.ts';
import { councilFacts, factOf, headFacts } from './draft-edit.ts';

/** Everything in a draft that has a place in the text or a certainty: what can be shown, marked and checked. */
export type Item = { readonly id: string; readonly source: Source; readonly certainty: Certainty };

/** All items of a draft, in the order of the screen. */
export function itemsOf(draft: Draft): Item[] {
  const { council } = draft;
  const facts = headFacts.flatMap((key) => factItem(draft, key));
  const work = draft.measures.flatMap((measure) => [measure, ...measure.tasks]);
  const body = council
    ? [
        ...councilFacts.flatMap((key) => factItem(draft, key)),
        ...[...council.deputies, ...council.members, ...council.office_duties, ...council.member_duties],
      ]
    : [];
  return [...facts, ...draft.basis, ...draft.phases, ...draft.targets, ...work, ...body, ...draft.reports].map(
    ({ id, source, certainty }) => ({ id, source, certainty }),
  );
}

function factItem(draft: Draft, key: (typeof headFacts)[number] | (typeof councilFacts)[number]): Item[] {
  const { value, source, certainty } = factOf(draft, key);
  return value === null ? [] : [{ id: key, source, certainty }];
}

/** What somebody should look at: notes and unsure items first, then those that are merely likely. */
export function pendingOf(draft: Draft): string[] {
  const items = itemsOf(draft);
  const only = (certainty: Certainty) => items.filter((item) => item.certainty === certainty).map(({ id }) => id);
  return [...draft.notes.map(({ id }) => id), ...only('unsure'), ...only('likely')];
}

const tones = { sure: 'good', likely: 'busy', unsure: 'warn' } as const;

/** The marks in the text: green for sure, blue for likely, yellow for unsure; red where the text contradicts itself. */
export function marksOf(draft: Draft): TextMark[] {
  const marks = itemsOf(draft).flatMap(({ id, source, certainty }) =>
    source ? [{ id, start: source[0], end: source[1], tone: tones[certainty] }] : [],
  );
  const notes = draft.notes.flatMap(({ id, source }) =>
    source ? [{ id, start: source[0], end: source[1], tone: 'bad' as const }] : [],
  );
  return [...marks, ...notes];
}

/** The item behind a field that the server names: "measures.0.tasks.2.due_on", "draft.phases.1.to", "period_to". */
export function itemOfField(draft: Draft, field: string): string | null {
  const [head = '', ...parts] = field.replace(/^draft\./, '').split('.');
  if (headFacts.some((key) => key === head)) return head;
  if (head === 'council' && parts[0] !== undefined && ['name', 'head', 'office'].includes(parts[0]))
    return `council.${parts[0]}`;
  let at: unknown = (draft as Record<string, unknown>)[head];
  let id: string | null = null;
  for (const part of parts) {
    if (typeof at !== 'object' || at === null) break;
    at = (at as Record<string, unknown>)[part];
    if (typeof at === 'object' && at !== null && 'id' in at && typeof at.id === 'string') id = at.id;
  }
  return id;
}
