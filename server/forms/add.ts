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
    const of = await db
      .selectFrom('forms')
      .select((row) => [
        row.fn.max('version').as('newest'),
        row.fn.count<number>('id').filterWhere('state', '=', 'draft').as('drafts'),
      ])
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    if (Number(of.drafts) > 0) throw new Refused('form_draft_exists');
    await db
      .insertInto('forms')
      .values({
        ...{
          id,
          key,
          version: (of.newest ?? 0) + 1,
          title: title.trim(),
          org_id: actor.organisation,
          path: actor.path,
        },
        ...{ content: JSON.stringify(source.content), created_by: actor.person, created_at: now.toISOString() },
      })
      .execute();
    about({ row: id, path: actor.path, data: { from, version: (of.newest ?? 0) + 1 } });
    return { id, edited: 1 };
  },
});
