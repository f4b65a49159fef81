import type pg from 'pg';
import type { AlarmKind } from '#domain/evidence/alarms.ts';
import { newId } from '#server/kernel/id.ts';

/** What an alarm says: `about` keeps alarms of one kind apart; the rest fills its sentence. */
export type AlarmData = { readonly about: string; readonly [fact: string]: string | number | readonly string[] };

/** Opens an alarm unless the same is open. */
export async function raiseAlarm(
  owner: pg.Pool,
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
  owner: pg.Pool,
  kinds: readonly AlarmKind[],
  { about, now }: { about: string; now: Date },
): Promise<void> {
  await owner.query(
    `update evidence_alarms set ended_at = $3 where ended_at is null and kind = any($1) and data ->> 'about' = $2`,
    [kinds, about, now],
  );
}
