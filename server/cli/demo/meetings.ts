import { addDays } from '#domain/clock.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { addMeeting } from '#server/meetings/add.ts';
import { finaliseMeeting } from '#server/meetings/finalise.ts';
import { recordMeeting } from '#server/meetings/record.ts';
import { houseAgo } from './days.ts';
import type { Stage } from './stage.ts';

export type DemoMeeting = {
  kind: 'leading_group' | 'joint_conference' | 'working';
  title: string;
  held_days_ago: number;
  place: string;
  agenda: string[];
  absent: string[];
  minutes: string | null;
  resolutions: { text: string; unit: string | null; due_on: string | null; measure: string | null }[];
  recorded_days_ago: number | null;
  final_days_ago: number | null;
  by: string;
};

/** Meetings with the members of the council, their minutes and resolutions, each act on its day. */
export async function playMeetings(stage: Stage, programme: string, meetings: readonly DemoMeeting[]): Promise<void> {
  for (const meeting of meetings) await play(stage, programme, meeting);
}

async function play({ house, ids, callers }: Stage, programme: string, meeting: DemoMeeting): Promise<void> {
  const caller = callers.get(meeting.by) ?? { token: null };
  const { kind, title, place, agenda, held_days_ago, recorded_days_ago, final_days_ago } = meeting;
  const planned = houseAgo(house, Math.max(held_days_ago + 7, 0));
  const { id } = await perform(planned, caller, addMeeting, {
    ...{ programme, kind, title, place, agenda, units: await membersOf(house, programme) },
    held_on: addDays(dayInChina(house.clock()), -held_days_ago),
  });
  if (recorded_days_ago === null) return;
  const absent = meeting.absent.map((slug) => ids.organisations.get(slug));
  const measures = await measuresOf(house, programme);
  await perform(houseAgo(house, recorded_days_ago), caller, recordMeeting, {
    ...{ id, version: 1, minutes: meeting.minutes, file_ids: [] },
    attendance: (await unitsOf(house, id)).map((unit) => ({
      ...{ id: unit.id, post: null, attended: unit.org_id === null || !absent.includes(unit.org_id) },
    })),
    resolutions: meeting.resolutions.map(({ text, unit, due_on, measure }) => ({
      ...{ text, due_on, unit: null, measure: measures.get(measure ?? '') ?? null },
      organisation: ids.organisations.get(unit ?? '') ?? null,
    })),
  });
  if (final_days_ago !== null)
    await perform(houseAgo(house, final_days_ago), caller, finaliseMeeting, { id, version: 2 });
}

async function membersOf(house: House, programme: string): Promise<{ unit: string; organisation: string | null }[]> {
  const found = await house.database.owner.query(
    'select unit, org_id as organisation from council_members where programme_id = $1 order by position',
    [programme],
  );
  return found.rows;
}

async function unitsOf(house: House, meeting: string): Promise<{ id: string; org_id: string | null }[]> {
  const found = await house.database.owner.query(
    'select id, org_id from meeting_units where meeting_id = $1 order by position',
    [meeting],
  );
  return found.rows;
}

async function measuresOf(house: House, programme: string): Promise<Map<string, string>> {
  const found = await house.database.owner.query<{ no: string; id: string }>(
    'select no, id from measures where programme_id = $1',
    [programme],
  );
  return new Map(found.rows.map(({ no, id }) => [no, id]));
}
