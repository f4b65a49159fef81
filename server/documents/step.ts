import Type from 'typebox';
import { checkStep } from '#domain/documents/rules.ts';
import { stepFields } from '#domain/documents/schema.ts';
import { documentStates } from '#domain/documents/states.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { documentState, loadDocument } from '#server/documents/load.ts';
import { firmOf } from '#server/documents/parts/firm.ts';
import { heldTemplate } from '#server/documents/parts/library.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * Writes down a step of adoption that labour law asks for: when and how it was done, or why it is skipped (劳动合同法
 * 第四条; C18). Written again, it is corrected.
 */
export const stepDocument = verb({
  name: 'document.step',
  input: Type.Object({ id: Id, version: Version, ...stepFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, step, done_on, skipped, note }) {
    const { db, now, today, about } = ctx;
    const { document } = await loadDocument(ctx, { id, version, act: 'step' });
    const state = documentState(document.state);
    const { template } = heldTemplate(document.template);
    checkStep(step, { state, asked: template.steps });
    if (done_on > today) throw new Refused('document_day_ahead', { field: 'done_on', today });
    const { person } = firmOf(ctx.actor);
    const written = { done_on, skipped, note: note.trim(), by_person: person, at: now.toISOString() };
    await db
      .insertInto('document_steps')
      .values({ document_id: id, step, org_id: document.org_id, ...written })
      .onConflict((conflict) => conflict.columns(['document_id', 'step']).doUpdateSet(written))
      .execute();
    await db
      .updateTable('documents')
      .set({ state: nextState(documentStates, state, 'step'), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetDeadline(db, { noun: 'document', row: id, kind: `document.${step}` }, now);
    about({ row: id, path: '', data: { step, done_on, skipped } });
    return { version: version + 1 };
  },
});
