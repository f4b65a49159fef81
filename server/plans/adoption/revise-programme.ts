import { checkAdoptable } from '#domain/plans/adopt-rules.ts';
import { checkDraft } from '#domain/plans/check.ts';
import { type Change, differenceOf } from '#domain/plans/difference.ts';
import type { Draft } from '#domain/plans/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { endIdleShares, lockOwnProgramme } from '#server/programmes/load.ts';
import { type Adopted, titleFields } from './adopt-draft.ts';
import { loadRunning } from './load-running.ts';
import { type Choices, meaningsOf, meantBy } from './meaning.ts';
import { reviseCouncil } from './revise-council.ts';
import { reviseMeasures, revisePhases } from './revise-outline.ts';
import { reviseReports } from './revise-reports.ts';
import { reviseTargets } from './revise-targets.ts';
import { reviseWork } from './revise-work.ts';
import { shareProgramme } from './shares.ts';

export type Revision = { readonly draft: Draft; readonly choices: Choices; readonly textLength: number };

/**
 * Applies a new version of a plan to the programme that runs: what did not change keeps its progress, removed tasks
 * are cancelled with their history, changed ones are updated, new ones created. Nothing done is ever deleted.
 */
export async function reviseProgramme(
  ctx: VerbContext,
  id: string,
  { draft, choices, textLength }: Revision,
): Promise<Adopted> {
  const { db } = ctx;
  checkAdoptable(draft);
  checkDraft(draft, textLength);
  const programme = await lockOwnProgramme(ctx, { id });
  const home = { programme_id: id, path: programme.path };
  const difference = differenceOf(await loadRunning(db, id), draft);
  const meant = meantBy(await meaningsOf(db, { draft, path: programme.path, choices }));
  await keepAssigned(ctx, id, meant);
  const phases = await revisePhases(db, home, difference.phases);
  const measures = await reviseMeasures(db, home, difference.measures);
  await reviseWork(ctx, { home, draft, changes: difference.tasks, measures, phases, meant });
  await reviseTargets(db, { home, draft, changes: difference.targets, phases });
  await reviseCouncil(db, { home, draft, meant });
  await reviseReports(ctx, { home, draft, owner: programme.org_id });
  await db
    .updateTable('programmes')
    .set({ ...titleFields(draft), version: programme.version + 1 })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await shareProgramme(
    db,
    id,
    [...meant.values()].flatMap(({ orgs }) => orgs.map((org) => org.org_id)),
  );
  await endIdleShares(ctx, id, await holdersOf(ctx, id));
  const counts = countChanges({ ...difference });
  ctx.about({ programme: id, path: programme.path, data: counts });
  return { programme: id, path: programme.path, counts };
}

/** Everybody whom the programme is shared with. */
async function holdersOf({ db }: VerbContext, programme: string): Promise<string[]> {
  const rows = await db
    .selectFrom('shares')
    .select('org_id')
    .where('noun', '=', 'programme')
    .where('row_id', '=', programme)
    .where('to_on', 'is', null)
    .execute();
  return rows.map(({ org_id }) => org_id);
}

/** Names that an officer has assigned since the adoption keep their organisation. */
async function keepAssigned({ db }: VerbContext, programme: string, meant: ReturnType<typeof meantBy>): Promise<void> {
  const rows = await db
    .selectFrom('parts')
    .select(['unit_name', 'org_id'])
    .distinct()
    .where('programme_id', '=', programme)
    .where('group_name', 'is', null)
    .where('org_id', 'is not', null)
    .execute();
  for (const { unit_name, org_id } of rows)
    if (org_id !== null && meant.get(unit_name)?.orgs.length === 0)
      meant.set(unit_name, { group: false, orgs: [{ org_id, name: unit_name }] });
}

/** { tasks_added: 3, tasks_removed: 1, … }: small facts for the event and the answer. */
function countChanges(lists: Record<string, readonly Change<unknown>[]>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, changes] of Object.entries(lists))
    for (const { kind } of changes) counts[`${name}_${kind}`] = (counts[`${name}_${kind}`] ?? 0) + 1;
  return counts;
}
