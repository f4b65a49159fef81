import { sql } from 'kysely';
import Type from 'typebox';
import { Token } from '#domain/accounts/schema.ts';
import { ApplicationRow } from '#domain/enterprises/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Instant, orNull, paging } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import { readRows } from '#server/db/rows.ts';
import { loadLink } from '#server/enterprises/joining/invitation.ts';
import { query } from '#server/kernel/verb.ts';

/** What an invitation link is for, before it is used. */
export const showLink = query({
  name: 'enterprise.invitation',
  gate: true,
  input: Type.Object({ invitation: Token }),
  output: Type.Object({ name: Type.String(), division_name: Type.String(), expires_at: Instant }),
  async run({ db, now }, { invitation }) {
    const { name, division_name, expires_at } = await loadLink(db, invitation, now);
    return { name, division_name, expires_at };
  },
});

/** Counties and zones for a firm that asks to join, by part of a name or code, with the names above. */
export const listPlaces = query({
  name: 'enterprise.places',
  gate: true,
  input: Type.Object({ q: Type.String({ minLength: 1, maxLength: 50 }) }),
  output: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), above: Type.String() })),
  }),
  async run({ db, today }, { q }) {
    const found = db
      .selectFrom('divisions as d')
      .where('d.kind', 'in', ['county', 'development_zone', 'city'])
      .where((row) => row.or([row('d.name', 'like', holding(q)), row('d.code', 'like', holding(q))]))
      .where((row) => row.or([row('d.valid_to', 'is', null), row('d.valid_to', '>=', today)]));
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .leftJoin('divisions as p', 'p.code', 'd.province_code')
      .leftJoin('divisions as c', 'c.code', 'd.city_code')
      .select(['d.code', 'd.name'])
      .select(
        sql<string>`coalesce(p.name, '') || case when c.code is null or c.code = d.code then '' else c.name end`.as(
          'above',
        ),
      )
      .orderBy(sql`length(d.name)`)
      .orderBy('d.code')
      .limit(50)
      .execute();
    return { total, rows };
  },
});

/** The own application, the newest; null for who never asked. */
export const showApplication = query({
  name: 'enterprise.application',
  input: Type.Object({}),
  output: Type.Object({
    application: orNull(
      Type.Object({
        ...{ name: Type.String(), credit_code: Type.String(), division_name: Type.String(), state: Type.String() },
        ...{ reason: orNull(Type.String()), asked_at: Instant, decided_at: orNull(Instant) },
      }),
    ),
  }),
  async run({ db, actor }) {
    if (actor.kind !== 'person') throw new Refused('not_signed_in');
    const application = await db
      .selectFrom('enterprise_applications as a')
      .innerJoin('divisions as d', 'd.code', 'a.division_code')
      .select([
        'a.name',
        'a.credit_code',
        'd.name as division_name',
        'a.state',
        'a.reason',
        'a.asked_at',
        'a.decided_at',
      ])
      .where('a.person_id', '=', actor.person)
      .orderBy('a.asked_at', 'desc')
      .executeTakeFirst();
    return { application: application ?? null };
  },
});

/** Firms of the own place that ask to join, the oldest first, each with the listed firm that it would take over. */
export const listApplications = query({
  name: 'enterprise.applications',
  input: Type.Object({ ...paging, state: Type.Optional(Type.Enum(['asked', 'granted', 'refused'])) }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(ApplicationRow) }),
  async run({ db }, { page = 1, size = 50, state = 'asked' }) {
    const found = db.selectFrom('enterprise_applications as a').where('a.state', '=', state);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .innerJoin('divisions as d', 'd.code', 'a.division_code')
      .select(['a.id', 'a.name', 'a.credit_code', 'a.division_code', 'd.name as division_name', 'a.industry'])
      .select([
        'a.contact_name',
        'a.contact_phone',
        'a.note',
        'a.state',
        'a.reason',
        'a.asked_at',
        'a.decided_at',
        'a.version',
      ])
      .orderBy('a.asked_at', state === 'asked' ? 'asc' : 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const claims = await readRows(
      db,
      sql<{ application: string; id: string; name: string; joined: boolean; by: 'code' | 'name' }>`
        select distinct on (a.id) a.id as application, e.org_id as id, e.name, e.state = 'joined' as joined,
               case when e.credit_code = a.credit_code then 'code' else 'name' end as by
          from enterprise_applications a
          join enterprises e on e.credit_code = a.credit_code
            or (e.division_code = a.division_code and e.name = a.name and e.credit_code is null)
         where a.id = any(${rows.map(({ id }) => id)}::uuid[]) and a.state = 'asked'
         order by a.id, (e.credit_code = a.credit_code) desc nulls last`,
    );
    const claimOf = new Map(claims.map(({ application, ...claim }) => [application, claim]));
    return { total, rows: rows.map((row) => ({ ...row, claim: claimOf.get(row.id) ?? null })) };
  },
});
