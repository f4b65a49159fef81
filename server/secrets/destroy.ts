import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { checkWitnesses } from '#domain/secrets/rules.ts';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { checkPeople, firmOf, loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/**
 * 销毁, asked for: list and method are in the sealed form, two witnesses are named. On approval the sealed files are
 * removed here too; the sealed record stays as evidence that there was a secret.
 */
export const destroySecret = verb({
  name: 'secret.destroy',
  deposits: true,
  input: Type.Object({ ...actFields, witnesses: Type.Array(Id, { minItems: 2, maxItems: 2 }) }),
  output: actOutput,
  async run(ctx, { id, version, witnesses, ...form }) {
    const { secret } = await loadKnown(ctx, { id, version, act: 'destroy' });
    if (secret.out_count > 0) throw new Refused('has_open_copies', { count: secret.out_count });
    checkWitnesses(witnesses, firmOf(ctx).person);
    await checkPeople(ctx, witnesses);
    return writeStep(ctx, secret, {
      ...{ kind: 'destroy', stepState: 'asked', form, state: secret.state },
      told: { witnesses: [...witnesses] },
    });
  },
});
