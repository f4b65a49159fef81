import Type from 'typebox';
import { Id, orNull } from '#domain/schema.ts';
import { actOutput, rowVersion, Sealed } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { readSealed } from '#server/secrets/load.ts';
import { giveUp, loadToDecide } from '#server/secrets/parts/steps.ts';

/** Another officer does not approve what was asked for; a proposed secret is a draft again. Why is in the sealed answer. */
export const rejectSecret = verb({
  name: 'secret.reject',
  input: Type.Object({ id: Id, version: rowVersion, step: Id, answer: Type.Optional(orNull(Sealed)) }),
  output: actOutput,
  async run(ctx, { answer = null, ...which }) {
    const waiting = await loadToDecide(ctx, which);
    const told = answer === null ? null : readSealed({ sealed: answer }).bytes;
    return giveUp(ctx, waiting, { act: 'reject', state: 'refused', answer: told });
  },
});
