import type { Static } from 'typebox';
import Type from 'typebox';
import { LeakRow, PackageRow, PreparationRow, PreparationState } from '#domain/leaks/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, Id, Instant, paging } from '#domain/schema.ts';
import { query } from '#server/kernel/verb.ts';
import { countLeaks, findLeaks, leakColumns, leakFilters, leakNumbers, shownLeak } from '#server/leaks/find.ts';

/** Incidents and rehearsals that the actor may see, newest first. */
export const listLeaks = query({
  name: 'leak.list',
  input: Type.Object({ ...paging, ...leakFilters }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(LeakRow) }),
  async run({ db }, { page = 1, size = 50, ...filter }) {
    const rows = await findLeaks(db, filter, { limit: size, offset: (page - 1) * size });
    return { total: await countLeaks(db, filter), rows };
  },
});

const Version = Type.Object({
  version: Type.Integer(),
  at: Instant,
  by: Id,
  sha256: Type.String(),
  size: Type.Integer(),
});

/** One incident with its versions and the packages that were made for it. */
export const showLeak = query({
  name: 'leak.show',
  input: ById,
  output: Type.Object({ ...LeakRow.properties, versions: Type.Array(Version), packages: Type.Array(PackageRow) }),
  async run({ db }, { id }) {
    const row = await db
      .selectFrom('leaks')
      .select(leakColumns)
      .select(leakNumbers)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'leak' });
    const versions = await db
      .selectFrom('leak_versions')
      .select(['version', 'at', 'by_person as by', 'sha256', 'size'])
      .where('leak_id', '=', id)
      .orderBy('version', 'desc')
      .execute();
    const packages = await db
      .selectFrom('leak_packages as k')
      .leftJoin('people as p', 'p.id', 'k.made_by')
      .select([
        'k.id',
        'k.leak_id as leak',
        'k.secrets',
        'k.items',
        'k.size',
        'k.sha256',
        'k.made_at',
        'p.name as made_by_name',
      ])
      .where('k.leak_id', '=', id)
      .orderBy('k.made_at', 'desc')
      .execute();
    return { ...shownLeak(row), versions, packages };
  },
});

/** Parts of readiness that are missing, by secret: number and part, never the reason. */
export const listPreparations = query({
  name: 'leak.preparations',
  input: Type.Object({ ...paging, secret: Type.Optional(Id), state: Type.Optional(PreparationState) }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(PreparationRow) }),
  async run({ db }, { page = 1, size = 50, secret, state }) {
    const found = db
      .selectFrom('preparations as r')
      .innerJoin('secrets as s', 's.id', 'r.secret_id')
      .where((row) =>
        row.and([...(secret ? [row('r.secret_id', '=', secret)] : []), ...(state ? [row('r.state', '=', state)] : [])]),
      );
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .select(['r.id', 'r.secret_id as secret', 's.number', 'r.part', 'r.state', 'r.due_on', 'r.done_on', 'r.version'])
      .orderBy('r.due_on')
      .orderBy('r.id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    // The check constraints of the table hold exactly these.
    return { total, rows: rows as Static<typeof PreparationRow>[] };
  },
});
