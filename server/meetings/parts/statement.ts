import type { Fact } from '#domain/evidence/statement.ts';
import { kindWords } from '#domain/meetings/rules.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import type { Meeting } from '#server/meetings/load.ts';

export type Resolution = Awaited<ReturnType<typeof resolutionsOf>>[number];
type Unit = Awaited<ReturnType<typeof unitsOf>>[number];

/** The invited units in their order, and whether they came. */
export const unitsOf = (db: Writer | Reader, meeting: string) =>
  db
    .selectFrom('meeting_units as u')
    .leftJoin('organisations as o', 'o.id', 'u.org_id')
    .select(['u.id', 'u.unit', 'u.org_id as organisation', 'o.name as organisation_name', 'u.attended', 'u.post'])
    .where('u.meeting_id', '=', meeting)
    .orderBy('u.position')
    .execute();

/** The resolutions in their order, with the tasks that they became. */
export const resolutionsOf = (db: Writer | Reader, meeting: string) =>
  db
    .selectFrom('resolutions as r')
    .leftJoin('organisations as o', 'o.id', 'r.org_id')
    .leftJoin('measures as m', 'm.id', 'r.measure_id')
    .leftJoin('tasks as t', 't.id', 'r.task_id')
    .select(['r.id', 'r.text', 'r.unit', 'r.org_id as organisation', 'o.name as organisation_name', 'r.due_on'])
    .select(['r.measure_id as measure', 'm.title as measure_title', 'r.task_id as task', 't.state as task_state'])
    .where('r.meeting_id', '=', meeting)
    .orderBy('r.position')
    .execute();

type Said = {
  meeting: Meeting;
  programme: string;
  units: readonly Unit[];
  resolutions: readonly Resolution[];
};

/** What the final minutes say, whole: the content that their entry in the register commits to. */
export const factsOf = ({ meeting, programme, units, resolutions }: Said): Record<string, Fact> => ({
  ...{
    programme,
    kind: kindWords[meetingKind(meeting.kind)],
    title: meeting.title,
    held_on: meeting.held_on,
    place: meeting.place,
  },
  ...{ agenda: meeting.agenda, minutes: meeting.minutes },
  attendance: units.map(({ unit, attended, post }) => ({ unit, attended, post })),
  resolutions: resolutions.map(({ text, unit, organisation_name, due_on, measure_title }) => ({
    ...{ text, unit: unit ?? organisation_name, due_on, measure: measure_title },
  })),
});

/** The column's check constraint allows exactly these. */
const meetingKind = (kind: string): keyof typeof kindWords => kind as keyof typeof kindWords;
