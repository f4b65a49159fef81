import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnTarget, mustBeActive } from '#server/targets/load.ts';

/** The override is taken back: the computed value counts again. The withdrawn one stays on record. */
export const withdrawOverride = verb({
  name: 'target.withdraw',
  deposits: true,
  input: Type.Object({ id: Id }),
  output: Type.Object({ id: Id }),
  async run(ctx, { id }) {
    const { target, programme } = await loadOwnTarget(ctx, { id });
    mustBeActive(target);
    const taken = await ctx.db
      .updateTable('target_overrides')
      .set({ withdrawn_at: ctx.now.toISOString() })
      .where('target_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!taken) throw new Refused('no_override');
    ctx.about({ row: id, programme: programme.id, path: programme.path, data: { override: taken.id } });
    ctx.deposit({ row: id, facts: { target: target.subject_text, override: taken.id } });
    return { id };
  },
});
