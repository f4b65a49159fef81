import Type, { type Static } from 'typebox';
import { mergeAnswers } from '#domain/assessments/merge.ts';
import { checkAnswers } from '#domain/assessments/rules.ts';
import { AnswerInput, ShownAnswer } from '#domain/assessments/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { filledOf, loadAssessment } from '#server/assessments/load.ts';
import { keepNotes } from '#server/assessments/notes.ts';
import { countedOf } from '#server/assessments/prefill.ts';
import { shownAnswers } from '#server/assessments/shown.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * Answers as they are given, one or many. Each carries the version of the item that was seen: where somebody else has
 * answered otherwise meanwhile, theirs stands, and it comes back with who and when, so that a person decides (C17).
 */
export const answerAssessment = verb({
  name: 'assessment.answer',
  input: Type.Object({ id: Id, answers: Type.Array(AnswerInput, { minItems: 1, maxItems: 200 }) }),
  output: Type.Object({
    version: Type.Integer(),
    answered: Type.Integer(),
    saved: Type.Array(Type.Object({ item: Type.String(), v: Type.Integer() })),
    conflicts: Type.Array(ShownAnswer),
  }),
  async run(ctx, { id, answers: sent }) {
    const { actor, db, now } = ctx;
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    const { assessment, form } = await loadAssessment(ctx, { id, act: 'answer' });
    const by = { by: actor.person, org: actor.organisation, at: now.toISOString() };
    const { answers, saved, changed, conflicts } = mergeAnswers(assessment.answers, sent, by);
    checkAnswers(
      filledOf({ ...assessment, answers }, form.content),
      sent.filter(({ item }) => !conflicts.includes(item)),
    );
    const answered = Object.keys(countedOf(answers)).length;
    const version = assessment.version + (changed > 0 ? 1 : 0);
    await db
      .updateTable('assessments')
      .set({ answers: JSON.stringify(answers), answered, version })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await keepNotes(
      ctx,
      id,
      sent.filter(({ item }) => !conflicts.includes(item)),
    );
    const theirs = (await shownAnswers(db, answers)).filter(({ item }) => conflicts.includes(item));
    ctx.about({ row: id, path: assessment.path, data: { answered, conflicts: conflicts.length } });
    return { version, answered, saved, conflicts: theirs satisfies Static<typeof ShownAnswer>[] };
  },
});
