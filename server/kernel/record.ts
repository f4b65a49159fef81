import { sql } from 'kysely';
import type { Act } from '#domain/permissions.ts';
import type { Writer } from '#server/db/open.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Received } from '#server/kernel/deposits.ts';
import { newId } from '#server/kernel/id.ts';

/** What a verb tells the door about its event; the row, and the programme and region that may read it. */
export type Subject = { row?: string; programme?: string; path?: string; data?: Record<string, unknown> };

type Done = { db: Writer; actor: Actor; now: Date; act: Act };

/** Writes the one event of an act and, in the same statement, what the act leaves in the register. */
export async function writeRecord(done: Done, subject: Subject, received: readonly Received[]): Promise<void> {
  const event = eventOf(done, subject);
  if (received.length === 0) await done.db.insertInto('events').values(event).execute();
  else await writeBoth(done, { event, subject, received });
}

function eventOf({ actor, now, act }: Done, subject: Subject) {
  const who =
    actor.kind === 'person' ? { person_id: actor.person, post_id: actor.post, org_id: actor.organisation } : {};
  return {
    id: newId(),
    at: now.toISOString(),
    ...who,
    act,
    noun: act.slice(0, act.indexOf('.')),
    row_id: subject.row ?? null,
    programme_id: subject.programme ?? null,
    path: subject.path ?? (actor.kind === 'person' ? actor.path : ''),
    data: JSON.stringify(
      actor.kind === 'person' && actor.key ? { ...subject.data, key: actor.key } : (subject.data ?? {}),
    ),
  };
}

type Both = { event: ReturnType<typeof eventOf>; subject: Subject; received: readonly Received[] };

/** Arrays, so that one deposit and a thousand are the same prepared statement. */
async function writeBoth({ db }: Done, { event, subject, received }: Both): Promise<void> {
  const each = <T>(read: (one: Received) => T): T[] => received.map(read);
  const stated = received.flatMap(({ id, organisation, stated }) => (stated ? [{ id, organisation, ...stated }] : []));
  await db
    .with('entries', (with_) =>
      with_
        .insertInto('evidence_inbox')
        .columns(['id', 'org_id', 'salt', 'digest_prefix', 'entry'])
        .expression(
          sql`select * from unnest(${each(({ id }) => id)}::uuid[], ${each(({ organisation }) => organisation)}::uuid[],
            ${each(({ salt }) => salt)}::bytea[], ${each(({ prefix }) => prefix)}::bigint[],
            ${each(({ entry }) => entry)}::bytea[])`,
        ),
    )
    .with('stated', (with_) =>
      with_
        .insertInto('statements')
        .columns(['deposit_id', 'org_id', 'row_id', 'text', 'programme_id', 'path', 'noun', 'act', 'at'])
        .expression(
          sql`select s.*, ${event.programme_id}::uuid, ${event.path}, ${event.noun}, ${event.act}, ${event.at}::timestamptz
            from unnest(${stated.map(({ id }) => id)}::uuid[], ${stated.map(({ organisation }) => organisation)}::uuid[],
              ${stated.map(({ row }) => row ?? subject.row ?? null)}::uuid[], ${stated.map(({ text }) => text)}::text[]) s`,
        ),
    )
    .insertInto('events')
    .values(event)
    .execute();
}
