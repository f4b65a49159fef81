import type { Static } from 'typebox';
import { invitedOnce, unitKey } from '#domain/meetings/rules.ts';
import type { meetingFields, minutesFields } from '#domain/meetings/schema.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';

export type Place = { readonly id: string; readonly programme_id: string; readonly path: string };

type Invited = Static<(typeof meetingFields)['units']>;
type Attendance = Static<(typeof minutesFields)['attendance']>;

/** Writes who is invited anew. What was recorded of a unit that stays invited stays. */
export async function keepUnits(db: Writer, { id, programme_id, path }: Place, wanted: Invited): Promise<number> {
  await checkOrganisations(
    db,
    wanted.map(({ organisation }) => organisation),
    'units',
  );
  const before = await db
    .selectFrom('meeting_units')
    .select(['unit', 'org_id as organisation', 'attended', 'post'])
    .where('meeting_id', '=', id)
    .execute();
  const known = new Map(before.map((row) => [unitKey(row), row]));
  const units = invitedOnce(wanted);
  await db.deleteFrom('meeting_units').where('meeting_id', '=', id).execute();
  if (units.length === 0) return 0;
  await db
    .insertInto('meeting_units')
    .values(
      units.map((one, position) => ({
        ...{ id: newId(), meeting_id: id, programme_id, path, position },
        ...{ unit: one.unit.trim(), org_id: one.organisation },
        ...{ attended: known.get(unitKey(one))?.attended ?? null, post: known.get(unitKey(one))?.post ?? null },
      })),
    )
    .execute();
  return units.length;
}

/** Notes of each invited unit whether it came; not_found for a unit of another meeting. */
export async function keepAttendance(db: Writer, meeting: string, attendance: Attendance): Promise<void> {
  const rows = await db.selectFrom('meeting_units').select('id').where('meeting_id', '=', meeting).execute();
  const known = new Set(rows.map(({ id }) => id));
  if (attendance.some(({ id }) => !known.has(id)))
    throw new Refused('not_found', { noun: 'unit', field: 'attendance' });
  for (const { id, attended, post } of attendance)
    await db
      .updateTable('meeting_units')
      .set({ attended, post: post?.trim() || null })
      .where('id', '=', id)
      .execute();
}

/** Every organisation named is one that the actor sees; `field` is where it was named. */
export async function checkOrganisations(db: Writer, named: readonly (string | null)[], field: string): Promise<void> {
  const ids = [...new Set(named.filter((id) => id !== null))];
  if (ids.length === 0) return;
  const known = await db.selectFrom('organisations').select('id').where('id', 'in', ids).execute();
  if (known.length < ids.length) throw new Refused('not_found', { noun: 'organisation', field });
}
