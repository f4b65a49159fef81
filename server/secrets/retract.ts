import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { actOutput, rowVersion } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf, loadSecret } from '#server/secrets/load.ts';
import { giveUp, loadAsked } from '#server/secrets/parts/steps.ts';

/** Whoever asked takes it back before it is decided; a proposed secret is a draft again. */
export const retractSecret = verb({
  name: 'secret.retract',
  input: Type.Object({ id: Id, version: rowVersion, step: Id }),
  output: actOutput,
  async run(ctx, { id, version, step }) {
    const secret = await loadSecret(ctx, { id, version });
    const asked = await loadAsked(ctx, { secret: id, step });
    if (asked.asked_by !== firmOf(ctx).person) throw new Refused('not_permitted', { act: 'secret.retract' });
    return giveUp(ctx, { secret, asked }, { act: 'retract', state: 'withdrawn', answer: null });
  },
});
