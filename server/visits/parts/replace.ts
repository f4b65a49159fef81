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
  const gone = before.filter(({ id, state }) => state === 'open' && !named.has(id));
  if (gone.length > 0)
    await db
      .updateTable('visit_findings')
      .set((row) => ({ state: 'discarded', version: row('version', '+', 1) }))
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute();
  const kept = findings.filter(({ id }) => known.get(id)?.state === 'open');
  for (const { id, ...changed } of kept)
    await db
      .updateTable('visit_findings')
      .set((row) => ({ ...changed, version: row('version', '+', 1) }))
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  // A finding without a day any more has none of its clocks running.
  const open = before.filter(({ state }) => state === 'open');
  await stopClocks(db, open, now);
  await startDeadlines(
    db,
    kept.flatMap((finding) => clocksOf(visit, finding)),
  );
  const last = before.reduce((most, { position }) => Math.max(most, position + 1), 0);
  await addFindings(
    db,
    visit,
    findings.filter(({ id }) => !known.has(id)),
    last,
  );
}
