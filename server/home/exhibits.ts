import { exhibitNo } from '#domain/exhibits/rules.ts';
import type { Candidate } from '#domain/home/rules.ts';

/** Exhibits that wait for their receipt, as home_page answers them: at most three rows, the longest waiting first. */
export type Awaited = {
  readonly total: number;
  readonly rows: readonly {
    readonly id: string;
    readonly year: number;
    readonly number: number;
    readonly name: string;
    readonly unit: string | null;
    readonly since_on: string | null;
  }[];
};

export const exhibitCandidates = ({ rows }: Awaited): Candidate[] =>
  rows.map(({ id, name, unit, since_on, ...no }) => ({
    ...{ deadline_id: null, kind: 'exhibit.waiting', noun: 'exhibit', row_id: id, task_id: null },
    ...{ programme_id: null, programme_title: null, due_on: null, to_on: null },
    title: `${exhibitNo(no)} ${name}`,
    unit,
    since_on,
  }));
