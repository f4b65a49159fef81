import Type from 'typebox';
import { Login, NewPerson, Password, SignedIn, Token } from '#domain/accounts/schema.ts';
import { type Role, roles } from '#domain/glossary.ts';
import { Refused } from '#domain/refused.ts';
import { Line } from '#domain/schema.ts';
import { issueInvitation, loadInvitation, useInvitation } from '#server/accounts/invitation.ts';
import { insertPerson } from '#server/accounts/load.ts';
import { setPassword } from '#server/accounts/password.ts';
import { openSession } from '#server/accounts/session.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

const Invited = Type.Object({ name: Type.String(), role: Type.String(), token: Type.String() });

/**
 * The first act of an installation, by the one-time link of the first start: the organisation that runs the
 * programme, its security administrator (who is signed in), and invitations for the other two administrators and
 * the programme officer. Four different people (separation of duties).
 */
export const setUp = verb({
  name: 'account.set-up',
  gate: true,
  input: Type.Object({
    setup_token: Token,
    division_code: Type.String({ maxLength: 12 }),
    organisation_name: Line,
    security: Type.Object({ name: Line, login: Login, password: Password }, { additionalProperties: false }),
    system: NewPerson,
    audit: NewPerson,
    officer: NewPerson,
    address: Type.Optional(Type.String()),
    agent: Type.Optional(Type.String()),
  }),
  output: Type.Object({ ...SignedIn.properties, invitations: Type.Array(Invited) }),
  async run(context, input) {
    const { db, now, today, about } = context;
    const invitation = await loadInvitation(db, input.setup_token, now);
    if (invitation.kind !== 'set_up') throw new Refused('invitation_unknown');
    if (await db.selectFrom('people').select('id').executeTakeFirst()) throw new Refused('set_up_done');
    const organisation = await addOrganisation(context, input.division_code, input.organisation_name);
    await nameIssuer(context, input.organisation_name);
    const post = (person: Person, role: Role) => addPerson(context, person, { ...organisation, role });
    const first = await post(input.security, 'security_administrator');
    await db.updateTable('people').set({ state: 'active' }).where('id', '=', first).execute();
    await setPassword(db, { person: first, login: input.security.login, password: input.security.password, now });
    const invitations = [];
    for (const [person, role] of [
      [input.system, 'system_administrator'],
      [input.audit, 'audit_administrator'],
      [input.officer, 'programme_officer'],
    ] as const) {
      const id = await post(person, role);
      const { token } = await issueInvitation(db, { kind: 'invite', person: id, by: first, now, today });
      invitations.push({ name: person.name, role, token });
    }
    await useInvitation(db, invitation.id, now);
    about({ row: first, path: organisation.path });
    return {
      token: await openSession(db, {
        person: first,
        now,
        today,
        address: input.address ?? '',
        agent: input.agent ?? '',
      }),
      invitations,
    };
  },
});

/** Proofs say who runs the register: from now on the organisation that set it up. */
const nameIssuer = ({ db }: VerbContext, name: string): Promise<unknown> =>
  db.updateTable('evidence_log').set({ issuer: name }).where('issuer', '=', '').execute();

type Person = { name: string; login: string };
type Place = { id: string; path: string };

async function addOrganisation({ db }: VerbContext, code: string, name: string): Promise<Place> {
  const division = await db.selectFrom('divisions').select('path').where('code', '=', code).executeTakeFirst();
  if (!division) throw new Refused('invalid', { field: 'division_code', rule: 'unknown' });
  const id = newId();
  await db
    .insertInto('organisations')
    .values({ id, kind: 'market_regulation', name, division_code: code, path: division.path })
    .execute();
  return { id, path: division.path };
}

async function addPerson(
  { db, today }: VerbContext,
  { name, login }: Person,
  place: Place & { role: Role },
): Promise<string> {
  const id = await insertPerson(db, { name, login });
  await db
    .insertInto('posts')
    .values({
      id: newId(),
      person_id: id,
      org_id: place.id,
      path: place.path,
      title: roles[place.role].zh,
      roles: [place.role],
      from_on: today,
    })
    .execute();
  return id;
}
