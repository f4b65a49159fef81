import { taskClocks } from '#domain/tasks/deadlines.ts';
import { startDeadlines, stopDeadline } from '#server/kernel/deadlines.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import type { Task } from '#server/tasks/parts/load.ts';

type Move = { task: Pick<Task, 'id' | 'text' | 'programme_id' | 'path'>; due: string | null; part?: string };

/** Sets the date of one part, or of every part still to be reported, and with it the clocks; null stops them. */
export async function moveDue({ db, now }: Pick<VerbContext, 'db' | 'now'>, { task, due, part }: Move): Promise<void> {
  let live = db
    .updateTable('parts')
    .set({ due_on: due })
    .where('task_id', '=', task.id)
    .where('state', 'in', ['assigned', 'reported']);
  if (part !== undefined) live = live.where('id', '=', part);
  const moved = await live.returning(['id', 'org_id', 'state']).execute();
  const running = moved.filter((row) => row.state === 'assigned');
  if (due === null) {
    for (const { id } of running) await stopDeadline(db, { ...taskClocks.due, row: id }, now);
    return;
  }
  await startDeadlines(
    db,
    running.map(({ id, org_id }) => ({
      ...taskClocks.due,
      row: id,
      org: org_id,
      programme: task.programme_id,
      path: task.path,
      title: task.text,
      due,
    })),
  );
}
