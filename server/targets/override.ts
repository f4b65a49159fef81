import Type from 'typebox';
import { Id, Prose } from '#domain/schema.ts';
import { Amount } from '#domain/targets/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';
import { loadOwnTarget, mustBeActive } from '#server/targets/load.ts';

/** A person sets a value beside the computed one, with a reason; both stay visible, and an earlier one is withdrawn. */
export const overrideTarget = verb({
  name: 'target.override',
  deposits: true,
  input: Type.Object({ id: Id, value: Amount, reason: Prose }),
  output: Type.Object({ id: Id }),
  async run(ctx, { id, value, reason }) {
    const { db, now } = ctx;
    const { target, programme } = await loadOwnTarget(ctx, { id });
    mustBeActive(target);
    const { person } = organisationOf(ctx.actor);
    const at = now.toISOString();
    await db
      .updateTable('target_overrides')
      .set({ withdrawn_at: at })
      .where('target_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .execute();
    const override = newId();
    await db
      .insertInto('target_overrides')
      .values({
        id: override,
        target_id: id,
        programme_id: programme.id,
        path: target.path,
        value,
        reason,
        person_id: person,
        at,
      })
      .execute();
    ctx.about({ row: id, programme: programme.id, path: programme.path, data: { value, override } });
    ctx.deposit({ row: id, facts: { target: target.subject_text, unit: target.unit, value, reason, override } });
    return { id: override };
  },
});
