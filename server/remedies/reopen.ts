import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Prose, Version } from '#domain/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { loadRemedy, type Remedy, startClock } from '#server/remedies/load.ts';

/** It was not done, or is needed after all: open again with a new day, unless the item has another action open. */
export const reopenRemedy = verb({
  name: 'remedy.reopen',
  input: Type.Object({ id: Id, version: Version, reason: Prose, due_on: Day }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason, due_on }) {
    const { remedy, state } = await loadRemedy(ctx, { id, version, act: 'reopen' });
    await checkAlone(ctx, remedy);
    const undone = { done_on: null, done_by: null, proof_deposit: null, proof_given: null, proof_assessment: null };
    await ctx.db
      .updateTable('remedies')
      .set({ ...undone, state, reason, due_on, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await startClock(ctx, remedy, due_on);
    ctx.about({ row: id, path: remedy.path, data: { item: remedy.item, due_on } });
    return { version: version + 1 };
  },
});

async function checkAlone({ db }: VerbContext, { enterprise_id, item }: Remedy): Promise<void> {
  // Acts on the actions of a firm wait here for each other, so that no two are open for one item.
  await db.selectFrom('enterprises').select('org_id').where('org_id', '=', enterprise_id).forUpdate().execute();
  const other = await db
    .selectFrom('remedies')
    .select('id')
    .where('enterprise_id', '=', enterprise_id)
    .where('item', '=', item)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (other) throw new Refused('remedy_open_twice', { item });
}
