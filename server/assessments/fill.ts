import Type, { type Static } from 'typebox';
import { mergeAnswers } from '#domain/assessments/merge.ts';
import { checkAnswers } from '#domain/assessments/rules.ts';
import { AnswerInput } from '#domain/assessments/schema.ts';
import { readLink, tokenPattern } from '#server/assessments/links.ts';
import { filledOf, loadAssessment } from '#server/assessments/load.ts';
import { countedOf } from '#server/assessments/prefill.ts';
import { verb } from '#server/kernel/verb.ts';

const { note: _note, ...fields } = AnswerInput.properties;
const OutsideAnswer = Type.Object(fields, { additionalProperties: false });

/**
 * Answers of somebody with a link. What the firm or an officer has answered already stands, and is not shown: of such an
 * item the answer comes back by its code alone.
 */
export const fillAssessment = verb({
  name: 'assessment.fill',
  gate: true,
  input: Type.Object({
    token: Type.String({ pattern: tokenPattern, maxLength: 43 }),
    answers: Type.Array(OutsideAnswer, { minItems: 1, maxItems: 200 }),
  }),
  output: Type.Object({
    saved: Type.Array(Type.Object({ item: Type.String(), v: Type.Integer() })),
    taken: Type.Array(Type.String(), { description: 'Answered by somebody else meanwhile' }),
  }),
  async run(ctx, { token, answers: sent }) {
    const { db, now } = ctx;
    const link = await readLink(db, { token, now });
    const { assessment, form } = await loadAssessment(ctx, { id: link.assessment_id, act: 'answer' });
    const mine = sent.filter(({ item }) => isOutside(assessment.answers[item]));
    const by = { by: null, org: null, at: now.toISOString() };
    const { answers, saved, changed, conflicts } = mergeAnswers(assessment.answers, mine, by);
    checkAnswers(
      filledOf({ ...assessment, answers }, form.content),
      mine.filter(({ item }) => !conflicts.includes(item)),
    );
    const answered = Object.keys(countedOf(answers)).length;
    const version = assessment.version + (changed > 0 ? 1 : 0);
    await db
      .updateTable('assessments')
      .set({ answers: JSON.stringify(answers), answered, version })
      .where('id', '=', assessment.id)
      .executeTakeFirstOrThrow();
    const at = now.toISOString();
    if (link.opened_at === null)
      await db.updateTable('assessment_links').set({ opened_at: at }).where('id', '=', link.id).execute();
    ctx.about({ row: assessment.id, path: assessment.path, data: { link: link.id, answered } });
    const taken = sent.map(({ item }) => item).filter((item) => !mine.some((one) => one.item === item));
    return { saved, taken: [...taken, ...conflicts] };
  },
});

type Kept = { readonly by?: string | null; readonly org?: string | null; readonly source?: unknown };

/** Nobody answered it yet, or somebody with a link did. What Humi knew from elsewhere is the firm's. */
export const isOutside = (answer: (Kept & Partial<Static<typeof OutsideAnswer>>) | undefined): boolean =>
  answer === undefined ||
  ((answer.by ?? null) === null && (answer.org ?? null) === null && answer.source === undefined);
