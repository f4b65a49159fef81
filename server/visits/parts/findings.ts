import type { Static } from 'typebox';
import { Refused } from '#domain/refused.ts';
import { findingClocks } from '#domain/visits/rules.ts';
import type { visitFields } from '#domain/visits/schema.ts';
import type { Writer } from '#server/db/open.ts';
import {
  type Clock,
  meetDeadlines,
  resumeDeadlines,
  type Start,
  startDeadlines,
  stopDeadlines,
} from '#server/kernel/deadlines.ts';

export type Finding = Static<typeof visitFields.findings>[number];

type Visit = {
  readonly id: string;
  readonly enterprise_id: string;
  readonly enterprise_name: string;
  readonly org_id: string;
  readonly path: string;
};

/** Writes findings of a visit and starts their clocks. An id that is in use already: visit_finding_taken. */
export async function addFindings(db: Writer, visit: Visit, findings: readonly Finding[], first = 0): Promise<void> {
  if (findings.length === 0) return;
  const { id: visit_id, enterprise_id, org_id, path } = visit;
  const made = await db
    .insertInto('visit_findings')
    .values(
      findings.map((finding, index) => ({
        ...finding,
        visit_id,
        enterprise_id,
        org_id,
        path,
        position: first + index,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (made.length < findings.length) throw new Refused('visit_finding_taken', { field: 'findings' });
  await startDeadlines(
    db,
    findings.flatMap((finding) => clocksOf(visit, finding)),
  );
}

/** A finding with a day is a duty of the firm, and one of the visitors: to look whether it was done. */
export function clocksOf(visit: Visit, { id, what, due_on }: Pick<Finding, 'id' | 'what' | 'due_on'>): Start[] {
  if (due_on === null) return [];
  const kinds = findingClocks(id);
  const both = { noun: 'visit', row: visit.id, programme: null, path: '', due: due_on };
  return [
    { ...both, kind: kinds.firm, org: visit.enterprise_id, title: `走访问题整改：${what}` },
    { ...both, kind: kinds.visitor, org: visit.org_id, title: `核实整改：${visit.enterprise_name}，${what}` },
  ];
}

type Marked = { readonly id: string; readonly visit_id: string };

/** The clocks of findings: the firm's, the visitors', or both. */
function runningOf(findings: readonly Marked[], who: 'firm' | 'both' = 'both'): Clock[] {
  return findings.flatMap(({ id, visit_id }) => {
    const { firm, visitor } = findingClocks(id);
    return (who === 'firm' ? [firm] : [firm, visitor]).map((kind) => ({ noun: 'visit', row: visit_id, kind }));
  });
}

/** Ends both clocks of findings as met, or only the firm's when the firm says that it is done. */
export const meetClocks = (db: Writer, findings: readonly Marked[], now: Date, who: 'firm' | 'both' = 'both') =>
  meetDeadlines(db, runningOf(findings, who), now);

export const resumeClocks = (db: Writer, findings: readonly Marked[]): Promise<void> =>
  resumeDeadlines(db, runningOf(findings));

export const stopClocks = (db: Writer, findings: readonly Marked[], now: Date): Promise<void> =>
  stopDeadlines(db, runningOf(findings), now);

/** Earlier findings of the firm that this visit saw remedied. Those that are closed already, or of others, stay as they are. */
export async function closeFindings(
  db: Writer,
  { id, enterprise_id }: Visit,
  { closes, day, now }: { closes: readonly string[]; day: string; now: Date },
): Promise<number> {
  if (closes.length === 0) return 0;
  const closed = await db
    .updateTable('visit_findings')
    .set((row) => ({ state: 'done', done_on: day, done_visit: id, version: row('version', '+', 1) }))
    .where('id', 'in', closes)
    .where('enterprise_id', '=', enterprise_id)
    .where('visit_id', '<>', id)
    .where('state', 'in', ['open', 'reported'])
    .returning(['id', 'visit_id'])
    .execute();
  await meetClocks(db, closed, now);
  return closed.length;
}
