import Type from 'typebox';
import { Me, SessionRow, Token } from '#domain/accounts/schema.ts';
import { administratorRoles } from '#domain/glossary.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Instant, orNull } from '#domain/schema.ts';
import { self } from '#server/accounts/self.ts';
import { holding } from '#server/db/like.ts';
import type { Writer } from '#server/db/open.ts';
import { hashToken } from '#server/kernel/session.ts';
import { query } from '#server/kernel/verb.ts';

type Selecting = Pick<Writer, 'selectFrom'>;

export async function isDemonstration(db: Selecting): Promise<boolean> {
  const row = await db.selectFrom('installation').select('value').where('key', '=', 'demo').executeTakeFirst();
  return row?.value === 'on';
}

/** Who is signed in, in which post, and what other posts they hold. Answers visitors too. */
export const showMe = query({
  name: 'account.show',
  gate: true,
  input: Type.Object({}),
  output: Me,
  async run({ db, actor, today }) {
    const demonstration = await isDemonstration(db);
    if (actor.kind !== 'person') {
      return {
        signed_in: false,
        demonstration,
        person: null,
        post: null,
        posts: [],
        roles: [],
        totp: false,
        totp_needed: false,
      };
    }
    const posts = await db
      .selectFrom('posts')
      .innerJoin('organisations', 'organisations.id', 'posts.org_id')
      .select(['posts.id', 'posts.title', 'organisations.name as organisation_name'])
      .where('posts.person_id', '=', actor.person)
      .where('posts.from_on', '<=', today)
      .where((on) => on.or([on('posts.to_on', 'is', null), on('posts.to_on', '>=', today)]))
      .orderBy('posts.from_on')
      .execute();
    const { post, title, organisation, organisationName, organisationKind, roles, totp } = actor;
    const held =
      post !== null && organisation !== null
        ? {
            id: post,
            title: title ?? '',
            organisation,
            organisation_name: organisationName ?? '',
            organisation_kind: organisationKind ?? '',
            roles: [...roles],
          }
        : null;
    const totp_needed = !totp && administratorRoles.some((role) => roles.includes(role));
    return {
      signed_in: true,
      demonstration,
      person: { id: actor.person, name: actor.personName },
      post: held,
      posts,
      roles: [...roles],
      totp,
      totp_needed,
    };
  },
});

/** One's own sessions that still live, newest first. */
export const listSessions = query({
  name: 'account.sessions',
  gate: true,
  input: Type.Object({}),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(SessionRow) }),
  async run({ db, actor, now }) {
    const { person, session } = self(actor);
    const rows = await db
      .selectFrom('sessions')
      .select(['id', 'created_at', 'seen_at', 'address', 'agent'])
      .where('person_id', '=', person)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .orderBy('seen_at', 'desc')
      .execute();
    return { total: rows.length, rows: rows.map((row) => ({ ...row, current: row.id === session })) };
  },
});

/** What an invitation link is for, before it is used. */
export const showInvitation = query({
  name: 'account.invitation',
  gate: true,
  input: Type.Object({ invitation: Token }),
  output: Type.Object({
    kind: Type.String(),
    name: orNull(Type.String()),
    login: orNull(Type.String()),
    expires_at: Instant,
  }),
  async run({ db, now }, { invitation }) {
    const found = await db
      .selectFrom('invitations')
      .leftJoin('people', 'people.id', 'invitations.person_id')
      .select(['kind', 'used_at', 'expires_at', 'people.name', 'people.login'])
      .where('token_hash', '=', hashToken(invitation))
      .executeTakeFirst();
    if (!found) throw new Refused('invitation_unknown');
    if (found.used_at !== null) throw new Refused('invitation_used');
    if (found.expires_at <= now.toISOString()) throw new Refused('invitation_expired');
    return { kind: found.kind, name: found.name, login: found.login, expires_at: found.expires_at };
  },
});

/**
 * Divisions for the one who sets the installation up, before anybody can sign in: by part of a name or code, with the
 * names above. Only with a set-up link that still holds.
 */
export const listPlaces = query({
  name: 'account.places',
  gate: true,
  input: Type.Object({ setup_token: Token, q: Type.String({ minLength: 1, maxLength: 50 }) }),
  output: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), above: Type.String() })),
  }),
  async run({ db, now, today }, { setup_token, q }) {
    const link = await db
      .selectFrom('invitations')
      .select(['kind', 'used_at', 'expires_at'])
      .where('token_hash', '=', hashToken(setup_token))
      .executeTakeFirst();
    if (link?.kind !== 'set_up') throw new Refused('invitation_unknown');
    if (link.used_at !== null) throw new Refused('set_up_done');
    if (link.expires_at <= now.toISOString()) throw new Refused('invitation_expired');
    const part = holding(q);
    const found = db
      .selectFrom('divisions')
      .where((row) => row.or([row('name', 'like', part), row('code', 'like', part)]))
      .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', today)]));
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .select(['code', 'name', 'province_code', 'city_code'])
      .orderBy((row) => row.fn('length', ['name']))
      .orderBy('code')
      .limit(50)
      .execute();
    const above = await db
      .selectFrom('divisions')
      .select(['code', 'name'])
      .where('kind', 'in', ['province', 'city'])
      .execute();
    const names = new Map(above.map(({ code, name }) => [code, name]));
    const chain = (code: string, codes: readonly (string | null)[]): string =>
      codes.flatMap((one) => (one !== null && one !== code ? [names.get(one) ?? ''] : [])).join('');
    return {
      total,
      rows: rows.map(({ code, name, province_code, city_code }) => ({
        code,
        name,
        above: chain(code, [province_code, city_code]),
      })),
    };
  },
});

const Persona = Type.Object({
  id: Id,
  name: Type.String(),
  label_zh: Type.String(),
  label_en: Type.String(),
  organisation_name: Type.String(),
});

/** The invented people of the demonstration, in the order of its content. */
export const listDemonstration = query({
  name: 'account.demonstration',
  gate: true,
  input: Type.Object({}),
  output: Type.Object({ people: Type.Array(Persona) }),
  async run({ db }) {
    const row = await db.selectFrom('installation').select('value').where('key', '=', 'demo_people').executeTakeFirst();
    if (!row || !(await isDemonstration(db))) throw new Refused('demo_only');
    // Written by the demonstration's own seeding in exactly this shape.
    return {
      people: JSON.parse(row.value) as {
        id: string;
        name: string;
        label_zh: string;
        label_en: string;
        organisation_name: string;
      }[],
    };
  },
});
