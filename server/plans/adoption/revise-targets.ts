import type { Change, Running } from '#domain/plans/difference.ts';
import type { Draft } from '#domain/plans/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { type Home, type PhaseRow, phaseIdAt, targetFields } from './rows.ts';

type TargetsRevision = {
  readonly home: Home;
  readonly draft: Draft;
  readonly changes: readonly Change<Running['targets'][number]>[];
  readonly phases: readonly PhaseRow[];
};

/** Targets as the new version has them (C04); overrides, splits and history of those that stay are untouched. */
export async function reviseTargets(db: Writer, { home, draft, changes, phases }: TargetsRevision): Promise<void> {
  const elements = new Map(draft.targets.map((target, position) => [target.id, { target, position }]));
  for (const change of changes) {
    if (change.kind === 'removed') {
      await cancelTarget(db, change.before.id);
      continue;
    }
    const element = elements.get(change.after.id);
    if (!element) continue;
    const { target, position } = element;
    const fields = { ...targetFields(target), position, phase_id: phaseIdAt(phases, target.by) };
    if (change.kind === 'added')
      await db
        .insertInto('targets')
        .values({ id: newId(), ...home, ...fields })
        .execute();
    else
      await db
        .updateTable('targets')
        .set((row) => ({ ...fields, version: change.kind === 'changed' ? row('version', '+', 1) : row.ref('version') }))
        .where('id', '=', change.before.id)
        .executeTakeFirstOrThrow();
  }
}

/** A target that the plan no longer names, with what was handed down from it. */
async function cancelTarget(db: Writer, id: string): Promise<void> {
  await db
    .updateTable('targets')
    .set((row) => ({ state: 'cancelled', version: row('version', '+', 1) }))
    .where((row) => row.or([row('id', '=', id), row('parent_id', '=', id)]))
    .execute();
}
