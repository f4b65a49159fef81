import { sql } from 'kysely';
import Type from 'typebox';
import { daysBetween } from '#domain/clock.ts';
import { DutyRow } from '#domain/home/schema.ts';
import { Refused } from '#domain/refused.ts';
import { paging } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import { query } from '#server/kernel/verb.ts';

/**
 * Every running duty of my organisation and of mine, without those of programmes (they have the list of tasks): the
 * first due first. An employee has the own ones (row security).
 */
export const listDuties = query({
  name: 'home.duties',
  input: Type.Object({
    ...paging,
    q: Type.Optional(Type.String({ maxLength: 100 })),
    late: Type.Optional(Type.Boolean()),
    own: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(DutyRow) }),
  async run({ db, actor, today }, { page = 1, size = 50, q, late, own }) {
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    const me = actor.person;
    let found = db
      .selectFrom('deadlines')
      .where('org_id', '=', actor.organisation)
      .where('programme_id', 'is', null)
      .where('met_at', 'is', null)
      .where('stopped_at', 'is', null)
      .where((row) => row.or([row('person_id', 'is', null), row('person_id', '=', me)]));
    if (q?.trim()) found = found.where('title', 'ilike', holding(q));
    if (late) found = found.where('due_on', '<', today);
    if (own) found = found.where('person_id', '=', me);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .select(['id', 'noun', 'row_id', 'title', 'due_on', sql<boolean>`coalesce(person_id = ${me}, false)`.as('own')])
      .orderBy('due_on')
      .orderBy('id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows: rows.map((row) => ({ ...row, late_days: Math.max(0, daysBetween(row.due_on, today)) })) };
  },
});
