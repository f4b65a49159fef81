import { Refused } from '#domain/refused.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';
import type { Task } from '#server/tasks/parts/load.ts';

type Note = { task: Task; part: string | null; act: string; text: string; files?: readonly string[] | undefined };

/** What was said with an act on a task: progress, the report that it is done, the reason of a return or a decision. */
export async function writeNote(
  { db, actor, now }: Pick<VerbContext, 'db' | 'actor' | 'now'>,
  { task, part, act, text, files = [] }: Note,
): Promise<string> {
  const { person, organisation } = organisationOf(actor);
  await checkFiles(db, task.id, organisation, files);
  const id = newId();
  await db
    .insertInto('progress_notes')
    .values({
      id,
      task_id: task.id,
      part_id: part,
      programme_id: task.programme_id,
      path: task.path,
      org_id: organisation,
      person_id: person,
      act,
      text,
      file_ids: [...files],
      at: now.toISOString(),
    })
    .execute();
  return id;
}

/** Only files that my organisation attached to this very task may be named. */
async function checkFiles(
  db: VerbContext['db'],
  task: string,
  organisation: string,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const known = await db
    .selectFrom('files')
    .select('id')
    .where('id', 'in', files)
    .where('noun', '=', 'task')
    .where('row_id', '=', task)
    .where('org_id', '=', organisation)
    .execute();
  if (known.length !== new Set(files).size) throw new Refused('not_found', { noun: 'file' });
}
