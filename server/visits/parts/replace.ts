import type { Writer } from '#server/db/open.ts';
import { startDeadlines } from '#server/kernel/deadlines.ts';
import { addFindings, clocksOf, type Finding, stopClocks } from '#server/visits/parts/findings.ts';

type Visit = Parameters<typeof addFindings>[1];

/** Open findings are changed, new ones added, open ones that are not named any more discarded; the rest stays. */
export async function replaceFindings(
  db: Writer,
  visit: Visit,
  { findings, now }: { findings: readonly Finding[]; now: Date },
): Promise<void> {
  const before = await db
    .selectFrom('visit_findings')
    .select(['id', 'visit_id', 'state', 'position'])
    .where('visit_id', '=', visit.id)
    .forUpdate()
    .execute();
  const known = new Map(before.map((row) => [row.id, row]));
  const named = new Set(findings.map(({ id }) => id));
  for (const row of before) {
    if (row.state !== 'open' || named.has(row.id)) continue;
    await change(db, row.id, { state: 'discarded' });
    await stopClocks(db, row, now);
  }
  for (const finding of findings) {
    const row = known.get(finding.id);
    if (row?.state !== 'open') continue;
    const { id, ...changed } = finding;
    await change(db, id, changed);
    await stopClocks(db, row, now);
    await startDeadlines(db, clocksOf(visit, finding));
  }
  const last = before.reduce((most, { position }) => Math.max(most, position + 1), 0);
  await addFindings(
    db,
    visit,
    findings.filter(({ id }) => !known.has(id)),
    last,
  );
}

async function change(db: Writer, id: string, set: Partial<Omit<Finding, 'id'>> & { state?: string }): Promise<void> {
  await db
    .updateTable('visit_findings')
    .set((row) => ({ ...set, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
