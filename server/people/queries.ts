import { jsonArrayFrom } from 'kysely/helpers/postgres';
import Type from 'typebox';
import { PersonRow } from '#domain/people/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, Id, paging } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { query } from '#server/kernel/verb.ts';

/** People that the actor may see, by name, with their posts. `q` finds name or login. */
export const listPeople = query({
  name: 'person.list',
  input: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 60 })),
    organisation: Type.Optional(Id),
    state: Type.Optional(Type.Enum(['invited', 'active', 'left'])),
    ...paging,
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(PersonRow) }),
  async run({ db }, { q, organisation, state, page = 1, size = 50 }) {
    let found = db.selectFrom('people');
    if (q) {
      const pattern = holding(q);
      found = found.where((on) => on.or([on('people.name', 'like', pattern), on('people.login', 'like', pattern)]));
    }
    if (state) found = found.where('people.state', '=', state);
    if (organisation) {
      found = found.where((on) =>
        on.exists(
          on
            .selectFrom('posts')
            .select('posts.id')
            .whereRef('posts.person_id', '=', 'people.id')
            .where('posts.org_id', '=', organisation),
        ),
      );
    }
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .select(['people.id', 'people.name', 'login', 'phone', 'people.state', 'people.version'])
      .select((row) => postsOf(row).as('posts'))
      .orderBy('people.name')
      .orderBy('people.id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows };
  },
});

export const showPerson = query({
  name: 'person.show',
  input: ById,
  output: PersonRow,
  async run({ db }, { id }) {
    const row = await db
      .selectFrom('people')
      .select(['people.id', 'people.name', 'login', 'phone', 'people.state', 'people.version'])
      .select((one) => postsOf(one).as('posts'))
      .where('people.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'person' });
    return row;
  },
});

type Select = Pick<Reader, 'selectFrom'>;

// The expression builder of a query on people is a query creator for its sub-selects; the alias `people` is in scope.
const postsOf = (builder: unknown) =>
  jsonArrayFrom(
    (builder as Select)
      .selectFrom('posts')
      .innerJoin('organisations', 'organisations.id', 'posts.org_id')
      .select([
        'posts.id',
        'organisations.id as organisation',
        'organisations.name as organisation_name',
        'posts.unit',
        'posts.title',
        'posts.roles',
        'posts.from_on',
        'posts.to_on',
      ])
      .where('posts.person_id', '=', (on) => on.ref('people.id' as never))
      .orderBy('posts.from_on'),
  );
