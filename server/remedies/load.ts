import { Refused } from '#domain/refused.ts';
import { type RemedyState, remedyStates } from '#domain/remedies/states.ts';
import { nextState } from '#domain/states.ts';
import { startDeadline } from '#server/kernel/deadlines.ts';
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

type Charge = Pick<Remedy, 'id' | 'enterprise_id' | 'item' | 'owner_member'>;

/** Sets the clock of an action: the duty of whoever is in charge, of the firm's officers while nobody with an account is. */
export async function startClock(ctx: VerbContext, remedy: Charge, due: string): Promise<void> {
  const { id, item, enterprise_id: org } = remedy;
  const person = await personOf(ctx, remedy);
  await startDeadline(ctx.db, { ...clockOf(id), org, person, programme: null, path: '', title: titleOf(item), due });
}

/** The account in charge. An office sees nobody of the firm, and names nobody: the clock keeps the one that it has. */
async function personOf(
  { db, actor }: VerbContext,
  { id, enterprise_id, owner_member }: Charge,
): Promise<string | null> {
  if (owner_member === null) return null;
  const isFirm = actor.kind === 'person' && actor.organisation === enterprise_id;
  const found = isFirm
    ? await db
        .selectFrom('members')
        .select('person_id')
        .where('id', '=', owner_member)
        .where('state', '=', 'active')
        .executeTakeFirst()
    : await db
        .selectFrom('deadlines')
        .select('person_id')
        .where('noun', '=', 'remedy')
        .where('row_id', '=', id)
        .executeTakeFirst();
  return found?.person_id ?? null;
}

/** The column's check constraint allows exactly these. */
export const remedyState = (text: string): RemedyState => text as RemedyState;
