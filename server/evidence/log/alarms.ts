import { CompiledQuery } from 'kysely';
import type { AlarmKind } from '#domain/evidence/alarms.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';

/** What an alarm says: `about` keeps alarms of one kind apart; the rest fills its sentence. */
export type AlarmData = { readonly about: string; readonly [fact: string]: string | number | readonly string[] };

/** What alarms are told to: the owner's pool beside the door, or the handle of a verb. */
type Asked = { query(text: string, values: unknown[]): Promise<unknown> };

/** The handle of a verb, asked as a pool is. */
export const asAsked = (db: Writer): Asked => ({
  query: (text, values) => db.executeQuery(CompiledQuery.raw(text, values)),
});

/** Opens an alarm unless the same is open. */
export async function raiseAlarm(
  owner: Asked,
  kind: AlarmKind,
  { data, now }: { data: AlarmData; now: Date },
): Promise<void> {
  await owner.query(
    `insert into evidence_alarms (id, at, kind, data) values ($1, $2, $3, $4)
     on conflict (kind, (data ->> 'about')) where ended_at is null do nothing`,
    [newId(), now, kind, JSON.stringify(data)],
  );
}

/** Ends what is open of these kinds about this. */
export async function endAlarms(
  owner: Asked,
  kinds: readonly AlarmKind[],
  { about, now }: { about: string; now: Date },
): Promise<void> {
  await owner.query(
    `update evidence_alarms set ended_at = $3 where ended_at is null and kind = any($1) and data ->> 'about' = $2`,
    [kinds, about, now],
  );
}
