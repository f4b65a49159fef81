import { keepsExhibits } from '#domain/exhibits/rules.ts';
import { type ExhibitState, exhibitStates } from '#domain/exhibits/states.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

export type Exhibit = Awaited<ReturnType<typeof loadExhibit>>;

type Keeper = { readonly organisation: string; readonly person: string; readonly name: string };

/** Whoever acts, for an organisation that keeps evidence; no_post, or not_custody_kind for any other. */
export function keeperOf(actor: VerbContext['actor']): Keeper {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  if (!keepsExhibits(actor.organisationKind)) throw new Refused('not_custody_kind');
  return { organisation: actor.organisation, person: actor.person, name: actor.personName };
}

type Wanted = { readonly id: string; readonly version: number };

/**
 * The exhibit, locked, in the version that the actor saw: not_found when row security hides it, not_keeper for an
 * organisation that only had it before, changed_meanwhile.
 */
export async function loadExhibit({ db }: Pick<VerbContext, 'db'>, { id, version }: Wanted) {
  const seen = await db.selectFrom('exhibits').select('id').where('id', '=', id).executeTakeFirst();
  if (!seen) throw new Refused('not_found', { noun: 'exhibit' });
  // The row policy of changes lets only its keeper, and whoever it is on the way to, lock it.
  const row = await db.selectFrom('exhibits').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_keeper');
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  return { ...row, state: exhibitState(row.state) };
}

/** The exhibit in the custody of the actor's own organisation, and the state after `act`; wrong_state. */
export async function loadKept(
  { db, actor }: Pick<VerbContext, 'db' | 'actor'>,
  { id, version, act }: Wanted & { readonly act: string },
): Promise<{ exhibit: Exhibit; state: ExhibitState }> {
  const { organisation } = keeperOf(actor);
  const exhibit = await loadExhibit({ db }, { id, version });
  if (exhibit.keeper_org !== organisation) throw new Refused('not_keeper');
  return { exhibit, state: nextState(exhibitStates, exhibit.state, act) };
}

/** The column's check constraint allows exactly these. */
export const exhibitState = (text: string): ExhibitState => text as ExhibitState;
