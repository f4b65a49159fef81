import Type from 'typebox';
import { BoundedDraft } from '#domain/plans/bounds.ts';
import { checkDraft } from '#domain/plans/check.ts';
import { planStates } from '#domain/plans/states.ts';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadPlan } from './adoption/load-plan.ts';
import { loadChosen } from './adoption/meaning.ts';

/** Organisations that the officer chose for unit names of the draft; several organisations make it a group. */
const UnitChoices = Type.Record(Type.String({ minLength: 1, maxLength: 300 }), Type.Array(Id, { maxItems: 500 }), {
  maxProperties: 2_000,
});

/**
 * Keeps a corrected draft, whole, and the choices of units when they are sent. Refuses what checkDraft refuses,
 * unknown_unit, changed_meanwhile.
 */
export const correctPlan = verb({
  name: 'plan.correct',
  input: Type.Object({ id: Id, version: Version, draft: BoundedDraft, units: Type.Optional(UnitChoices) }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run({ db, about }, { id, version, draft, units }) {
    const plan = await loadPlan(db, { id, version });
    nextState(planStates, plan.state, 'correct');
    checkDraft(draft, plan.text.length);
    if (units) await loadChosen(db, units);
    const saved = await db
      .updateTable('plans')
      .set({ draft: JSON.stringify(draft), units: JSON.stringify(units ?? plan.units), version: version + 1 })
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirstOrThrow();
    about({ row: id, data: { version: saved.version } });
    return { id, version: saved.version };
  },
});
