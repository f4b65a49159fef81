import type { Insertable, Updateable } from 'kysely';
import { Refused } from '#domain/refused.ts';
import type { SealedInput } from '#domain/secrets/schema.ts';
import type { SecretState } from '#domain/secrets/states.ts';
import type { SecretSteps, Secrets } from '#server/db/schema.gen.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { firmOf, type Secret } from '#server/secrets/load.ts';
import { readSealed, statedOf } from '#server/secrets/parts/seals.ts';

type Kind =
  | 'classify'
  | 'conceal'
  | 'use'
  | 'return'
  | 'change'
  | 'declassify'
  | 'destroy'
  | 'suspend'
  | 'expose'
  | 'resume';

export type NewStep = {
  readonly kind: Kind | 'review' | 'disclose';
  readonly stepState: 'asked' | 'done';
  readonly form: SealedInput;
  /** The state of the secret from now on. */
  readonly state: SecretState;
  readonly told?: Partial<Insertable<SecretSteps>>;
  /** What changes on the secret beside its state. */
  readonly change?: Updateable<Secrets>;
};

export type Stepped = { version: number; state: SecretState; step: string };

/** Writes one step with its sealed form, deposits the form's digests, and moves the secret on. */
export async function writeStep(ctx: VerbContext, secret: Secret, wanted: NewStep): Promise<Stepped> {
  const { kind, stepState, form, state, told = {}, change = {} } = wanted;
  const { organisation, person } = firmOf(ctx);
  if (stepState === 'asked') await checkNoneWaits(ctx, secret.id);
  const { bytes } = readSealed(form);
  const [step, at] = [newId(), ctx.now.toISOString()];
  await ctx.db
    .insertInto('secret_steps')
    .values({
      ...{ ...told, id: step, secret_id: secret.id, org_id: organisation, kind, state: stepState, form: bytes },
      ...{ sha256: form.sha256, sm3: form.sm3, asked_by: person, asked_at: at },
    })
    .execute();
  const version = await moveOn(ctx, secret, { ...change, state });
  ctx.deposit({
    row: secret.id,
    facts: { ...factsOf(secret), step, kind, step_state: stepState, state, person },
    files: [statedOf(form, { number: secret.number, what: kind })],
  });
  ctx.about({ row: secret.id, path: '', data: { step, kind, state } });
  return { version, state, step };
}

/** Changes the row of a secret that its loader locked; answers its new version. */
export async function moveOn(ctx: VerbContext, secret: Secret, change: Updateable<Secrets>): Promise<number> {
  const version = secret.version + 1;
  await ctx.db
    .updateTable('secrets')
    .set({ ...change, version, changed_at: ctx.now.toISOString() })
    .where('id', '=', secret.id)
    .executeTakeFirstOrThrow();
  return version;
}

/** One question at a time: two that wait could be approved against one another. Refuses step_waits. */
async function checkNoneWaits({ db }: VerbContext, secret: string): Promise<void> {
  const waits = await db
    .selectFrom('secret_steps')
    .select('id')
    .where('secret_id', '=', secret)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (waits) throw new Refused('step_waits');
}

/** The step of this secret that waits for a decision; not_found, already_done. */
export async function loadAsked({ db }: VerbContext, { secret, step }: { secret: string; step: string }) {
  const row = await db
    .selectFrom('secret_steps')
    .selectAll()
    .where('id', '=', step)
    .where('secret_id', '=', secret)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'step' });
  if (row.state !== 'asked') throw new Refused('already_done');
  return row;
}

export const factsOf = ({ number, latest, level }: Pick<Secret, 'number' | 'latest' | 'level'>) => ({
  number,
  version: latest,
  level,
});
