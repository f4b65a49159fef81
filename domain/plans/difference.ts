import { type Matched, matchTexts, normalise } from './match.ts';
import type { Draft } from './schema.ts';

/** The rows of a running programme that a new version of its document may change. */
export type Running = {
  readonly phases: readonly RunningPhase[];
  readonly measures: readonly RunningMeasure[];
  readonly tasks: readonly RunningTask[];
  readonly targets: readonly RunningTarget[];
};

type RunningPhase = {
  readonly id: string;
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
};
type RunningMeasure = { readonly id: string; readonly no: string; readonly title: string };

export type RunningTask = {
  readonly id: string;
  readonly no: string;
  readonly text: string;
  readonly measure: string;
  readonly lead_units: readonly string[];
  readonly supporting_units: readonly string[];
  readonly from: string | null;
  readonly due_on: string | null;
  readonly continuing: boolean;
};

type RunningTarget = {
  readonly id: string;
  readonly subject: string | null;
  readonly subject_text: string;
  readonly comparison: string;
  readonly value: number;
  readonly value_to: number | null;
  readonly unit: string;
  readonly by: string | null;
};

/** `fields` names what differs; `before` is the row that runs, `after` the element of the new draft. */
export type Change<T> =
  | { readonly kind: 'added'; readonly after: T }
  | { readonly kind: 'removed'; readonly before: T }
  | { readonly kind: 'changed'; readonly before: T; readonly after: T; readonly fields: readonly string[] }
  | { readonly kind: 'same'; readonly before: T; readonly after: T };

export type Difference = {
  readonly phases: readonly Change<RunningPhase>[];
  readonly measures: readonly Change<RunningMeasure>[];
  readonly tasks: readonly Change<RunningTask>[];
  readonly targets: readonly Change<RunningTarget>[];
};

/**
 * A new version of a plan against the programme that runs. Rows are paired by number and likeness of text, so that
 * what merely moved or was reworded keeps its progress.
 */
export function differenceOf(running: Running, draft: Draft): Difference {
  const next = runningFrom(draft);
  return {
    phases: changes(running.phases, next.phases, (row) => ({ no: '', text: row.title }), ['title', 'from', 'to']),
    measures: changes(running.measures, next.measures, (row) => ({ no: row.no, text: row.title }), ['no', 'title']),
    tasks: changes(running.tasks, next.tasks, (row) => ({ no: row.no, text: row.text }), taskFields),
    targets: changes(running.targets, next.targets, (row) => ({ no: '', text: targetText(row) }), targetFields),
  };
}

const taskFields = ['no', 'text', 'measure', 'lead_units', 'supporting_units', 'from', 'due_on', 'continuing'] as const;
const targetFields = ['subject', 'subject_text', 'comparison', 'value', 'value_to', 'unit', 'by'] as const;

const targetText = ({ subject_text, unit }: RunningTarget): string => `${subject_text}${unit}`;

/** The draft in the shape of rows; ids are those of the draft's elements. */
function runningFrom(draft: Draft): Running {
  return {
    phases: draft.phases.map(({ id, title, from, to }) => ({ id, title, from, to })),
    measures: draft.measures.map(({ id, no, title }) => ({ id, no: no ?? '', title })),
    tasks: draft.measures.flatMap((measure) =>
      measure.tasks.map(({ id, no, text, lead_units, supporting_units, from, due_on, to, continuing }) => ({
        ...{ id, no: no ?? '', text, measure: measure.title, lead_units, supporting_units, from, continuing },
        due_on: due_on ?? to,
      })),
    ),
    targets: draft.targets.map(({ id, subject, subject_text, comparison, value, value_to, unit, by }) => ({
      ...{ id, subject, subject_text, comparison, value, value_to, by },
      unit: unit ?? '',
    })),
  };
}

type Describe<T> = (row: T) => { no: string; text: string };

function changes<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
  describe: Describe<T>,
  fields: readonly (keyof T & string)[],
): Change<T>[] {
  return matchTexts(before, after, describe).flatMap((pair) => changeOf(pair, fields) ?? []);
}

function changeOf<T extends object>(
  { before, after }: Matched<T>,
  fields: readonly (keyof T & string)[],
): Change<T> | null {
  if (before === null) return after === null ? null : { kind: 'added', after };
  if (after === null) return { kind: 'removed', before };
  const differing = fields.filter((field) => !alike(before[field], after[field]));
  return differing.length === 0
    ? { kind: 'same', before, after }
    : { kind: 'changed', before, after, fields: differing };
}

/** Units in another order, and text with other spaces or brackets, are the same. */
function alike(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return listText(one) === listText(other);
  if (typeof one === 'string' && typeof other === 'string') return normalise(one) === normalise(other);
  return one === other;
}

const listText = (list: readonly unknown[]): string => [...new Set(list.map(String))].sort().join('、');
