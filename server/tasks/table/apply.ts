import { sql } from 'kysely';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import type { Programme } from '#server/programmes/load.ts';
import { endIdleShares } from '#server/programmes/load.ts';
import { addParts, type NewPart } from '#server/tasks/parts/add-parts.ts';
import { moveDue } from '#server/tasks/parts/due.ts';
import { loadPart } from '#server/tasks/parts/load.ts';
import { dropExtensions, movePart, settleTask } from '#server/tasks/parts/settle.ts';
import { removedParts, roles, type Wanted } from '#server/tasks/table/compare.ts';
import type { Known } from '#server/tasks/table/known.ts';

type Applying = { programme: Programme; known: Known };

/** New tasks with their parts, in few statements however many they are. */
export async function addAll(
  { db }: VerbContext,
  { programme, known }: Applying,
  rows: readonly Wanted[],
): Promise<void> {
  const fresh = rows.map((row, index) => ({ id: newId(), position: known.last + 1 + index, row }));
  const tasks = fresh.map(({ id, position, row: { fields } }) => ({ id, position, ...fields }));
  await sql`
    insert into tasks (id, programme_id, path, measure_id, phase_id, position, no, text, from_on, due_on, continuing)
    select id, ${programme.id}, ${programme.path}, measure, phase, position, no, text, from_on, due_on, continuing
      from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
        as n(id uuid, position integer, measure uuid, phase uuid, no text, text text, from_on date, due_on date, continuing boolean)`.execute(
    db,
  );
  const parts = fresh.flatMap(({ id, row }) =>
    roles.flatMap((role) => newParts({ programme, known }, { id, row, role, names: row[role] ?? [] })),
  );
  await addParts(db, parts);
}

/** Existing tasks: their fields in one statement, then the dates and units of those where these changed. */
export async function changeAll(ctx: VerbContext, applying: Applying, rows: readonly Wanted[]): Promise<void> {
  const tasks = rows.map(({ before, fields }) => ({ id: before?.id ?? '', ...fields }));
  await sql`
    update tasks t set measure_id = n.measure, phase_id = n.phase, no = n.no, text = n.text, from_on = n.from_on, due_on = n.due_on,
        continuing = n.continuing, version = t.version + 1
      from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
        as n(id uuid, measure uuid, phase uuid, no text, text text, from_on date, due_on date, continuing boolean)
     where t.id = n.id and t.programme_id = ${applying.programme.id}`.execute(ctx.db);
  const takenOff: (string | null)[] = [];
  for (const row of rows) takenOff.push(...(await changeOne(ctx, applying, row)));
  await endIdleShares(ctx, applying.programme.id, takenOff);
}

/** Answers the organisations that were taken off. */
async function changeOne(ctx: VerbContext, applying: Applying, row: Wanted): Promise<(string | null)[]> {
  const { before, fields } = row;
  if (!before) return [];
  const takenOff: (string | null)[] = [];
  const { programme } = applying;
  const moved = before.due_on !== fields.due_on;
  if (moved)
    await moveDue(ctx, {
      task: { id: before.id, text: fields.text, programme_id: programme.id, path: programme.path },
      due: fields.due_on,
    });
  const removed = roles.flatMap((role) => (row[role] ? removedParts(before, role, row[role]) : []));
  for (const id of removed.flatMap(({ ids }) => ids)) {
    const part = await loadPart(ctx.db, { task: before.id, part: id });
    await movePart(ctx, part, 'cancel');
    await dropExtensions(ctx, [id]);
    takenOff.push(part.org_id);
  }
  const added = roles.flatMap((role) => {
    const had = new Set(before.parts.filter((part) => part.role === role).map((part) => part.name));
    return newParts(applying, { id: before.id, row, role, names: (row[role] ?? []).filter((name) => !had.has(name)) });
  });
  await addParts(ctx.db, added);
  if (moved || removed.length + added.length > 0) await settleTask(ctx.db, before.id);
  return takenOff;
}

type Naming = { id: string; row: Wanted; role: 'lead' | 'supporting'; names: readonly string[] };

const newParts = ({ programme, known }: Applying, { id, row, role, names }: Naming): NewPart[] =>
  names.flatMap((name) =>
    (known.units.get(name) ?? []).map((unit) => ({
      ...unit,
      role,
      task_id: id,
      programme_id: programme.id,
      path: programme.path,
      due_on: row.fields.due_on,
      title: row.fields.text,
    })),
  );
