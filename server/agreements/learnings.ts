import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { LearningRow, type Question } from '#domain/agreements/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, Id, Instant, orNull, paging } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { query } from '#server/kernel/verb.ts';
import { firmOf, type Mine } from '#server/members/load.ts';

/** What members are to read and learn: officers see who has, a member the own ones; the newest first. */
export const listLearnings = query({
  name: 'agreement.learnings',
  input: Type.Object({ ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(LearningRow) }),
  async run({ db, actor }, { page = 1, size = 50 }) {
    const mine = firmOf(actor);
    const { total } = await db
      .selectFrom('learnings')
      .select((row) => row.fn.countAll<number>().as('total'))
      .where('org_id', '=', mine.organisation)
      .executeTakeFirstOrThrow();
    const rows = await read(db, mine)
      .orderBy('l.number', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows: rows.map(shown) };
  },
});

const Asked = Type.Object({
  member: Id,
  name: Type.String(),
  department: orNull(Type.String()),
  state: Type.Enum(['asked', 'confirmed']),
  right: orNull(Type.Integer()),
  confirmed_at: orNull(Instant),
});

/** One text with its test, without the right answers; for officers with everybody who was asked. */
export const showLearning = query({
  name: 'agreement.learning',
  input: ById,
  output: Type.Object({
    ...LearningRow.properties,
    text: Type.String(),
    sha256: Type.String(),
    questions: Type.Array(Type.Object({ text: Type.String(), options: Type.Array(Type.String()) })),
    people: Type.Array(Asked),
  }),
  async run({ db, actor }, { id }) {
    const mine = firmOf(actor);
    const row = await read(db, mine)
      .select(['l.text', 'l.sha256', 'l.questions'])
      .where('l.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'agreement' });
    const people = await db
      .selectFrom('learning_answers as a')
      .innerJoin('members as m', 'm.id', 'a.member_id')
      .select(['m.id as member', 'm.name', 'm.department', 'a.state', 'a.right_answers as right', 'a.confirmed_at'])
      .where('a.learning_id', '=', id)
      .orderBy('a.state')
      .orderBy('m.name')
      .execute();
    // Written by agreement.ask-learning in exactly this shape; states are those of the check constraint.
    const questions = row.questions as Static<typeof Question>[];
    return {
      ...shown(row),
      ...{ text: row.text, sha256: row.sha256 },
      questions: questions.map(({ text, options }) => ({ text, options })),
      people: people.map((one) => ({ ...one, state: one.state as 'asked' })),
    };
  },
});

const read = (db: Reader, { organisation, person }: Mine) =>
  db
    .selectFrom('learnings as l')
    .select(['l.id', 'l.number', 'l.title', 'l.due_on', 'l.state', 'l.version'])
    .select([
      sql<number>`(select count(*) from learning_answers a where a.learning_id = l.id)::int`.as('asked'),
      sql<number>`(select count(*) from learning_answers a where a.learning_id = l.id and a.state = 'confirmed')::int`.as(
        'confirmed',
      ),
      sql<string>`coalesce((select a.state from learning_answers a where a.learning_id = l.id
        and a.person_id = ${person} limit 1), 'none')`.as('mine'),
    ])
    .where('l.org_id', '=', organisation);

type Row = {
  id: string;
  number: number;
  title: string;
  due_on: string;
  state: string;
  asked: number;
  confirmed: number;
  mine: string;
  version: number;
};

const shown = ({ id, number, title, due_on, state, asked, confirmed, mine, version }: Row) => ({
  ...{ id, number, title, due_on, asked, confirmed, version },
  // The columns' check constraints allow exactly the words of the schema.
  state: state as 'open',
  mine: mine as 'asked',
});
