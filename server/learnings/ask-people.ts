import Type from 'typebox';
import { Question } from '#domain/learnings/schema.ts';
import { whomFields } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Line } from '#domain/schema.ts';
import { cleanText, digestOf } from '#server/agreements/load.ts';
import type { Writer } from '#server/db/open.ts';
import { textInForce } from '#server/documents/load.ts';
import { startDeadline, startDeadlines } from '#server/kernel/deadlines.ts';
import { nextNumber } from '#server/kernel/firm-numbers.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf, readWhom } from '#server/members/load.ts';

/**
 * Asks people to read a text and answer a short test by a day (D5): those named, or everybody of a group. Of a policy in
 * force (`document`) the text is its own, and the confirmations are its receipts (art. 4 of the Labour Contract Law).
 */
export const askLearning = verb({
  name: 'learning.ask-people',
  input: Type.Object({
    title: Line,
    text: Type.String({ maxLength: 60_000 }),
    questions: Type.Array(Question, { maxItems: 20 }),
    due_on: Day,
    document: Type.Optional(Id),
    ...whomFields,
  }),
  output: Type.Object({ id: Id, number: Type.Integer(), asked: Type.Integer() }),
  async run(ctx, { title, text, questions, due_on, document = null, ...whom }) {
    const { db, now } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const odd = questions.find(({ options, answer }) => answer >= options.length);
    if (odd) throw new Refused('invalid', { field: 'questions', rule: 'the right answer is one of the options' });
    const clean = cleanText(document === null ? text : await textInForce(ctx, document));
    if (clean === '') throw new Refused('invalid', { field: 'text', rule: 'required' });
    const asked = await readWhom(db, organisation, whom);
    const [id, number] = [newId(), await nextNumber(db, organisation, 'learning')];
    await db
      .insertInto('learnings')
      .values({
        ...{ id, number, org_id: organisation, title: title.trim(), text: clean, sha256: digestOf(clean), due_on },
        ...{ questions: JSON.stringify(questions), created_by: person, created_at: now.toISOString() },
        document_id: document,
      })
      .execute();
    await addAsked(db, { id, number, organisation, due_on, asked });
    ctx.about({ row: id, path: '', data: { number, document, asked: asked.length, questions: questions.length } });
    return { id, number, asked: asked.length };
  },
});

type Asking = {
  readonly id: string;
  readonly number: number;
  readonly organisation: string;
  readonly due_on: string;
  readonly asked: readonly { readonly id: string; readonly person_id: string | null }[];
};

/** Everybody's line, and the clocks: the firm's, and one of each who has an account. A handful of statements for thousands. */
async function addAsked(db: Writer, { id, number, organisation, due_on, asked }: Asking): Promise<void> {
  await db
    .insertInto('learning_answers')
    .columns(['learning_id', 'member_id', 'org_id', 'person_id'])
    .expression((row) =>
      row
        .selectFrom('members')
        .select((one) => [one.val(id).as('learning_id'), 'id', 'org_id', 'person_id'])
        .where('org_id', '=', organisation)
        .where((one) => one('id', '=', one.fn.any(one.val(asked.map((each) => each.id))))),
    )
    .execute();
  const clock = { noun: 'learning', row: id, org: organisation, programme: null, path: '', due: due_on };
  await startDeadline(db, { ...clock, kind: 'learning.due', title: `第${number}号学习完成期限` });
  const title = `第${number}号学习待确认`;
  await startDeadlines(
    db,
    asked.flatMap(({ id: member, person_id: person }) =>
      person === null ? [] : [{ ...clock, kind: `learning.${member}`, title, person }],
    ),
  );
}
