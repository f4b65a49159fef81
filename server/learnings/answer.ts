import Type from 'typebox';
import { countRight, isPassed } from '#domain/learnings/rules.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadAsked, questionsOf } from '#server/learnings/load.ts';
import { firmOf } from '#server/members/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

/** A member answers the test of a text. Every try counts, so that an officer sees who needs help; once passed it stays so. */
export const answerLearning = verb({
  name: 'learning.answer',
  input: Type.Object({
    id: Id,
    answers: Type.Array(Type.Integer({ minimum: 0, maximum: 5 }), { minItems: 1, maxItems: 20 }),
  }),
  output: Type.Object({
    passed: Type.Boolean(),
    right: Type.Integer(),
    total: Type.Integer(),
    tries: Type.Integer(),
  }),
  async run(ctx, { id, answers }) {
    const { db, today } = ctx;
    const { mine, learning } = await loadAsked(db, firmOf(ctx.actor), id);
    const questions = questionsOf(learning.questions);
    const [right, total, tries] = [countRight(questions, answers), questions.length, mine.tries + 1];
    const passed = mine.state === 'passed' || isPassed(right, total, await ruleNumber(db, 'learning_passed', today));
    await db
      .updateTable('learning_answers')
      .set({ state: passed ? 'passed' : 'asked', tries, right_answers: right })
      .where('learning_id', '=', id)
      .where('member_id', '=', mine.member_id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { number: learning.number, right, total, tries } });
    return { passed, right, total, tries };
  },
});
