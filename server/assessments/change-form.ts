import Type from 'typebox';
import { carryOver, itemsOf } from '#domain/assessments/rules.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadAssessment } from '#server/assessments/load.ts';
import { countedOf } from '#server/assessments/prefill.ts';
import { formFor } from '#server/forms/load.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * 转用新版: the form was withdrawn while it was filled; answers to items that ask the same go over to the form in force,
 * the others are asked anew (C17). Whoever would rather finish by the version begun may do so.
 */
export const changeAssessmentForm = verb({
  name: 'assessment.change-form',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({
    version: Type.Integer(),
    form: Id,
    carried: Type.Integer({ description: 'Answers that went over' }),
    open: Type.Integer({ description: 'Items that are asked anew' }),
  }),
  async run(ctx, { id, version }) {
    const { assessment, form } = await loadAssessment(ctx, { id, act: 'change-form', version });
    const newer = await formFor(ctx.db, assessment);
    if (newer.id === form.id) throw new Refused('form_in_force');
    const items = itemsOf(newer.content, assessment.profile);
    const answers = carryOver(assessment.answers, form.content.items, items);
    const carried = Object.keys(countedOf(answers)).length;
    await ctx.db
      .updateTable('assessments')
      .set({
        ...{ form_id: newer.id, answers: JSON.stringify(answers), answered: carried, asked: items.length },
        version: version + 1,
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: assessment.path, data: { from: form.id, form: newer.id, carried } });
    return { version: version + 1, form: newer.id, carried, open: items.length - carried };
  },
});
