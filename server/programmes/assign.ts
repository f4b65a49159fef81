import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Line } from '#domain/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { assignTask } from '#server/tasks/assign.ts';
import { lockOwnProgramme } from './load.ts';

/**
 * Says once which organisation a unit name of the plan means: every part that waits under that name goes to it, and the
 * seat in the council too. Several organisations make the name a group: each gets its own part.
 */
export const assignUnit = verb({
  name: 'programme.assign',
  input: Type.Object({
    id: Id,
    unit_name: Line,
    organisations: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  }),
  output: Type.Object({ tasks: Type.Integer() }),
  async run(ctx, { id, unit_name, organisations }) {
    const programme = await lockOwnProgramme(ctx, { id });
    const waiting = await loadWaiting(ctx, id, unit_name);
    for (const [task, parts] of Map.groupBy(waiting, (part) => part.task_id))
      await assignOne(ctx, task, { parts, organisations });
    const [only, ...others] = organisations;
    const seats = others.length === 0 ? await seat(ctx, { id, unit_name, organisation: only ?? '' }) : 0;
    if (waiting.length + seats === 0) throw new Refused('not_found', { noun: 'unit', name: unit_name });
    const tasks = new Set(waiting.map((part) => part.task_id)).size;
    ctx.about({
      row: id,
      programme: id,
      path: programme.path,
      data: { unit_name, tasks, organisations: organisations.length },
    });
    return { tasks };
  },
});

type Waiting = { id: string; task_id: string; role: string; version: number };

const loadWaiting = ({ db }: VerbContext, programme: string, unit_name: string): Promise<Waiting[]> =>
  db
    .selectFrom('parts as p')
    .innerJoin('tasks as t', 't.id', 'p.task_id')
    .select(['p.id', 'p.task_id', 'p.role', 't.version'])
    .where('p.programme_id', '=', programme)
    .where('p.unit_name', '=', unit_name)
    .where('p.org_id', 'is', null)
    .where('p.state', '=', 'assigned')
    .where('t.state', '<>', 'cancelled')
    .orderBy('p.id')
    .execute();

/** One organisation takes the waiting part over; several get a part each and the waiting one goes. */
async function assignOne(
  ctx: VerbContext,
  task: string,
  { parts, organisations }: { parts: Waiting[]; organisations: readonly string[] },
): Promise<void> {
  const version = parts[0]?.version ?? 1;
  const [only, ...others] = organisations;
  if (only !== undefined && others.length === 0) {
    await ctx.perform(assignTask, {
      id: task,
      version,
      replace: parts.map(({ id }) => ({ part: id, organisation: only })),
    });
    return;
  }
  // The role's check constraint allows exactly these two.
  const add = parts.flatMap(({ role }) =>
    organisations.map((organisation) => ({ organisation, role: role as 'lead' | 'supporting' })),
  );
  await ctx.perform(assignTask, { id: task, version, add, remove: parts.map(({ id }) => id) });
}

async function seat(
  { db }: VerbContext,
  { id, unit_name, organisation }: { id: string; unit_name: string; organisation: string },
): Promise<number> {
  const known = await db
    .selectFrom('organisations')
    .select('id')
    .where('id', '=', organisation)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!known) throw new Refused('unknown_unit', { name: unit_name });
  const { numUpdatedRows } = await db
    .updateTable('council_members')
    .set({ org_id: organisation })
    .where('programme_id', '=', id)
    .where('unit', '=', unit_name)
    .where('org_id', 'is', null)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('shares')
    .values({ noun: 'programme', row_id: id, org_id: organisation })
    .onConflict((conflict) => conflict.columns(['org_id', 'noun', 'row_id']).doUpdateSet({ to_on: null }))
    .execute();
  return Number(numUpdatedRows);
}
