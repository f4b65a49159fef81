import Type, { type Static } from 'typebox';
import { AnswerInput } from '#domain/assessments/schema.ts';
import { Id } from '#domain/schema.ts';
import { askedStill, keepAnswers } from '#server/assessments/keep.ts';
import { readLink, tokenPattern } from '#server/assessments/links.ts';
import { loadAssessment } from '#server/assessments/load.ts';
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
    form: Id,
    answers: Type.Array(OutsideAnswer, { minItems: 1, maxItems: 200 }),
  }),
  output: Type.Object({
    saved: Type.Array(Type.Object({ item: Type.String(), v: Type.Integer() })),
    taken: Type.Array(Type.String(), { description: 'Answered by somebody else meanwhile' }),
    outdated: Type.Array(Type.String(), { description: 'Items that ask something else in the form of now' }),
  }),
  async run(ctx, { token, form: seen, answers }) {
    const link = await readLink(ctx.db, { token, now: ctx.now });
    const { assessment, form } = await loadAssessment(ctx, { id: link.assessment_id, act: 'answer' });
    const { sent, outdated } = await askedStill(ctx, { form, seen, sent: answers });
    const mine = sent.filter(({ item }) => isOutside(assessment.answers[item]));
    const by = { by: null, org: null };
    const { saved, conflicts, answered } = await keepAnswers(ctx, { assessment, form, sent: mine, by });
    ctx.about({ row: assessment.id, path: assessment.path, data: { link: link.id, answered } });
    const taken = sent.map(({ item }) => item).filter((item) => !mine.some((one) => one.item === item));
    return { saved, taken: [...taken, ...conflicts], outdated };
  },
});

type Kept = { readonly by?: string | null; readonly org?: string | null; readonly source?: unknown };

/** Nobody answered it yet, or somebody with a link did. What Humi knew from elsewhere is the firm's. */
export const isOutside = (answer: (Kept & Partial<Static<typeof OutsideAnswer>>) | undefined): boolean =>
  answer === undefined ||
  ((answer.by ?? null) === null && (answer.org ?? null) === null && answer.source === undefined);
