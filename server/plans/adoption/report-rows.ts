import type { Insertable } from 'kysely';
import { reportDays } from '#domain/plans/adopt-rules.ts';
import type { Draft } from '#domain/plans/schema.ts';
import { reportClock, reportTitle } from '#domain/reports/deadlines.ts';
import type { DB } from '#server/db/schema.gen.ts';
import { newId } from '#server/kernel/id.ts';
import type { Home } from './rows.ts';

export type ReportsOf = {
  readonly home: Home;
  readonly owner: string;
  readonly title: string;
  readonly period: { readonly from: string | null; readonly to: string | null };
  readonly today: string;
};

type DutyRow = Insertable<DB['reporting_duties']> & { id: string; due: string[]; receivers: string[] };

export const dutyRows = (home: Home, reports: Draft['reports']): DutyRow[] =>
  reports.map(({ due, to }) => ({ id: newId(), ...home, due: [...due], receivers: [...to] }));

/** One report per yearly date within the period (C10), each with its clock; `known` dates are there already. */
export function reportRows(
  duty: DutyRow,
  { home, owner, title, period, today }: ReportsOf,
  known: ReadonlySet<string> = new Set(),
) {
  const reports = reportDays(duty.due, period, today)
    .filter((day) => !known.has(day))
    .map((due_on) => ({
      ...{ id: newId(), duty_id: duty.id, ...home, org_id: owner, due_on, receivers: duty.receivers },
    }));
  const deadlines = reports.map(({ id, due_on }) => ({
    ...{ id: newId(), ...reportClock, row_id: id, org_id: owner, ...home },
    ...{ title: reportTitle(title), due_on },
  }));
  return { reports, deadlines };
}
