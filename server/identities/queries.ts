import { type ExpressionBuilder, sql } from 'kysely';
import Type from 'typebox';
import { encodeBase64 } from '#domain/evidence/base64.ts';
import { IdentityRow } from '#domain/identities/schema.ts';
import { Id, orNull, paging } from '#domain/schema.ts';
import type { DB } from '#server/db/schema.gen.ts';
import { readNotes } from '#server/identities/load.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

/** The own key as the server holds it: sealed. Null before one is made, and after it is retired. */
export const showIdentity = query({
  name: 'identity.show',
  input: Type.Object({}),
  output: Type.Object({
    organisation: Id,
    person: Id,
    own: orNull(
      Type.Object({
        id: Id,
        state: Type.String(),
        version: Type.Integer(),
        recipient: Type.String(),
        verify_key: Type.String(),
        sealed: Type.String({ description: 'age file, base64' }),
        passkey_sealed: orNull(Type.String({ description: 'age file, base64' })),
        passkey_credential: orNull(Type.String()),
        pins: orNull(Type.String()),
      }),
    ),
  }),
  async run({ db, actor }) {
    const { organisation, person } = firmOf({ actor });
    const own = await db
      .selectFrom('identities')
      .select(['id', 'state', 'version', 'recipient', 'verify_key', 'sealed', 'passkey_sealed'])
      .select(['passkey_credential', 'pins'])
      .where('org_id', '=', organisation)
      .where('person_id', '=', person)
      .where('state', '<>', 'retired')
      .executeTakeFirst();
    if (!own) return { organisation, person, own: null };
    const passkey_sealed = own.passkey_sealed && encodeBase64(own.passkey_sealed);
    return { organisation, person, own: { ...own, sealed: encodeBase64(own.sealed), passkey_sealed } };
  },
});

const filters = {
  state: Type.Optional(Type.Enum(['none', 'asked', 'active'])),
  search: Type.Optional(Type.String({ maxLength: 100 })),
};

/** People of the firm with their keys; an officer sees all, anybody else the own row (row security). */
export const listIdentities = query({
  name: 'identity.list',
  input: Type.Object({ ...paging, ...filters }),
  output: Type.Object({
    total: Type.Integer(),
    asked: Type.Integer({ description: 'Keys that wait to be admitted, whatever the filter' }),
    rows: Type.Array(IdentityRow),
  }),
  async run(ctx, { page = 1, size = 50, ...filter }) {
    const count = (more: Filter) =>
      findPeople(ctx, more)
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
    const rows = await findPeople(ctx, filter)
      .select(['p.id as person', 'p.name as person_name', 'w.post_title', 'w.is_officer'])
      .select(['i.id', 'i.recipient', 'i.verify_key'])
      .select([sql<string>`coalesce(i.state, 'none')`.as('state'), 'i.created_at as since'])
      .orderBy(sql`case coalesce(i.state, 'none') when 'asked' then 0 when 'active' then 1 else 2 end`)
      .orderBy('p.name')
      .orderBy('p.id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const [{ total }, { total: asked }] = [await count(filter), await count({ state: 'asked' })];
    return { total, asked, rows };
  },
});

type Filter = { readonly state?: string; readonly search?: string };

function findPeople({ db, actor, today }: QueryContext, { state, search }: Filter) {
  const { organisation } = firmOf({ actor });
  const found = db
    .selectFrom((from) => heldToday(from, { organisation, today }).as('w'))
    .innerJoin('people as p', 'p.id', 'w.person_id')
    .leftJoin('identities as i', (join) =>
      join.onRef('i.person_id', '=', 'p.id').onRef('i.org_id', '=', 'w.org_id').on('i.state', '<>', 'retired'),
    )
    .where('p.state', '<>', 'left');
  const inState = state === undefined ? found : found.where(sql<boolean>`coalesce(i.state, 'none') = ${state}`);
  const wanted = search?.trim();
  return wanted ? inState.where(sql<boolean>`position(${wanted} in p.name) > 0`) : inState;
}

/** People with a post in the firm today, each once however many posts they hold. */
const heldToday = (
  from: ExpressionBuilder<DB, never>,
  { organisation, today }: { organisation: string; today: string },
) =>
  from
    .selectFrom('posts')
    .select(['person_id', 'org_id', sql<string>`min(title)`.as('post_title')])
    .select(sql<boolean>`bool_or('enterprise_officer' = any (roles))`.as('is_officer'))
    .where('org_id', '=', organisation)
    .where('from_on', '<=', today)
    .where((row) => row.or([row('to_on', 'is', null), row('to_on', '>=', today)]))
    .where(sql<boolean>`roles && '{enterprise_officer,employee}'`)
    .groupBy(['person_id', 'org_id']);

/** The whole roll, for the browser to verify, and the names of those it speaks of. */
export const showRoll = query({
  name: 'identity.roll',
  input: Type.Object({}),
  output: Type.Object({
    total: Type.Integer(),
    notes: Type.Array(Type.String()),
    people: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  }),
  async run(ctx) {
    const { organisation } = firmOf(ctx);
    const notes = await readNotes(ctx, organisation);
    const people = await ctx.db
      .selectFrom('people')
      .select(['id', 'name'])
      .where((row) =>
        row.exists(
          row
            .selectFrom('posts')
            .select('posts.id')
            .whereRef('posts.person_id', '=', 'people.id')
            .where('org_id', '=', organisation),
        ),
      )
      .orderBy('name')
      .execute();
    return { total: notes.length, notes, people };
  },
});
