import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { ById, Day, FileOutput, Id, Instant, orNull, paging } from '#domain/schema.ts';
import { punctuality, soonDays } from '#domain/tasks/rules.ts';
import {
  ExtensionRow,
  NoteRow,
  PartRow,
  PartStateName,
  TaskRow,
  taskFilters,
  taskOrder,
} from '#domain/tasks/schema.ts';
import { query } from '#server/kernel/verb.ts';
import { writeCalendar } from '#server/tasks/list/calendar.ts';
import { readingAs } from '#server/tasks/list/filter.ts';
import { readEvents, readExtensions, readNotes, readParts, readReminders, readTask } from '#server/tasks/list/one.ts';
import { readTasks } from '#server/tasks/list/read.ts';
import { partState } from '#server/tasks/parts/load.ts';
import { writeWorkbook } from '#server/tasks/table/write.ts';

/** Tasks that the reader may see, narrowed, in the order of the plan unless said otherwise, with the total. */
export const listTasks = query({
  name: 'task.list',
  input: Type.Object({ ...taskFilters, ...taskOrder, ...paging }),
  output: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(TaskRow),
    mine: Type.Boolean({ description: 'Whether the list is of my organisation only' }),
  }),
  async run(ctx, { sort, descending, page, size, mine, ...filter }) {
    const reading = readingAs(ctx, mine);
    return {
      ...(await readTasks(ctx.db, filter, reading, pageOf({ sort, descending, page, size }))),
      mine: reading.mine,
    };
  },
});

const pageOf = <T extends object>(wanted: T) =>
  // Absent keys stay absent, as exactOptionalPropertyTypes asks.
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

const Reminder = Type.Object({ id: Id, part: Id, message: Type.String(), sent_at: Instant, by_system: Type.Boolean() });

const TaskEvent = Type.Object({
  id: Id,
  at: Instant,
  act: Type.String(),
  organisation_name: orNull(Type.String()),
  person_name: orNull(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
});

const counted = <T extends Parameters<typeof Type.Array>[0]>(row: T) =>
  Type.Object({ total: Type.Integer(), rows: Type.Array(row) });

const TaskDetail = Type.Object({
  id: Id,
  programme: Id,
  programme_title: Type.String(),
  programme_state: Type.String(),
  lead_office: Id,
  lead_office_name: orNull(Type.String()),
  no: Type.String(),
  text: Type.String(),
  measure: orNull(Id),
  measure_title: orNull(Type.String()),
  phase: orNull(Id),
  phase_title: orNull(Type.String()),
  from_on: orNull(Day),
  due_on: orNull(Day),
  continuing: Type.Boolean(),
  state: PartStateName,
  punctuality: Type.Enum(['done', 'late', 'due_soon', 'on_time', 'undated']),
  version: Type.Integer(),
  created_at: Instant,
  parts: Type.Array(
    Type.Object({
      ...PartRow.properties,
      punctuality: Type.String(),
      reported_at: orNull(Instant),
      confirmed_at: orNull(Instant),
    }),
  ),
  notes: counted(NoteRow),
  extensions: Type.Array(ExtensionRow),
  events: counted(TaskEvent),
  reminders: counted(Reminder),
});

/** One task whole: its units and how far each is, what was written, asked, decided, reminded and done. */
export const showTask = query({
  name: 'task.show',
  input: ById,
  output: TaskDetail,
  async run({ db, today }, { id }) {
    const task = await readTask(db, id);
    const soonDay = addDays(today, soonDays);
    const parts = await readParts(db, id);
    const state = partState(task.state);
    return {
      ...task,
      state,
      punctuality: punctuality({ state, due_on: task.due_on }, today, soonDay),
      parts: parts.map((part) => ({ ...part, punctuality: punctuality(part, today, soonDay) })),
      notes: await readNotes(db, id),
      extensions: await readExtensions(db, id),
      events: await readEvents(db, id),
      reminders: await readReminders(db, id),
    };
  },
});

/** Rows in one workbook; more than any programme has, and what an office program opens at once. */
const mostExported = 20_000;

/** The tasks of a filter as a workbook, in the columns that task.import takes. Refused rather than cut. */
export const exportTasks = query({
  name: 'task.export',
  input: Type.Object({ ...taskFilters, ...taskOrder }),
  output: FileOutput,
  async run(ctx, { sort, descending, mine, ...filter }) {
    const reading = readingAs(ctx, mine);
    const { total, rows } = await readTasks(ctx.db, filter, reading, {
      ...pageOf({ sort, descending }),
      size: mostExported,
    });
    if (total > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    return {
      name: `任务清单-${ctx.today}.xlsx`,
      media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: await writeWorkbook(rows),
    };
  },
});

/** The open deadlines of my organisation as a calendar (RFC 5545). */
export const showCalendar = query({
  name: 'task.calendar',
  input: Type.Object({}),
  output: FileOutput,
  async run({ db, actor, now }) {
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    const rows = await db
      .selectFrom('deadlines')
      .select(['id', 'kind', 'title', 'due_on'])
      .where('org_id', '=', actor.organisation)
      .where('met_at', 'is', null)
      .where('stopped_at', 'is', null)
      .orderBy('due_on')
      .execute();
    return {
      name: '护秘-期限.ics',
      media_type: 'text/calendar; charset=utf-8',
      bytes: new TextEncoder().encode(writeCalendar(rows, now)),
    };
  },
});
