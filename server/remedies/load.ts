import { Refused } from '#domain/refused.ts';
import { type RemedyState, remedyStates } from '#domain/remedies/states.ts';
import { nextState } from '#domain/states.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

type Wanted = { readonly id: string; readonly version: number; readonly act: string };

export type Remedy = Awaited<ReturnType<typeof loadRemedy>>['remedy'];

/**
 * The action, locked, and its state after `act`: not_found when row security hides it or when it is a colleague's,
 * wrong_state, changed_meanwhile.
 */
export async function loadRemedy(ctx: VerbContext, { id, version, act }: Wanted) {
  const { db } = ctx;
  const row = await db.selectFrom('remedies').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row || !(await isMine(ctx, row))) throw new Refused('not_found', { noun: 'remedy' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  return { remedy: row, state: nextState(remedyStates, remedyState(row.state), act) };
}

/** An employee works on what is theirs to do; whoever runs the firm's protection, or serves the firm, on all of it. */
async function isMine({ db, actor }: VerbContext, row: { owner_member: string | null }): Promise<boolean> {
  if (!ownOnly(actor)) return true;
  if (row.owner_member === null || actor.kind !== 'person') return false;
  const me = await db.selectFrom('members').select('id').where('person_id', '=', actor.person).executeTakeFirst();
  return me?.id === row.owner_member;
}

/** Does the actor see only the actions that they are in charge of? */
export const ownOnly = (actor: VerbContext['actor']): boolean =>
  actor.kind === 'person' && actor.roles.length > 0 && actor.roles.every((role) => role === 'employee');

/** The clock of an action: one day by which it should be done. */
export const clockOf = (remedy: string) => ({ noun: 'remedy', row: remedy, kind: 'remedy.finish' });

/** What the home page of the firm says; neutral, because everybody of the firm may stand beside it. */
export const titleOf = (item: string): string => `风险评估整改事项${item}`;

/** The column's check constraint allows exactly these. */
export const remedyState = (text: string): RemedyState => text as RemedyState;
