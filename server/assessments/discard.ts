import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { loadAssessment } from '#server/assessments/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** What was begun by mistake; it stays on record and counts nowhere. */
export const discardAssessment = verb({
  name: 'assessment.discard',
  input: Type.Object({
    id: Id,
    version: Version,
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { assessment, state } = await loadAssessment(ctx, { id, act: 'discard', version });
    await ctx.db
      .updateTable('assessments')
      .set({ state, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: assessment.path, data: { reason: reason.trim(), answered: assessment.answered } });
    return { version: version + 1 };
  },
});
