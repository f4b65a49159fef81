import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Line } from '#domain/schema.ts';
import { readForm } from '#server/forms/load.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';

/** A region begins a form of its own, or the next version of one, as a copy of an existing form (C17). */
export const addForm = verb({
  name: 'form.add',
  input: Type.Object({ from: Id, title: Line }),
  output: Type.Object({ id: Id, edited: Type.Integer() }),
  async run({ db, actor, about, now }, { from, title }) {
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    const source = await readForm(db, from);
    const id = newId();
    const own = source.org_id === actor.organisation;
    const key = own ? source.key : id;
    const { newest } = await db
      .selectFrom('forms')
      .select((row) => row.fn.max('version').as('newest'))
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    const version = (newest ?? 0) + 1;
    const { numInsertedOrUpdatedRows: made } = await db
      .insertInto('forms')
      .values({
        ...{ id, key, version, title: title.trim(), org_id: actor.organisation, path: actor.path },
        ...{ content: JSON.stringify(source.content), created_by: actor.person, created_at: now.toISOString() },
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    // One draft of a form at a time, also of two colleagues who begin at once.
    if (made === 0n) throw new Refused('form_draft_exists');
    about({ row: id, path: actor.path, data: { from, version } });
    return { id, edited: 1 };
  },
});
