import Type from 'typebox';
import { Id, Prose } from '#domain/schema.ts';
import { taskFields, UnitWanted } from '#domain/tasks/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnProgramme } from '#server/programmes/load.ts';
import { addParts } from '#server/tasks/parts/add-parts.ts';
import { checkFields } from '#server/tasks/parts/fields.ts';
import { findUnits } from '#server/tasks/parts/units.ts';

/** The lead office adds a task to its running programme, with the units that do it (C03). */
export const addTask = verb({
  name: 'task.add',
  input: Type.Object({
    programme: Id,
    text: Prose,
    ...taskFields,
    units: Type.Optional(Type.Array(UnitWanted, { maxItems: 100 })),
  }),
  output: Type.Object({ id: Id, parts: Type.Integer(), unresolved: Type.Array(Type.String()) }),
  async run(ctx, { programme: programmeId, text, units = [], ...fields }) {
    const { db } = ctx;
    const programme = await loadOwnProgramme(ctx, programmeId);
    await checkFields(db, programme.id, fields);
    const id = newId();
    const { next } = await db
      .selectFrom('tasks')
      .select((row) => row.fn.coalesce(row.fn.max('position'), row.lit(-1)).as('next'))
      .where('programme_id', '=', programme.id)
      .executeTakeFirstOrThrow();
    const { measure = null, phase = null, no = '', from_on = null, due_on = null, continuing = false } = fields;
    await db
      .insertInto('tasks')
      .values({
        id,
        programme_id: programme.id,
        path: programme.path,
        measure_id: measure,
        phase_id: phase,
        position: next + 1,
        no,
        text,
        from_on,
        due_on,
        continuing,
      })
      .execute();
    const parts = [];
    for (const { role, ...wanted } of units) {
      const found = await findUnits(db, { ...programme, programme_id: programme.id }, wanted);
      parts.push(
        ...found.map((unit) => ({
          ...unit,
          role,
          task_id: id,
          programme_id: programme.id,
          path: programme.path,
          due_on,
          title: text,
        })),
      );
    }
    await addParts(db, parts);
    ctx.about({ row: id, programme: programme.id, path: programme.path, data: { no, parts: parts.length } });
    return {
      id,
      parts: parts.length,
      unresolved: parts.filter((part) => part.org_id === null).map((part) => part.unit_name),
    };
  },
});
