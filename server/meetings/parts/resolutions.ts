import type { Static } from 'typebox';
import type { minutesFields } from '#domain/meetings/schema.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { checkOrganisations, type Place } from './units.ts';

type Wanted = Static<(typeof minutesFields)['resolutions']>;

/** Writes the resolutions anew; measures are those of the programme. They are tasks only when the minutes are final. */
export async function keepResolutions(db: Writer, { id, programme_id, path }: Place, wanted: Wanted): Promise<void> {
  await checkOrganisations(
    db,
    wanted.map(({ organisation }) => organisation),
    'resolutions',
  );
  await checkMeasures(db, programme_id, wanted);
  await db.deleteFrom('resolutions').where('meeting_id', '=', id).execute();
  if (wanted.length === 0) return;
  await db
    .insertInto('resolutions')
    .values(
      wanted.map(({ text, unit, organisation, due_on, measure }, position) => ({
        ...{ id: newId(), meeting_id: id, programme_id, path, position, text: text.trim() },
        ...{ unit: unit?.trim() || null, org_id: organisation, due_on, measure_id: measure },
      })),
    )
    .execute();
}

async function checkMeasures(db: Writer, programme: string, wanted: Wanted): Promise<void> {
  const ids = [...new Set(wanted.flatMap(({ measure }) => (measure === null ? [] : [measure])))];
  if (ids.length === 0) return;
  const known = await db
    .selectFrom('measures')
    .select('id')
    .where('id', 'in', ids)
    .where('programme_id', '=', programme)
    .execute();
  if (known.length < ids.length) throw new Refused('not_found', { noun: 'measure', field: 'resolutions' });
}
