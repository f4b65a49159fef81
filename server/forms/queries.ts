import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { FormDetail, FormRow, FormStateName } from '#domain/forms/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, Id, paging } from '#domain/schema.ts';
import { readEnterprise } from '#server/assessments/load.ts';
import type { Reader } from '#server/db/open.ts';
import { contentOf, formFor, formState } from '#server/forms/load.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { query } from '#server/kernel/verb.ts';

/**
 * Forms that I see: the default, published ones of regions, and what my organisation writes; the newest first. With an
 * enterprise, the one by which that firm is asked now: not_found, no_form.
 */
export const listForms = query({
  name: 'form.list',
  input: Type.Object({ ...paging, state: Type.Optional(FormStateName), enterprise: Type.Optional(Id) }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(FormRow) }),
  async run({ db, actor }, { page = 1, size = 50, state, enterprise }) {
    const all = findForms(db, state);
    const asks = enterprise === undefined ? null : await formFor(db, await readEnterprise(db, enterprise));
    const found = asks === null ? all : all.where('f.id', '=', asks.id);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    return { total, rows: await readRows(found.limit(size).offset((page - 1) * size), actor) };
  },
});

/** One form with all that it asks. */
export const showForm = query({
  name: 'form.show',
  input: ById,
  output: FormDetail,
  async run({ db, actor, today }, { id }) {
    const [row] = await readRows(findForms(db).where('f.id', '=', id), actor);
    const more = await db.selectFrom('forms').select('content').where('id', '=', id).executeTakeFirst();
    if (!row || !more) throw new Refused('not_found', { noun: 'form' });
    return { ...row, content: contentOf(more.content), checked_on: today };
  },
});

function findForms(db: Reader, state?: string) {
  const found = db.selectFrom('forms as f').leftJoin('organisations as o', 'o.id', 'f.org_id');
  return state === undefined ? found.where('f.state', '<>', 'discarded') : found.where('f.state', '=', state);
}

async function readRows(found: ReturnType<typeof findForms>, actor: Actor): Promise<Static<typeof FormRow>[]> {
  const rows = await found
    .select(['f.id', 'f.key', 'f.version', 'f.title', 'f.org_id as organisation', 'o.name as organisation_name'])
    .select(['f.state', 'f.published_at', 'f.edited'])
    .select([
      sql<number>`jsonb_array_length(f.content -> 'dimensions')`.as('dimensions'),
      sql<number>`jsonb_array_length(f.content -> 'items')`.as('items'),
      sql<number>`(f.content -> 'minutes')::int`.as('minutes'),
      sql<number>`(select count(*)::int from jsonb_array_elements(f.content -> 'items') i where (i ->> 'key')::boolean)`.as(
        'key_items',
      ),
      sql<number>`(select count(*)::int from assessments a where a.form_id = f.id)`.as('used'),
    ])
    .orderBy(sql`f.state = 'draft'`, 'desc')
    .orderBy('f.created_at', 'desc')
    .orderBy('f.id', 'desc')
    .execute();
  const mine = actor.kind === 'person' ? actor.organisation : null;
  return rows.map((row) => ({
    ...row,
    state: formState(row.state),
    mine: row.organisation !== null && row.organisation === mine,
  }));
}
