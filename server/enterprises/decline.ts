import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Prose, Version } from '#domain/schema.ts';
import { loadApplication } from '#server/enterprises/joining/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** The firm is not taken in; whoever asked reads the reason when signing in. */
export const declineApplication = verb({
  name: 'enterprise.decline',
  gate: true,
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    if (ctx.actor.kind !== 'person') throw new Refused('not_signed_in');
    const { path } = await loadApplication(ctx, { id, version });
    await ctx.db
      .updateTable('enterprise_applications')
      .set({
        ...{ state: 'refused', reason: reason.trim(), version: version + 1 },
        ...{ decided_at: ctx.now.toISOString(), decided_by: ctx.actor.person },
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path, data: {} });
    return { version: version + 1 };
  },
});
