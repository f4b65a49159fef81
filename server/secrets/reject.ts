import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, orNull } from '#domain/schema.ts';
import { checkTwo } from '#domain/secrets/rules.ts';
import { actOutput, rowVersion, Sealed } from '#domain/secrets/schema.ts';
import { secretStates } from '#domain/secrets/states.ts';
import { nextState } from '#domain/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf, isReader, loadSecret } from '#server/secrets/load.ts';
import { readSealed } from '#server/secrets/parts/seals.ts';
import { loadAsked, moveOn } from '#server/secrets/parts/steps.ts';

/** Another officer does not approve what was asked for; a proposed secret is a draft again. Why is in the sealed answer. */
export const rejectSecret = verb({
  name: 'secret.reject',
  input: Type.Object({ id: Id, version: rowVersion, step: Id, answer: Type.Optional(orNull(Sealed)) }),
  output: actOutput,
  async run(ctx, { id, version, step, answer = null }) {
    const secret = await loadSecret(ctx, { id, version });
    if (!(await isReader(ctx, id))) throw new Refused('not_reader');
    const asked = await loadAsked(ctx, { secret: id, step });
    checkTwo(asked.asked_by, firmOf(ctx).person);
    const state = asked.kind === 'classify' ? nextState(secretStates, secret.state, 'reject') : secret.state;
    await ctx.db
      .updateTable('secret_steps')
      .set({
        ...{ state: 'refused', decided_by: firmOf(ctx).person, decided_at: ctx.now.toISOString() },
        answer: answer === null ? null : readSealed({ sealed: answer }).bytes,
      })
      .where('id', '=', step)
      .executeTakeFirstOrThrow();
    const next = await moveOn(ctx, secret, { state });
    ctx.about({ row: id, path: '', data: { step, kind: asked.kind, state } });
    return { version: next, state, step };
  },
});
