import Type from 'typebox';
import { checkFinish, resultOf, retestDays } from '#domain/assessments/rules.ts';
import { addDays } from '#domain/clock.ts';
import { Grade } from '#domain/forms/schema.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { filledOf, loadAssessment, readEnterprise } from '#server/assessments/load.ts';
import { factsOf, noteOnFirm } from '#server/assessments/outcome.ts';
import { verb } from '#server/kernel/verb.ts';
import { openRemedies } from '#server/remedies/open.ts';

/** The assessment is whole: scored, frozen, deposited; the firm's page says how it stands and when it is due again (C17, C24). */
export const finishAssessment = verb({
  name: 'assessment.finish',
  deposits: true,
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({
    version: Type.Integer(),
    score: Type.Number(),
    grade: Grade,
    retest_on: Day,
    deposit: Id,
    remedies: Type.Integer({ description: 'Actions that are open now' }),
  }),
  async run(ctx, { id, version }) {
    const { assessment, form, state } = await loadAssessment(ctx, { id, act: 'finish', version });
    const filled = filledOf(assessment, form.content);
    checkFinish(filled);
    const result = resultOf(filled);
    const { score, grade, classes, missed } = result;
    const key_missing = result.key_missing.length;
    const retest_on = addDays(ctx.today, retestDays(form.content, grade));
    const { name } = await readEnterprise(ctx.db, assessment.enterprise_id);
    const deposit = ctx.deposit({ row: id, facts: factsOf({ firm: name, form, filled, result, retest_on }) });
    await ctx.db
      .updateTable('assessments')
      .set({
        ...{ state, score, grade, key_missing, classes, missed, retest_on, deposit_id: deposit, version: version + 1 },
        ...{ finished_at: ctx.now.toISOString(), finished_on: ctx.today },
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await noteOnFirm(ctx, { ...assessment, score, grade, key_missing, retest_on });
    const { open: remedies } = await ctx.perform(openRemedies, { assessment: id });
    ctx.about({ row: id, path: assessment.path, data: { score, grade, key_missing, retest_on } });
    return { version: version + 1, score, grade, retest_on, deposit, remedies };
  },
});
