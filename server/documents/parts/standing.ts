import { type NextStep, nextStepOf } from '#domain/documents/rules.ts';
import type { Reader } from '#server/db/open.ts';
import { documentState } from '#server/documents/load.ts';
import { findTemplate } from '#server/documents/parts/library.ts';
import { numbersOn, type Touched, touchedBy } from '#server/documents/parts/numbers.ts';

type Row = {
  readonly id: string;
  readonly template: string;
  readonly state: string;
  readonly rules: unknown;
  readonly review_on: string | null;
  readonly version: number;
};

export type Standing = {
  readonly next_step: NextStep;
  readonly touched: readonly Touched[];
  readonly done: readonly string[];
};

/** What comes next with each of these documents, and the numbers under them that have changed. */
export async function standingOf(db: Reader, rows: readonly Row[], today: string): Promise<Map<string, Standing>> {
  if (rows.length === 0) return new Map();
  const steps = await db
    .selectFrom('document_steps')
    .select(['document_id', 'step'])
    .where(
      'document_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const keys = new Set(rows.flatMap(({ rules }) => Object.keys(valuesIn(rules))));
  const numbers = await numbersOn(db, [...keys], today);
  return new Map(
    rows.map((row) => {
      const state = documentState(row.state);
      const done = steps.filter(({ document_id }) => document_id === row.id);
      const over = state === 'replaced' || state === 'discarded';
      const touched = over ? [] : touchedBy(valuesIn(row.rules), numbers);
      const asked = findTemplate(row.template)?.template.steps ?? [];
      const untouched_draft = state === 'draft' && row.version === 1;
      const facts = { state, asked, done, review_on: row.review_on, touched: touched.length > 0, untouched_draft };
      return [row.id, { next_step: nextStepOf(facts, today), touched, done: done.map(({ step }) => step) }];
    }),
  );
}

/** What the verbs wrote: rule keys and their values. */
export const valuesIn = (rules: unknown): Record<string, string> => rules as Record<string, string>;
