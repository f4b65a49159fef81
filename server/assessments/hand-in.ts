import Type from 'typebox';
import { checkFinish } from '#domain/assessments/rules.ts';
import { addDays } from '#domain/clock.ts';
import { Line } from '#domain/schema.ts';
import { lockLink, tokenPattern } from '#server/assessments/links.ts';
import { filledOf, loadAssessment } from '#server/assessments/load.ts';
import { startDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * Whoever filled the assessment with a link says who they are and hands it in; the link ends. Whoever made the link looks
 * at it and finishes the assessment: an outsider leaves no deposit in anybody's name (C17).
 */
export const handInAssessment = verb({
  name: 'assessment.hand-in',
  gate: true,
  input: Type.Object({
    token: Type.String({ pattern: tokenPattern, maxLength: 43 }),
    name: Type.String({ ...Line, maxLength: 60 }),
  }),
  output: Type.Object({ handed_in: Type.Boolean() }),
  async run(ctx, { token, name }) {
    const { db, now, today } = ctx;
    const link = await lockLink(db, { token, now });
    const { assessment, form } = await loadAssessment(ctx, { id: link.assessment_id, act: 'answer' });
    checkFinish(filledOf(assessment, form.content));
    const ended = { ended_at: now.toISOString(), filled_by_name: name.trim() };
    await db.updateTable('assessment_links').set(ended).where('id', '=', link.id).executeTakeFirstOrThrow();
    await db
      .updateTable('assessments')
      .set({ mode: 'link', version: assessment.version + 1 })
      .where('id', '=', assessment.id)
      .executeTakeFirstOrThrow();
    const days = await ruleNumber(db, 'assessment_link_validity', today);
    await startDeadline(db, {
      ...{
        noun: 'assessment',
        row: assessment.id,
        kind: 'assessment.confirm',
        org: link.created_org,
        programme: null,
        path: '',
      },
      ...{ title: '风险评估已由受邀人填完，请核对后完成', due: addDays(today, days) },
    });
    ctx.about({ row: assessment.id, path: assessment.path, data: { link: link.id } });
    return { handed_in: true };
  },
});
