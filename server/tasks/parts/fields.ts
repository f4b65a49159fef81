import { isDay } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';

type Fields = { measure?: string | null; phase?: string | null; from_on?: string | null; due_on?: string | null };

/** Days exist and follow each other; a measure and a phase are those of the same programme. */
export async function checkFields(
  db: Writer,
  programme: string,
  { measure, phase, from_on, due_on }: Fields,
): Promise<void> {
  for (const [field, day] of Object.entries({ from_on, due_on })) {
    if (typeof day === 'string' && !isDay(day)) throw new Refused('impossible_date', { field });
  }
  if (from_on && due_on && due_on < from_on) throw new Refused('end_before_start', { field: 'due_on' });
  if (measure) {
    const found = await db
      .selectFrom('measures')
      .select('id')
      .where('id', '=', measure)
      .where('programme_id', '=', programme)
      .executeTakeFirst();
    if (!found) throw new Refused('not_found', { noun: 'measure' });
  }
  if (phase) {
    const found = await db
      .selectFrom('phases')
      .select('id')
      .where('id', '=', phase)
      .where('programme_id', '=', programme)
      .executeTakeFirst();
    if (!found) throw new Refused('not_found', { noun: 'phase' });
  }
}
