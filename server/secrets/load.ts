import type { StatedFile } from '#domain/evidence/statement.ts';
import { Refused } from '#domain/refused.ts';
import { checkSealedSize } from '#domain/secrets/rules.ts';
import type { SealedInput } from '#domain/secrets/schema.ts';
import { countSealedFor } from '#domain/secrets/sealed.ts';
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

/** People with a post in the firm today. Refuses reader_not_in_firm. */
export async function checkPeople(ctx: VerbContext, people: readonly string[]): Promise<void> {
  const wanted = [...new Set(people)];
  if (wanted.length === 0) return;
  const found = await ctx.db
    .selectFrom('posts')
    .select('person_id')
    .distinct()
    .where('org_id', '=', firmOf(ctx).organisation)
    .where('person_id', 'in', wanted)
    .where('from_on', '<=', ctx.today)
    .where((row) => row.or([row('to_on', 'is', null), row('to_on', '>=', ctx.today)]))
    .execute();
  if (found.length < wanted.length) throw new Refused('reader_not_in_firm', { field: 'readers' });
}

export type SealedBytes = { readonly bytes: Buffer; readonly recipients: number };

/** The age file of an input: not_sealed for anything else, sealed_too_large past 256 KiB. */
export function readSealed({ sealed }: Pick<SealedInput, 'sealed'>): SealedBytes {
  const bytes = Buffer.from(sealed, 'base64');
  checkSealedSize(bytes.length);
  return { bytes, recipients: countSealedFor(bytes) };
}

/** What a deposit names of a sealed text: its digests under a name that tells nothing. */
export const statedOf = ({ sha256, sm3, size }: SealedInput, name: string): StatedFile => ({ name, size, sha256, sm3 });
