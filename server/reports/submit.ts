import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { reportClock } from '#domain/reports/deadlines.ts';
import { reportStates } from '#domain/reports/states.ts';
import { Id, Prose, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import type { Writer } from '#server/db/open.ts';
import { statedFiles } from '#server/files/load.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { loadOwnProgramme, organisationOf } from '#server/programmes/load.ts';

/** Records that the report of a date was sent to its receivers, with a note and the files that went (C10). */
export const submitReport = verb({
  name: 'report.submit',
  deposits: true,
  input: Type.Object({
    id: Id,
    version: Version,
    note: Type.Optional(Prose),
    file_ids: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
  }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { id, version, note, file_ids = [] }) {
    const { db, now } = ctx;
    const report = await loadReport(ctx, { id, version });
    const state = nextState(reportStates, report.state, 'submit');
    await checkFiles(db, id, file_ids);
    const { person } = organisationOf(ctx.actor);
    await db
      .updateTable('reports')
      .set({
        state,
        note: note ?? null,
        file_ids,
        submitted_by: person,
        submitted_at: now.toISOString(),
        version: version + 1,
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetDeadline(db, { ...reportClock, row: id }, now);
    ctx.about({
      row: id,
      programme: report.programme_id,
      path: report.path,
      data: { due_on: report.due_on, files: file_ids.length },
    });
    const files = await statedFiles(db, file_ids);
    const facts = { title: report.programme_title, due_on: report.due_on, note: note ?? null };
    ctx.deposit({ row: id, facts, files });
    return { id, version: version + 1 };
  },
});

async function loadReport(ctx: VerbContext, { id, version }: { id: string; version: number }) {
  const seen = await ctx.db.selectFrom('reports').select('programme_id').where('id', '=', id).executeTakeFirst();
  if (!seen) throw new Refused('not_found', { noun: 'report' });
  // The programme before what it holds, as a new version of its plan locks them: two acts then never wait in a circle.
  const programme = await loadOwnProgramme(ctx, seen.programme_id);
  const row = await ctx.db.selectFrom('reports').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  // The check constraint of the table holds exactly these states.
  return { ...row, programme_title: programme.title, state: row.state as keyof typeof reportStates };
}

/** The files lie beside this very report (file.attach). */
async function checkFiles(db: Writer, report: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = await db
    .selectFrom('files')
    .select('id')
    .where('id', 'in', ids)
    .where('noun', '=', 'report')
    .where('row_id', '=', report)
    .execute();
  if (known.length < ids.length) throw new Refused('not_found', { noun: 'file', field: 'file_ids' });
}
