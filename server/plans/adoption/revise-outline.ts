import type { Change } from '#domain/plans/difference.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import type { Home, PhaseRow } from './rows.ts';

type Phase = { id: string; title: string; from: string | null; to: string | null };
type Measure = { id: string; no: string; title: string };

/** Phases as the new version has them, in its order (C02). What pointed at a removed one points at none. */
export async function revisePhases(db: Writer, home: Home, changes: readonly Change<Phase>[]): Promise<PhaseRow[]> {
  const rows: PhaseRow[] = [];
  for (const change of changes) {
    if (change.kind === 'removed') {
      await dropPhase(db, change.before.id);
      continue;
    }
    const fields = {
      position: rows.length,
      title: change.after.title,
      from_on: change.after.from,
      to_on: change.after.to,
    };
    if (change.kind === 'added') {
      const row = { id: newId(), ...home, ...fields };
      await db.insertInto('phases').values(row).execute();
      rows.push(row);
    } else {
      await db.updateTable('phases').set(fields).where('id', '=', change.before.id).executeTakeFirstOrThrow();
      rows.push({ id: change.before.id, ...home, ...fields });
    }
  }
  return rows;
}

async function dropPhase(db: Writer, id: string): Promise<void> {
  await db.updateTable('tasks').set({ phase_id: null }).where('phase_id', '=', id).execute();
  await db.updateTable('targets').set({ phase_id: null }).where('phase_id', '=', id).execute();
  await db.deleteFrom('phases').where('id', '=', id).execute();
}

/**
 * Measures as the new version has them. Answers the row of each of the draft's measures, by the draft's element id.
 * A removed measure goes only when no task, not even a cancelled one, belongs to it.
 */
export async function reviseMeasures(
  db: Writer,
  home: Home,
  changes: readonly Change<Measure>[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const change of changes) {
    if (change.kind === 'removed') {
      await dropMeasure(db, change.before.id, changes.length);
      continue;
    }
    const { id: element, no, title } = change.after;
    const fields = { position: ids.size, no, title };
    const id = change.kind === 'added' ? newId() : change.before.id;
    if (change.kind === 'added')
      await db
        .insertInto('measures')
        .values({ id, ...home, ...fields })
        .execute();
    else await db.updateTable('measures').set(fields).where('id', '=', id).executeTakeFirstOrThrow();
    ids.set(element, id);
  }
  return ids;
}

async function dropMeasure(db: Writer, id: string, last: number): Promise<void> {
  const used = await db.selectFrom('tasks').select('id').where('measure_id', '=', id).limit(1).executeTakeFirst();
  if (used) await db.updateTable('measures').set({ position: last }).where('id', '=', id).execute();
  else await db.deleteFrom('measures').where('id', '=', id).execute();
}
