import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { UnitWanted } from '#domain/tasks/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { endIdleShares } from '#server/programmes/load.ts';
import { addParts, shareWith } from '#server/tasks/parts/add-parts.ts';
import { moveDue } from '#server/tasks/parts/due.ts';
import { loadOwnTask, loadPart, type Task } from '#server/tasks/parts/load.ts';
import { dropExtensions, movePart, settleTask } from '#server/tasks/parts/settle.ts';
import { findUnits } from '#server/tasks/parts/units.ts';

const Replacement = Type.Object({ part: Id, organisation: Id }, { additionalProperties: false });

/**
 * The lead office says which units do a task: adds (a group fans out to its members), takes off, or replaces. A part
 * whose name fitted no organisation yet is resolved in place; any other replaced part stays in the history, cancelled.
 */
export const assignTask = verb({
  name: 'task.assign',
  input: Type.Object({
    id: Id,
    version: Version,
    add: Type.Optional(Type.Array(UnitWanted, { maxItems: 100 })),
    remove: Type.Optional(Type.Array(Id, { maxItems: 500 })),
    replace: Type.Optional(Type.Array(Replacement, { maxItems: 100 })),
  }),
  output: Type.Object({
    version: Type.Integer(),
    added: Type.Integer(),
    removed: Type.Integer(),
    unresolved: Type.Array(Type.String()),
  }),
  async run(ctx, { id, version, add = [], remove = [], replace = [] }) {
    const task = await loadOwnTask(ctx, { id, version });
    if (task.state === 'cancelled') throw new Refused('wrong_state', { state: task.state });
    const takenOff: (string | null)[] = [];
    for (const part of remove) takenOff.push(await takeOff(ctx, task, part));
    for (const one of replace) takenOff.push(await replacePart(ctx, task, one));
    const parts = await wantedParts(ctx, task, add);
    await addParts(ctx.db, parts);
    await ctx.db
      .updateTable('tasks')
      .set({ version: task.version + 1 })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirstOrThrow();
    await settleTask(ctx.db, id);
    await endIdleShares(ctx, task.programme_id, takenOff);
    ctx.about({
      row: id,
      programme: task.programme_id,
      path: task.path,
      data: { added: parts.length, removed: remove.length, replaced: replace.length },
    });
    return {
      version: task.version + 1,
      added: parts.length,
      removed: remove.length,
      unresolved: parts.filter((part) => part.org_id === null).map((part) => part.unit_name),
    };
  },
});

type Wanted = { organisation?: string; unit?: string; role: 'lead' | 'supporting' };

async function wantedParts({ db }: VerbContext, task: Task, add: readonly Wanted[]) {
  const parts = [];
  for (const { role, ...wanted } of add) {
    for (const unit of await findUnits(db, placeOf(task), wanted)) parts.push({ ...unit, role, ...partOf(task) });
  }
  return parts;
}

/** A unit comes off while it has not reported; what it wrote stays in the history. Answers the organisation. */
async function takeOff(ctx: VerbContext, task: Task, id: string): Promise<string | null> {
  const part = await loadPart(ctx.db, { task: task.id, part: id });
  await movePart(ctx, part, 'cancel');
  await dropExtensions(ctx, [id]);
  return part.org_id;
}

async function replacePart(
  ctx: VerbContext,
  task: Task,
  { part: id, organisation }: { part: string; organisation: string },
): Promise<string | null> {
  const part = await loadPart(ctx.db, { task: task.id, part: id });
  if (part.state === 'cancelled') throw new Refused('wrong_state', { state: part.state });
  const [unit] = await findUnits(ctx.db, placeOf(task), { organisation });
  if (!unit?.org_id) throw new Refused('not_found', { noun: 'organisation' });
  if (part.org_id !== null) {
    await takeOff(ctx, task, id);
    // The role's check constraint allows exactly these two.
    await addParts(ctx.db, [
      {
        ...unit,
        ...partOf(task),
        role: part.role as 'lead' | 'supporting',
        group_name: part.group_name,
        due_on: part.due_on,
      },
    ]);
    return part.org_id;
  }
  await ctx.db
    .updateTable('parts')
    .set({ org_id: unit.org_id, version: part.version + 1 })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
  await shareWith(ctx.db, task.programme_id, [unit.org_id]);
  await moveDue(ctx, { task, due: part.due_on, part: id });
  return null;
}

const placeOf = (task: Task) => ({ programme_id: task.programme_id, path: task.path });

const partOf = (task: Task) => ({
  task_id: task.id,
  programme_id: task.programme_id,
  path: task.path,
  due_on: task.due_on,
  title: task.text,
});
