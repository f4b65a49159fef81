import { addDays } from '#domain/clock.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { askExtension } from '#server/tasks/ask-extension.ts';
import { confirmTask } from '#server/tasks/confirm.ts';
import { grantExtension } from '#server/tasks/grant-extension.ts';
import { noteTask } from '#server/tasks/note.ts';
import { reportTask } from '#server/tasks/report.ts';
import type { DemoAct, DemoProgramme } from './content.ts';
import { houseAgo } from './days.ts';
import type { Stage } from './stage.ts';

/** Plays the acts of the past through the same verbs as people use, each on its day. */
export async function playHistory(stage: Stage, programme: string, acts: readonly DemoAct[]): Promise<void> {
  for (const act of acts) await play(stage, programme, act);
}

async function play({ house, ids, callers }: Stage, programme: string, act: DemoAct): Promise<void> {
  const then = houseAgo(house, act.days_ago);
  const caller = callers.get(act.by) ?? { token: null };
  const { id, part } = await partOf(house, programme, { no: act.task_no, unit: ids.organisations.get(act.unit) ?? '' });
  if (act.act === 'note') await perform(then, caller, noteTask, { id, part, text: act.text });
  if (act.act === 'report_done') await perform(then, caller, reportTask, { id, part, text: act.text });
  if (act.act === 'confirm') await perform(then, caller, confirmTask, { id, parts: [part], text: act.text });
  if (act.act === 'request_extension')
    await perform(then, caller, askExtension, { id, part, to_on: act.new_due_on ?? '', reason: act.text });
  if (act.act === 'grant_extension')
    await perform(then, caller, grantExtension, { id, extension: await askedFor(house, part), reason: act.text });
}

/** The sibling counties report in one line each what they have done. */
export async function playProgress(
  { house, ids, callers }: Stage,
  id: string,
  programme: DemoProgramme,
): Promise<void> {
  const caller = callers.get(programme.officer ?? '') ?? { token: null };
  for (const { task_no, unit, done_days_ago, confirmed } of programme.progress ?? []) {
    const task = await partOf(house, id, { no: task_no, unit: ids.organisations.get(unit) ?? '' });
    const then = houseAgo(house, done_days_ago);
    await perform(then, caller, reportTask, { id: task.id, part: task.part, text: '本项工作已完成，材料已归档。' });
    if (confirmed) await perform(then, caller, confirmTask, { id: task.id, parts: [task.part] });
  }
}

async function partOf(
  house: House,
  programme: string,
  { no, unit }: { no: string; unit: string },
): Promise<{ id: string; part: string }> {
  const found = await house.database.owner.query<{ id: string; part: string }>(
    `select t.id, p.id as part from tasks t join parts p on p.task_id = t.id
     where t.programme_id = $1 and t.no = $2 and p.org_id = $3 order by p.role limit 1`,
    [programme, no, unit],
  );
  const [row] = found.rows;
  if (!row) throw new Error(`the demonstration has no part of task ${no} for ${unit}`);
  return row;
}

async function askedFor(house: House, part: string): Promise<string> {
  const found = await house.database.owner.query<{ id: string }>(
    "select id from extensions where part_id = $1 and state = 'asked'",
    [part],
  );
  return found.rows[0]?.id ?? '';
}

export const dayAgoFrom =
  (house: House) =>
  (days: number): string =>
    addDays(dayInChina(house.clock()), -days);
