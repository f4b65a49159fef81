import { Refused } from '#domain/refused.ts';
import { type SecretState, secretStates } from '#domain/secrets/states.ts';
import { nextState } from '#domain/states.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

export type Secret = Awaited<ReturnType<typeof loadSecret>>;

export type Firm = { readonly organisation: string; readonly person: string; readonly officer: boolean };

/** Whoever acts for a firm; no_firm for any other post. */
export function firmOf({ actor }: Pick<VerbContext, 'actor'>): Firm {
  if (actor.kind !== 'person' || actor.organisation === null || actor.organisationKind !== 'enterprise')
    throw new Refused('no_firm');
  return {
    organisation: actor.organisation,
    person: actor.person,
    officer: actor.roles.includes('enterprise_officer'),
  };
}

type Wanted = { readonly id: string; readonly version?: number };

/** The row of a secret, locked: not_found when row security hides it, changed_meanwhile for another version. */
export async function loadSecret({ db, actor }: Pick<VerbContext, 'db' | 'actor'>, { id, version }: Wanted) {
  const { organisation } = firmOf({ actor });
  const row = await db
    .selectFrom('secrets')
    .selectAll()
    .where('id', '=', id)
    .where('org_id', '=', organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'secret' });
  if (version !== undefined && row.version !== version)
    throw new Refused('changed_meanwhile', { version: row.version });
  return { ...row, state: secretState(row.state) };
}

/** The secret for an act of one of its readers, and the state after it: not_reader, wrong_state. */
export async function loadKnown(
  ctx: Pick<VerbContext, 'db' | 'actor'>,
  { id, version, act }: Wanted & { readonly act: string },
): Promise<{ secret: Secret; state: SecretState }> {
  const secret = await loadSecret(ctx, version === undefined ? { id } : { id, version });
  if (!(await isReader(ctx, id))) throw new Refused('not_reader');
  return { secret, state: nextState(secretStates, secret.state, act) };
}

/** Am I on the need-to-know list today? */
export async function isReader({ db, actor }: Pick<VerbContext, 'db' | 'actor'>, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('secret_readers')
    .select('person_id')
    .where('secret_id', '=', id)
    .where('person_id', '=', firmOf({ actor }).person)
    .where('until', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The column's check constraint allows exactly these. */
export const secretState = (text: string): SecretState => text as SecretState;
