import Type, { type Static } from 'typebox';
import { AnswerInput, ShownAnswer } from '#domain/assessments/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { askedStill, keepAnswers } from '#server/assessments/keep.ts';
import { loadAssessment } from '#server/assessments/load.ts';
import { keepNotes } from '#server/assessments/notes.ts';
import { shownAnswers } from '#server/assessments/shown.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * Answers as they are given, one or many. Each carries the version of the item that was seen: where somebody else has
 * answered otherwise meanwhile, theirs stands, and it comes back with who and when, so that a person decides (C17).
 */
export const answerAssessment = verb({
  name: 'assessment.answer',
  input: Type.Object({
    id: Id,
    form: Type.Optional(
      Type.String({ ...Id, description: 'The form that was seen: questions that changed are left out' }),
    ),
    answers: Type.Array(AnswerInput, { minItems: 1, maxItems: 200 }),
  }),
  output: Type.Object({
    version: Type.Integer(),
    answered: Type.Integer(),
    saved: Type.Array(Type.Object({ item: Type.String(), v: Type.Integer() })),
    conflicts: Type.Array(ShownAnswer),
    outdated: Type.Array(Type.String(), { description: 'Items that ask something else in the form of now' }),
  }),
  async run(ctx, { id, form: seen, answers }) {
    const { actor, db } = ctx;
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    const { assessment, form } = await loadAssessment(ctx, { id, act: 'answer' });
    const { sent, outdated } = await askedStill(ctx, { form, seen, sent: answers });
    const by = { by: actor.person, org: actor.organisation };
    const { answers: kept, saved, ...outcome } = await keepAnswers(ctx, { assessment, form, sent, by });
    await keepNotes(ctx, id, outcome.checked);
    const theirs = (await shownAnswers(db, kept)).filter(({ item }) => outcome.conflicts.includes(item));
    const { version, answered } = outcome;
    ctx.about({ row: id, path: assessment.path, data: { answered, conflicts: outcome.conflicts.length } });
    return { version, answered, saved, outdated, conflicts: theirs satisfies Static<typeof ShownAnswer>[] };
  },
});
