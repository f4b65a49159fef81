import Type from 'typebox';
import { Question } from '#domain/agreements/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Line } from '#domain/schema.ts';
import { cleanText, digestOf } from '#server/agreements/fields.ts';
import { nextNumber } from '#server/agreements/load.ts';
import { startDeadline, startDeadlines } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** Asks members to read a text and answer a short test by a day (D5). Without a list it asks everybody near secrets. */
export const askLearning = verb({
  name: 'agreement.ask-learning',
  input: Type.Object({
    title: Line,
    text: Type.String({ minLength: 1, maxLength: 60_000, pattern: '\\S' }),
    questions: Type.Array(Question, { maxItems: 20 }),
    due_on: Day,
    members: Type.Array(Id, { maxItems: 2000, uniqueItems: true }),
  }),
  output: Type.Object({ id: Id, number: Type.Integer(), asked: Type.Integer() }),
  async run(ctx, { title, text, questions, due_on, members }) {
    const { db, now } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const odd = questions.find(({ options, answer }) => answer >= options.length);
    if (odd) throw new Refused('invalid', { field: 'questions', rule: 'the right answer is one of the options' });
    let found = db
      .selectFrom('members')
      .select(['id', 'person_id'])
      .where('org_id', '=', organisation)
      .where('state', '=', 'active');
    found = members.length > 0 ? found.where('id', 'in', members) : found.where('access', '<>', 'none');
    const asked = await found.execute();
    if (asked.length === 0 || asked.length < members.length) throw new Refused('learning_nobody', { field: 'members' });
    const [id, number] = [newId(), await nextNumber(db, organisation, 'learnings')];
    const clean = cleanText(text);
    await db
      .insertInto('learnings')
      .values({
        ...{ id, number, org_id: organisation, title: title.trim(), text: clean, sha256: digestOf(clean), due_on },
        ...{ questions: JSON.stringify(questions), created_by: person, created_at: now.toISOString() },
      })
      .execute();
    await db
      .insertInto('learning_answers')
      .values(
        asked.map(({ id: member_id, person_id }) => ({ learning_id: id, member_id, org_id: organisation, person_id })),
      )
      .execute();
    const clock = { noun: 'agreement', row: id, org: organisation, programme: null, path: '', due: due_on };
    await startDeadline(db, { ...clock, kind: 'learning.due', title: `第${number}号学习完成期限` });
    await startDeadlines(
      db,
      asked.flatMap(({ id: member, person_id }) =>
        person_id === null
          ? []
          : [{ ...clock, kind: `learning.${member}`, title: `第${number}号学习待确认`, person: person_id }],
      ),
    );
    ctx.about({ row: id, path: '', data: { number, asked: asked.length, questions: questions.length } });
    return { id, number, asked: asked.length };
  },
});
