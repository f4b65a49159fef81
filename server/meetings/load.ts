import { type MeetingState, meetingStates } from '#domain/meetings/states.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { loadOwnProgramme, type Programme } from '#server/programmes/load.ts';

export type Meeting = Awaited<ReturnType<typeof loadMeeting>>['meeting'];

type Wanted = { readonly id: string; readonly version: number; readonly act: string };

/**
 * The meeting, locked, for the lead office of its running programme, and the state after `act`: not_found,
 * not_lead_office, wrong_state, changed_meanwhile.
 */
export async function loadMeeting(ctx: VerbContext, { id, version, act }: Wanted) {
  const seen = await ctx.db.selectFrom('meetings').select('programme_id').where('id', '=', id).executeTakeFirst();
  if (!seen) throw new Refused('not_found', { noun: 'meeting' });
  // The programme before what it holds, as every act on a programme locks.
  const programme: Programme = await loadOwnProgramme(ctx, seen.programme_id);
  const row = await ctx.db.selectFrom('meetings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  // Row security keeps what is final or cancelled from being locked for a change.
  if (!row) throw new Refused('wrong_state', { state: await stateOf(ctx, id), act });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  const state = nextState(meetingStates, meetingState(row.state), act);
  return { meeting: row, programme, state };
}

async function stateOf({ db }: VerbContext, id: string): Promise<string> {
  const { state } = await db.selectFrom('meetings').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  return state;
}

/** The column's check constraint allows exactly these. */
export const meetingState = (text: string): MeetingState => text as MeetingState;
