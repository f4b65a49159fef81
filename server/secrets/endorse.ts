import Type from 'typebox';
import { Id, orNull } from '#domain/schema.ts';
import { actOutput, rowVersion, Sealed } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf, readSealed } from '#server/secrets/load.ts';
import { resetDueBack } from '#server/secrets/parts/clocks.ts';
import { takeEffect } from '#server/secrets/parts/effects.ts';
import { decideStep, factsOf, loadToDecide } from '#server/secrets/parts/steps.ts';

/**
 * Another officer, who is on the need-to-know list and has therefore read the form, approves a step that was asked for;
 * now it takes effect: classified, changed, declassified, destroyed, or let out.
 */
export const endorseSecret = verb({
  name: 'secret.endorse',
  deposits: true,
  input: Type.Object({ id: Id, version: rowVersion, step: Id, answer: Type.Optional(orNull(Sealed)) }),
  output: actOutput,
  async run(ctx, { id, version, step, answer = null }) {
    const { secret, asked } = await loadToDecide(ctx, { id, version, step });
    // Read before anything takes effect: sealed files that are destroyed do not come back with the transaction.
    const told = answer === null ? null : readSealed({ sealed: answer }).bytes;
    const after = await takeEffect(ctx, secret, asked);
    await decideStep(ctx, step, { state: 'granted', answer: told });
    if (asked.kind === 'disclose') await resetDueBack(ctx, secret);
    const now = { level: asked.level ?? secret.level, state: after.state };
    const people = { asked_by: asked.asked_by, person: firmOf(ctx).person, witnesses: asked.witnesses };
    ctx.deposit({
      row: id,
      facts: {
        ...{ ...factsOf(secret), ...now, ...people, step, kind: asked.kind },
        ...{ form_sha256: asked.sha256, form_sm3: asked.sm3 },
      },
    });
    ctx.about({ row: id, path: '', data: { step, kind: asked.kind, state: after.state } });
    return { ...after, step };
  },
});
