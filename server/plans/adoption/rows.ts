import type { Insertable } from 'kysely';
import { dueOf, type Meant, type PartToMake, partsOf, phaseAt } from '#domain/plans/adopt-rules.ts';
import type { Draft, Measure, Task } from '#domain/plans/schema.ts';
import { taskClocks } from '#domain/tasks/deadlines.ts';
import type { DB } from '#server/db/schema.gen.ts';
import { newId } from '#server/kernel/id.ts';

/** What every row of a programme carries. */
export type Home = { readonly programme_id: string; readonly path: string };

export type PhaseRow = Insertable<DB['phases']> & { id: string };
type Rows<T extends keyof DB> = Insertable<DB[T]>[];

export const phaseRows = (home: Home, draft: Draft): PhaseRow[] =>
  draft.phases.map(({ title, from, to }, position) => ({
    ...{ id: newId(), ...home, position },
    ...{ title, from_on: from, to_on: to },
  }));

export const measureRows = (
  home: Home,
  measures: readonly Measure[],
): (Insertable<DB['measures']> & { id: string })[] =>
  measures.map(({ no, title }, position) => ({ id: newId(), ...home, position, no: no ?? '', title }));

type Place = { readonly home: Home; readonly phases: readonly PhaseRow[]; readonly meant: ReadonlyMap<string, Meant> };

/** A task as a row: its phase follows from its dates (C02), its due day from its period when it continues (C03). */
export function taskRow(
  task: Task,
  at: Place & { measure_id: string; position: number },
): Insertable<DB['tasks']> & { id: string } {
  const due_on = dueOf(task);
  return {
    ...{ id: newId(), ...at.home, measure_id: at.measure_id, phase_id: phaseIdAt(at.phases, due_on ?? task.from) },
    ...{ position: at.position, no: task.no ?? '', text: task.text },
    ...{ from_on: task.from, due_on, continuing: task.continuing },
  };
}

export const phaseIdAt = (phases: readonly PhaseRow[], day: string | null): string | null =>
  phaseAt(
    phases.map(({ id, from_on, to_on }) => ({ id, from: from_on ?? null, to: to_on ?? null })),
    day,
  )?.id ?? null;

export type TaskRow = Insertable<DB['tasks']> & { id: string };

export const partRow = (home: Home, task: Pick<TaskRow, 'id' | 'due_on'>, part: PartToMake): PartRow => ({
  ...{ id: newId(), task_id: task.id, ...home, org_id: part.org_id, unit_name: part.unit_name },
  ...{ group_name: part.group_name, role: part.role, due_on: task.due_on ?? null },
});

export type PartRow = Insertable<DB['parts']> & { id: string };

/** Until when each part runs; a part without a date has no clock. */
export const partDeadlines = (home: Home, parts: readonly { part: PartRow; title: string }[]): Rows<'deadlines'> =>
  parts.flatMap(({ part, title }) =>
    part.due_on
      ? [
          {
            ...{ id: newId(), ...taskClocks.due, row_id: part.id, org_id: part.org_id ?? null },
            ...{ ...home, title: title.slice(0, 300).toWellFormed(), due_on: part.due_on },
          },
        ]
      : [],
  );

/** All tasks of the measures with their parts and deadlines. */
export function workRows(measures: readonly { row: { id: string }; tasks: readonly Task[] }[], place: Place) {
  const work = measures
    .flatMap(({ row, tasks }) => tasks.map((task) => ({ task, measure_id: row.id })))
    .map(({ task, measure_id }, position) => {
      const row = taskRow(task, { ...place, measure_id, position });
      return { row, parts: partsOf(task, place.meant).map((part) => partRow(place.home, row, part)) };
    });
  const parts = work.flatMap(({ row, parts: made }) => made.map((part) => ({ part, title: row.text })));
  return {
    tasks: work.map(({ row }) => row),
    parts: parts.map(({ part }) => part),
    deadlines: partDeadlines(place.home, parts),
  };
}

export const targetRows = (
  home: Home,
  targets: Draft['targets'],
  phases: readonly PhaseRow[],
  first = 0,
): Rows<'targets'> =>
  targets.map((target, at) => ({
    ...{ id: newId(), ...home, phase_id: phaseIdAt(phases, target.by), position: first + at },
    ...targetFields(target),
  }));

export const targetFields = ({
  subject,
  subject_text,
  comparison,
  value,
  value_to,
  unit,
  by,
  text,
}: Draft['targets'][number]) => ({
  ...{ subject, subject_text, comparison, value, value_to, unit: unit ?? '', by_on: by, text },
});
