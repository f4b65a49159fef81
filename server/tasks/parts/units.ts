import { groupOf, type Resolution } from '#domain/organisations/rules.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import { resolveUnits } from '#server/organisations/queries.ts';

export type Unit = { readonly org_id: string | null; readonly unit_name: string; readonly group_name: string | null };

/** Whose names are read: a plan speaks from the place of its programme. */
export type Place = { readonly programme_id: string; readonly path: string };

/** What a unit name means: its units, or why it cannot be assigned (ambiguous_unit, group_empty). */
export type Meaning = readonly Unit[] | { readonly refused: 'ambiguous_unit' | 'group_empty' };

/**
 * What unit names mean in a place. A group fans out, one unit per member; a name that fits nobody stays unresolved
 * (org_id null), so that the lead office can name the organisation later.
 */
export async function meaningsOf(db: Writer, place: Place, names: readonly string[]): Promise<Map<string, Meaning>> {
  if (names.length === 0) return new Map();
  const found = await resolveUnits(db, place.path, names);
  const council = names.some(meansCouncil) ? await councilOf(db, place) : [];
  return new Map(
    [...found].map(([name, resolution]) => [
      name,
      meansCouncil(name) ? fanOut(name, council) : meaningOf(name, resolution),
    ]),
  );
}

const meansCouncil = (name: string): boolean => {
  const group = groupOf(name);
  return group !== null && 'members' in group;
};

function meaningOf(name: string, resolution: Resolution): Meaning {
  if (resolution.kind === 'many') return { refused: 'ambiguous_unit' };
  if (resolution.kind === 'group') return fanOut(name, resolution.members);
  return [{ org_id: resolution.kind === 'one' ? resolution.org_id : null, unit_name: name, group_name: null }];
}

type Member = { readonly org_id: string; readonly name: string };

const fanOut = (name: string, members: readonly Member[]): Meaning =>
  members.length === 0
    ? { refused: 'group_empty' }
    : members.map(({ org_id, name: unit_name }) => ({ org_id, unit_name, group_name: name }));

/** Behind 各成员单位 stand the members of the programme's own council. */
const councilOf = (db: Writer, { programme_id }: Place): Promise<Member[]> =>
  db
    .selectFrom('council_members as m')
    .innerJoin('organisations as o', 'o.id', 'm.org_id')
    .select(['o.id as org_id', 'o.name'])
    .distinct()
    .where('m.programme_id', '=', programme_id)
    .where('o.state', '=', 'active')
    .orderBy('o.name')
    .execute();

type Wanted = { readonly organisation?: string | undefined; readonly unit?: string | undefined };

/** The units that a person assigns: an organisation of the directory, or a name as meaningsOf reads it. */
export async function findUnits(db: Writer, place: Place, { organisation, unit }: Wanted): Promise<readonly Unit[]> {
  if (organisation !== undefined) return [await findOrganisation(db, organisation, unit)];
  const name = unit?.trim() ?? '';
  if (name === '') throw new Refused('invalid', { field: 'unit', rule: 'required' });
  const meaning = (await meaningsOf(db, place, [name])).get(name) ?? [];
  if ('refused' in meaning) throw new Refused(meaning.refused, { field: 'unit', name });
  return meaning;
}

async function findOrganisation(db: Writer, id: string, name: string | undefined): Promise<Unit> {
  const found = await db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'organisation' });
  return { org_id: found.id, unit_name: name ?? found.name, group_name: null };
}
