import { type Meant, meansCouncil, type OrganisationName, unitNames } from '#domain/plans/adopt-rules.ts';
import type { Draft } from '#domain/plans/schema.ts';
import { Refused } from '#domain/refused.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { resolveUnits } from '#server/organisations/queries.ts';

/** The officer's choices: unit name as in the plan → organisations; several make it a group. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** How a name of the draft stands: `chosen` by the officer, found by the directory, or open. */
export type UnitMeaning = {
  readonly name: string;
  readonly kind: 'chosen' | 'one' | 'group' | 'many' | 'none';
  readonly organisations: readonly OrganisationName[];
};

/**
 * What every unit name of a draft stands for, seen from a division: first the officer's choice, then the council for
 * 各成员单位, then the directory. `many` lists the candidates of an ambiguous name.
 */
export async function meaningsOf(
  db: Reader | Writer,
  { draft, path, choices }: { draft: Draft; path: string; choices: Choices },
): Promise<UnitMeaning[]> {
  const names = unitNames(draft);
  const chosen = await loadChosen(db, choices);
  const resolved = await resolveUnits(db, path, names);
  const found = names.map((name): UnitMeaning => {
    const mine = chosen.get(name);
    if (mine) return { name, kind: 'chosen', organisations: mine };
    const answer = resolved.get(name) ?? { kind: 'none' as const };
    if (answer.kind === 'one')
      return { name, kind: 'one', organisations: [{ org_id: answer.org_id, name: answer.name }] };
    if (answer.kind === 'group') return { name, kind: 'group', organisations: answer.members };
    if (answer.kind === 'many') return { name, kind: 'many', organisations: answer.candidates };
    return { name, kind: 'none', organisations: [] };
  });
  return found.map((unit) =>
    meansCouncil(unit.name) && unit.kind !== 'chosen' ? councilAs(unit, draft, found) : unit,
  );
}

/** The members of the draft's own council stand behind 各成员单位. */
function councilAs(unit: UnitMeaning, draft: Draft, found: readonly UnitMeaning[]): UnitMeaning {
  const members = new Set(draft.council?.members.map((member) => member.unit.trim()));
  const known = found.filter(({ name, kind }) => members.has(name) && !meansCouncil(name) && kind !== 'many');
  const organisations = known.flatMap((member) => member.organisations);
  return organisations.length === 0 ? unit : { name: unit.name, kind: 'group', organisations };
}

/** For the parts of tasks: an open name stands for nobody yet. */
export const meantBy = (meanings: readonly UnitMeaning[]): Map<string, Meant> =>
  new Map(
    meanings.map(({ name, kind, organisations }) => [
      name,
      {
        group: kind === 'group' || organisations.length > 1,
        orgs: kind === 'many' ? [] : organisations,
      },
    ]),
  );

/** Chosen organisations by unit name; unknown_unit when one is not in the directory (or hidden). */
export async function loadChosen(db: Reader | Writer, choices: Choices): Promise<Map<string, OrganisationName[]>> {
  const ids = [...new Set(Object.values(choices).flat())];
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('organisations')
    .select(['id as org_id', 'name'])
    .where('id', 'in', ids)
    .where('state', '=', 'active')
    .execute();
  const byId = new Map(rows.map((row) => [row.org_id, row]));
  return new Map(
    Object.entries(choices)
      .filter(([, chosen]) => chosen.length > 0)
      .map(([name, chosen]) => [name, chosen.map((id) => byId.get(id) ?? unknown(name))]),
  );
}

function unknown(name: string): never {
  throw new Refused('unknown_unit', { name });
}
