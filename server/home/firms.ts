import type { Candidate } from '#domain/home/rules.ts';

/** Firms that the organisation serves, as home_page answers them: totals, and at most three rows of each kind. */
export type Served = {
  readonly total: number;
  readonly weak: number;
  readonly unvisited: number;
  readonly rows: readonly {
    readonly kind: 'firm.weak' | 'firm.unvisited';
    readonly id: string;
    readonly name: string;
    readonly visited_on: string | null;
    readonly grade: string | null;
    readonly assessed_on: string | null;
  }[];
};

/** Firms that applied to join, the longest waiting first. */
export type Applied = {
  readonly total: number;
  readonly rows: readonly { readonly id: string; readonly name: string; readonly since_on: string }[];
};

const bare = { deadline_id: null, task_id: null, programme_id: null, programme_title: null, due_on: null, to_on: null };

export const servedCandidates = (served: Served | null): Candidate[] =>
  (served?.rows ?? []).map(({ kind, id, name, visited_on, assessed_on, grade }) => ({
    ...{ ...bare, kind, noun: 'enterprise', row_id: id, title: name, unit: grade },
    since_on: kind === 'firm.weak' ? assessed_on : visited_on,
  }));

export const appliedCandidates = ({ rows }: Applied): Candidate[] =>
  rows.map(({ id, name, since_on }) => ({
    ...{ ...bare, kind: 'firm.applied', noun: 'application', row_id: id, title: name, unit: null },
    since_on,
  }));
