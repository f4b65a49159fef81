import { isDay } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { type Aim, checkAim } from '#domain/targets/rules.ts';
import type { Writer } from '#server/db/open.ts';
import type { Programme } from '#server/programmes/load.ts';
import { isMetric } from '#server/statistics/queries.ts';

type Fields = Aim & { subject: string | null; by_on: string | null; phase: string | null };

/** The aim can be meant, the day exists, the metric is in the catalogue, the phase is one of the same programme. */
export async function checkTarget(db: Writer, { id }: Programme, fields: Fields): Promise<void> {
  checkAim(fields);
  if (fields.by_on !== null && !isDay(fields.by_on)) throw new Refused('impossible_date', { field: 'by_on' });
  if (fields.subject !== null && !isMetric(fields.subject))
    throw new Refused('unknown_metric', { field: 'subject', key: fields.subject });
  if (fields.phase === null) return;
  const phase = await db
    .selectFrom('phases')
    .select('id')
    .where('id', '=', fields.phase)
    .where('programme_id', '=', id)
    .executeTakeFirst();
  if (!phase) throw new Refused('not_found', { noun: 'phase' });
}
