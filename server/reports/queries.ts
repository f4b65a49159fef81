import type { Static } from 'typebox';
import Type from 'typebox';
import { isLate } from '#domain/reports/deadlines.ts';
import { ReportRow, ReportState } from '#domain/reports/schema.ts';
import { Id, paging } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { dayInChina, query } from '#server/kernel/verb.ts';

/** Reports by date, of one programme or of all that I see (C10). */
export const listReports = query({
  name: 'report.list',
  input: Type.Object({
    ...paging,
    programme: Type.Optional(Id),
    state: Type.Optional(ReportState),
    mine: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(ReportRow) }),
  async run({ db, actor, today }, { page = 1, size = 50, programme, state, mine }) {
    const organisation = actor.kind === 'person' ? actor.organisation : null;
    let found = db.selectFrom('reports as t').innerJoin('programmes as p', 'p.id', 't.programme_id');
    if (programme !== undefined) found = found.where('t.programme_id', '=', programme);
    if (state !== undefined) found = found.where('t.state', '=', state);
    if (mine) found = found.where('t.org_id', '=', organisation ?? '');
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .leftJoin('people as h', 'h.id', 't.submitted_by')
      .select([
        't.id',
        't.programme_id as programme',
        'p.title as programme_title',
        'p.state as programme_state',
        't.org_id as organisation',
        't.due_on',
      ])
      .select([
        't.receivers',
        't.state',
        't.note',
        't.file_ids',
        't.submitted_at',
        'h.name as submitted_by_name',
        't.version',
      ])
      .orderBy('t.due_on')
      .orderBy('t.id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const files = await filesOf(
      db,
      rows.flatMap((row) => row.file_ids),
    );
    return {
      total,
      rows: rows.map(({ file_ids, programme_state, ...row }) => ({
        ...row,
        // The check constraint of the table holds exactly these states.
        state: row.state as Static<typeof ReportState>,
        late:
          row.state !== 'cancelled' &&
          isLate(row.due_on, row.submitted_at === null ? null : dayInChina(new Date(row.submitted_at)), today),
        files: file_ids.flatMap((id) => files.get(id) ?? []),
        may_submit: row.state === 'due' && row.organisation === organisation && programme_state === 'running',
      })),
    };
  },
});

async function filesOf(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string; size: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('files').select(['id', 'name', 'size']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
