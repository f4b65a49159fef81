import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { states } from '#domain/glossary.ts';
import { kindWords } from '#domain/meetings/rules.ts';
import {
  MeetingDetail,
  MeetingKind,
  MeetingRow,
  MeetingStateName,
  type ResolutionRow,
} from '#domain/meetings/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, Id, paging } from '#domain/schema.ts';
import { plainCell } from '#domain/tasks/columns.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { dayCell, sheetMediaType, writeTable } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';
import { filesOf } from '#server/meetings/parts/files.ts';
import { resolutionsOf, unitsOf } from '#server/meetings/parts/statement.ts';

const filters = {
  programme: Type.Optional(Id),
  state: Type.Optional(MeetingStateName),
  kind: Type.Optional(MeetingKind),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

const Filter = Type.Object(filters);

/** Meetings of a programme, or of all that I see: the latest first (C06). */
export const listMeetings = query({
  name: 'meeting.list',
  input: Type.Object({ ...paging, ...filters }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(MeetingRow) }),
  async run({ db }, { page = 1, size = 50, ...filter }) {
    const found = findMeetings(db, filter);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    return { total, rows: await readRows(found.limit(size).offset((page - 1) * size)) };
  },
});

/** One meeting with its agenda, attendance, minutes, and the resolutions with the tasks they became (C06). */
export const showMeeting = query({
  name: 'meeting.show',
  input: ById,
  output: MeetingDetail,
  async run({ db, actor }, { id }) {
    const [row] = await readRows(findMeetings(db, {}).where('m.id', '=', id));
    const more = await db
      .selectFrom('meetings as m')
      .innerJoin('programmes as p', 'p.id', 'm.programme_id')
      .select(['m.agenda', 'm.minutes', 'm.file_ids', 'm.finalised_at', 'm.deposit_id as deposit'])
      .select(['p.title as programme_title', 'p.state as programme_state', 'p.org_id'])
      .where('m.id', '=', id)
      .executeTakeFirst();
    if (!row || !more) throw new Refused('not_found', { noun: 'meeting' });
    const { file_ids, org_id, ...shown } = more;
    const resolved = await resolutionsOf(db, id);
    return {
      ...row,
      ...shown,
      files: await filesOf(db, id, file_ids),
      invited: await unitsOf(db, id),
      // The check constraint of tasks holds exactly these states.
      resolved: resolved as Static<typeof ResolutionRow>[],
      may_change: actor.kind === 'person' && actor.organisation === org_id,
    };
  },
});

const mostExported = 20_000;

/** What the filter shows as a workbook, a row for each resolution. Refuses too_many_rows rather than cutting. */
export const exportMeetings = query({
  name: 'meeting.export',
  input: Filter,
  output: FileOutput,
  async run({ db, today }, filter) {
    const rows = await findMeetings(db, filter)
      .leftJoin('resolutions as r', 'r.meeting_id', 'm.id')
      .leftJoin('organisations as o', 'o.id', 'r.org_id')
      .leftJoin('tasks as t', 't.id', 'r.task_id')
      .select(['m.held_on', 'm.kind', 'm.title', 'm.place', 'm.state', 'r.text', 'r.unit', 'r.due_on'])
      .select(['o.name as organisation_name', 't.state as task_state'])
      .orderBy('m.held_on', 'desc')
      .orderBy('m.id', 'desc')
      .orderBy('r.position')
      .limit(mostExported + 1)
      .execute();
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const bytes = await writeTable(
      '会议',
      headings,
      rows.map((row) => [
        ...[dayCell(row.held_on), kindWords[kindOf(row.kind)], plainCell(row.title), plainCell(row.place ?? '')],
        ...[stateWord(row.state), plainCell(row.text ?? ''), plainCell(row.unit ?? row.organisation_name ?? '')],
        ...[dayCell(row.due_on), row.task_state === null ? '' : stateWord(row.task_state)],
      ]),
    );
    return { name: `会议${today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

const headings = [
  { title: '日期', width: 12, day: true },
  { title: '类型', width: 14 },
  { title: '名称', width: 36, wrap: true },
  { title: '地点', width: 24, wrap: true },
  { title: '状态', width: 12 },
  { title: '议定事项', width: 60, wrap: true },
  { title: '牵头单位', width: 26 },
  { title: '完成期限', width: 12, day: true },
  { title: '任务状态', width: 12 },
] as const;

function findMeetings(db: Reader, { programme, state, kind, q }: Static<typeof Filter>) {
  let found = db.selectFrom('meetings as m');
  if (programme !== undefined) found = found.where('m.programme_id', '=', programme);
  if (state !== undefined) found = found.where('m.state', '=', state);
  if (kind !== undefined) found = found.where('m.kind', '=', kind);
  if (q?.trim())
    found =
      found.where(sql<boolean>`(m.title ilike ${holding(q)} or m.place ilike ${holding(q)} or m.minutes ilike ${holding(q)}
      or exists (select 1 from resolutions x where x.meeting_id = m.id and x.text ilike ${holding(q)}))`);
  return found;
}

type Row = Static<typeof MeetingRow>;

async function readRows(found: ReturnType<typeof findMeetings>): Promise<Row[]> {
  const rows = await found
    .select([
      'm.id',
      'm.programme_id as programme',
      'm.kind',
      'm.title',
      'm.held_on',
      'm.place',
      'm.state',
      'm.version',
    ])
    .select([
      sql<number>`(select count(*) from meeting_units u where u.meeting_id = m.id)`.as('units'),
      sql<number>`(select count(*) from meeting_units u where u.meeting_id = m.id and u.attended)`.as('attended'),
      sql<number>`(select count(*) from resolutions r where r.meeting_id = m.id)`.as('resolutions'),
      sql<number>`(select count(*) from resolutions r where r.meeting_id = m.id and r.task_id is not null)`.as('tasks'),
      sql<number>`(select count(*) from resolutions r join tasks t on t.id = r.task_id
        where r.meeting_id = m.id and t.state = 'confirmed')`.as('tasks_done'),
    ])
    .orderBy('m.held_on', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
  // The check constraints of the table hold exactly these.
  return rows.map((row) => ({ ...row, kind: kindOf(row.kind), state: row.state as Row['state'] }));
}

/** The column's check constraint allows exactly these. */
const kindOf = (text: string): Row['kind'] => text as Row['kind'];

const stateWord = (state: string): string => Object.entries(states).find(([key]) => key === state)?.[1].zh ?? state;
