import Type, { type Static } from 'typebox';
import { councilFields } from '#domain/councils/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { endIdleShares, lockOwnProgramme, type Programme } from '#server/programmes/load.ts';

const Edit = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 0, description: 'The version that was read; 0 where there was no council yet' }),
  ...councilFields,
});

/** Writes the council of a programme anew, whole: head, deputies, office, members by unit and post, duties (C05). */
export const editCouncil = verb({
  name: 'council.edit',
  deposits: true,
  input: Edit,
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, input) {
    const programme = await lockOwnProgramme(ctx, { id: input.id });
    await checkOrganisations(ctx.db, input);
    const before = await seatsOf(ctx.db, programme.id);
    const council = await keepCouncil(ctx.db, programme, input);
    await keepMembers(ctx.db, { programme, council, members: input.members });
    await share(ctx.db, input);
    await endIdleShares(ctx, programme.id, before);
    ctx.about({ row: council, programme: input.id, path: programme.path, data: { members: input.members.length } });
    const { id: _programme, version: _version, ...facts } = input;
    ctx.deposit({ row: council, facts });
    return { version: input.version + 1 };
  },
});

type Wanted = Static<typeof Edit>;

const organisationsOf = ({ members, office_organisation }: Wanted): string[] => [
  ...new Set([office_organisation, ...members.map(({ organisation }) => organisation)].filter((id) => id !== null)),
];

async function checkOrganisations(db: Writer, input: Wanted): Promise<void> {
  const ids = organisationsOf(input);
  if (ids.length === 0) return;
  const known = await db.selectFrom('organisations').select('id').where('id', 'in', ids).execute();
  if (known.length < ids.length) throw new Refused('not_found', { noun: 'organisation', field: 'members' });
}

/** The organisations that sat in it before. */
async function seatsOf(db: Writer, programme: string): Promise<(string | null)[]> {
  const members = await db
    .selectFrom('council_members')
    .select('org_id')
    .where('programme_id', '=', programme)
    .union(db.selectFrom('councils').select('office_org as org_id').where('programme_id', '=', programme))
    .execute();
  return members.map(({ org_id }) => org_id);
}

/** Answers the council's id. The programme is locked, so two first edits cannot make two councils. */
async function keepCouncil(db: Writer, { id: programme_id, path }: Programme, input: Wanted): Promise<string> {
  const { name, head, deputies, office, office_organisation: office_org, office_duties } = input;
  const fields = { name, head, deputies, office, office_org, office_duties };
  const present = await db
    .selectFrom('councils')
    .select(['id', 'version'])
    .where('programme_id', '=', programme_id)
    .executeTakeFirst();
  if ((present?.version ?? 0) !== input.version)
    throw new Refused('changed_meanwhile', { version: present?.version ?? 0 });
  const id = present?.id ?? newId();
  if (present)
    await db
      .updateTable('councils')
      .set({ ...fields, version: present.version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  else
    await db
      .insertInto('councils')
      .values({ id, programme_id, path, ...fields })
      .execute();
  return id;
}

type Members = { programme: Programme; council: string; members: Wanted['members'] };

async function keepMembers(db: Writer, { programme, council, members }: Members): Promise<void> {
  await db.deleteFrom('council_members').where('council_id', '=', council).execute();
  if (members.length === 0) return;
  await db
    .insertInto('council_members')
    .values(
      members.map(({ unit, post, organisation, duties }, position) => ({
        ...{ id: newId(), council_id: council, programme_id: programme.id, path: programme.path },
        ...{ position, unit, post, org_id: organisation, duties },
      })),
    )
    .execute();
}

/** A member sees the programme. */
async function share(db: Writer, input: Wanted): Promise<void> {
  const ids = organisationsOf(input);
  if (ids.length === 0) return;
  await db
    .insertInto('shares')
    .values(ids.map((org_id) => ({ noun: 'programme', row_id: input.id, org_id })))
    .onConflict((conflict) => conflict.columns(['org_id', 'noun', 'row_id']).doUpdateSet({ to_on: null }))
    .execute();
}
