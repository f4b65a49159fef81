import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { AnswerState, type AskedRow, type LearningRow } from '#domain/learnings/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import type { Mine } from '#server/members/load.ts';

/** Texts that are asked for, with how far they are; the newest first. */
export const findLearnings = (db: Reader, { organisation, person }: Mine) =>
  db
    .selectFrom('learnings as l')
    .innerJoinLateral(
      (row) =>
        row
          .selectFrom('learning_answers as a')
          .whereRef('a.learning_id', '=', 'l.id')
          .select([
            sql<number>`count(*)::int`.as('asked'),
            sql<number>`(count(*) filter (where a.state = 'confirmed'))::int`.as('confirmed'),
            sql<number>`(count(*) filter (where a.state = 'asked' and a.tries > 0))::int`.as('failing'),
            sql<string | null>`max(a.state) filter (where a.person_id = ${person})`.as('mine'),
          ])
          .as('c'),
      (join) => join.onTrue(),
    )
    .select(['l.id', 'l.number', 'l.title', 'l.due_on', 'l.state', 'l.version'])
    .select(['c.asked', 'c.confirmed', 'c.failing', 'c.mine'])
    .where('l.org_id', '=', organisation);

type Row = Awaited<ReturnType<ReturnType<typeof findLearnings>['execute']>>[number];

/** The columns' check constraints allow exactly the words of the schema. */
export const shown = ({ state, mine, ...row }: Row): Static<typeof LearningRow> => ({
  ...row,
  state: state as 'open',
  mine: mine as 'asked' | null,
});

/** What the list of those asked can be narrowed to. */
export const askedFilters = {
  state: Type.Optional(AnswerState),
  failing: Type.Optional(Type.Enum(['yes'], { description: 'Who have failed the test and not passed it since' })),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

const Filter = Type.Object(askedFilters);
type Wanted = Static<typeof Filter> & { readonly id: string; readonly organisation: string };

export function findAsked(db: Reader, { id, organisation, state, failing, q }: Wanted) {
  let found = db
    .selectFrom('learning_answers as a')
    .innerJoin('members as m', 'm.id', 'a.member_id')
    .where('a.learning_id', '=', id)
    .where('a.org_id', '=', organisation);
  if (state !== undefined) found = found.where('a.state', '=', state);
  if (failing !== undefined) found = found.where('a.state', '=', 'asked').where('a.tries', '>', 0);
  if (q?.trim()) found = found.where(sql<boolean>`concat_ws(' ', m.name, m.number, m.department) ilike ${holding(q)}`);
  return found;
}

/** Who is missing first, then by name. */
export async function readAsked(
  found: ReturnType<typeof findAsked>,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<Static<typeof AskedRow>[]> {
  const rows = await found
    .select(['m.id as member', 'm.name', 'm.department', 'a.state', 'a.tries'])
    .select(['a.right_answers as right', 'a.confirmed_at', sql<boolean>`a.person_id is not null`.as('account')])
    .orderBy(sql`a.state = 'confirmed'`)
    .orderBy('m.name')
    .orderBy('m.id')
    .limit(limit)
    .offset(offset)
    .execute();
  // The column's check constraint allows exactly these.
  return rows.map((row) => ({ ...row, state: row.state as 'asked' }));
}
