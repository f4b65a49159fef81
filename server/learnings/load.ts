import type { Static } from 'typebox';
import type { Question } from '#domain/learnings/schema.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import type { Mine } from '#server/members/load.ts';

/** Written by learning.ask-people in exactly this shape. */
export const questionsOf = (questions: unknown) => questions as Static<typeof Question>[];

/** What is asked of the actor: the own line, locked, and the open text that it belongs to. */
export async function loadAsked(db: Writer, { organisation, person }: Mine, id: string) {
  const mine = await db
    .selectFrom('learning_answers')
    .selectAll()
    .where('learning_id', '=', id)
    .where('org_id', '=', organisation)
    .where('person_id', '=', person)
    .forUpdate()
    .executeTakeFirst();
  const learning = await db.selectFrom('learnings').selectAll().where('id', '=', id).executeTakeFirst();
  if (!mine || !learning) throw new Refused('not_found', { noun: 'learning' });
  if (mine.state === 'confirmed') throw new Refused('already_done');
  if (learning.state !== 'open') throw new Refused('wrong_state', { state: learning.state });
  return { mine, learning };
}
