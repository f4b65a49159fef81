import type { Insertable, Updateable } from 'kysely';
import type { Static } from 'typebox';
import { Refused } from '#domain/refused.ts';
import { stepWords } from '#domain/secrets/columns.ts';
import { checkTwo, secretNo } from '#domain/secrets/rules.ts';
import type { SealedInput, StepKind } from '#domain/secrets/schema.ts';
import { type SecretState, secretStates } from '#domain/secrets/states.ts';
import { nextState } from '#domain/states.ts';
import type { SecretSteps, Secrets } from '#server/db/schema.gen.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { firmOf, isReader, loadSecret, readSealed, type Secret, statedOf } from '#server/secrets/load.ts';

export type NewStep = {
  readonly kind: Static<typeof StepKind>;
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
    files: [statedOf(form, `${secretNo(secret.number)}${stepWords[kind].zh}表单`)],
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

type Asked = Awaited<ReturnType<typeof loadAsked>>;

/** A step that waits, for another officer who is on the need-to-know list: not_reader, already_done, same_person. */
export async function loadToDecide(
  ctx: VerbContext,
  { id, version, step }: { id: string; version: number; step: string },
): Promise<{ secret: Secret; asked: Asked }> {
  const secret = await loadSecret(ctx, { id, version });
  if (!(await isReader(ctx, id))) throw new Refused('not_reader');
  const asked = await loadAsked(ctx, { secret: id, step });
  checkTwo(asked.asked_by, firmOf(ctx).person);
  return { secret, asked };
}

type Decision = { readonly state: 'granted' | 'refused' | 'withdrawn'; readonly answer: Buffer | null };

/** A step that waited is decided, with what was answered. */
export async function decideStep(ctx: VerbContext, step: string, { state, answer }: Decision): Promise<void> {
  await ctx.db
    .updateTable('secret_steps')
    .set({ state, answer, decided_by: firmOf(ctx).person, decided_at: ctx.now.toISOString() })
    .where('id', '=', step)
    .executeTakeFirstOrThrow();
}

/** What was asked for does not happen: a proposed secret is a draft again by `act`, any other stays as it was. */
export async function giveUp(
  ctx: VerbContext,
  { secret, asked }: { secret: Secret; asked: Asked },
  { act, ...decision }: Decision & { readonly act: 'reject' | 'retract' },
): Promise<Stepped> {
  const state = asked.kind === 'classify' ? nextState(secretStates, secret.state, act) : secret.state;
  await decideStep(ctx, asked.id, decision);
  const version = await moveOn(ctx, secret, { state });
  ctx.about({ row: secret.id, path: '', data: { step: asked.id, kind: asked.kind, state } });
  return { version, state, step: asked.id };
}

export const factsOf = ({ number, latest, level }: Pick<Secret, 'number' | 'latest' | 'level'>) => ({
  number,
  version: latest,
  level,
});
