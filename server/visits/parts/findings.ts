import type { Static } from 'typebox';
import { Refused } from '#domain/refused.ts';
import { findingClocks } from '#domain/visits/rules.ts';
import type { visitFields } from '#domain/visits/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { meetDeadline, resumeDeadline, type Start, startDeadlines, stopDeadline } from '#server/kernel/deadlines.ts';

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

/** Ends both clocks of a finding as met, or only the firm's when the firm says that it is done. */
export async function meetClocks(db: Writer, { id, visit_id }: Marked, now: Date, who: 'firm' | 'both' = 'both') {
  const kinds = findingClocks(id);
  for (const kind of who === 'firm' ? [kinds.firm] : [kinds.firm, kinds.visitor])
    await meetDeadline(db, { noun: 'visit', row: visit_id, kind }, now);
}

export async function resumeClocks(db: Writer, { id, visit_id }: Marked): Promise<void> {
  for (const kind of Object.values(findingClocks(id))) await resumeDeadline(db, { noun: 'visit', row: visit_id, kind });
}

export async function stopClocks(db: Writer, { id, visit_id }: Marked, now: Date): Promise<void> {
  for (const kind of Object.values(findingClocks(id)))
    await stopDeadline(db, { noun: 'visit', row: visit_id, kind }, now);
}

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
  for (const one of closed) await meetClocks(db, one, now);
  return closed.length;
}
