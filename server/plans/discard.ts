import Type from 'typebox';
import { planStates } from '#domain/plans/states.ts';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadPlan } from './adoption/load-plan.ts';

/** Puts a document aside; it can be read again afterwards. */
export const discardPlan = verb({
  name: 'plan.discard',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run({ db, about }, { id, version }) {
    const plan = await loadPlan(db, { id, version });
    const state = nextState(planStates, plan.state, 'discard');
    await db
      .updateTable('plans')
      .set({ state, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id, data: { file_name: plan.file_name } });
    return { id, version: version + 1 };
  },
});
