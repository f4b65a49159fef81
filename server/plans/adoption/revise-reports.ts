import type { Draft } from '#domain/plans/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { insertMany } from './insert-many.ts';
import { dutyRows, reportRows } from './report-rows.ts';
import type { Home } from './rows.ts';

type ReportsRevision = { readonly home: Home; readonly draft: Draft; readonly owner: string };

/**
 * Reporting duties as the new version has them (C10). Reports that were sent stay; those still due on a date that
 * the new version does not name are cancelled; new dates are opened.
 */
export async function reviseReports(ctx: VerbContext, { home, draft, owner }: ReportsRevision): Promise<void> {
  const { db, today } = ctx;
  const present = await db
    .selectFrom('reporting_duties')
    .select(['id', 'receivers'])
    .where('programme_id', '=', home.programme_id)
    .orderBy('id')
    .execute();
  const period = { from: draft.period_from.value ?? draft.issued_on.value, to: draft.period_to.value };
  const left = new Map(present.map((duty) => [duty.id, duty]));
  for (const wanted of dutyRows(home, draft.reports)) {
    const receivers = wanted.receivers.join('、');
    const same = [...left.values()].find((duty) => duty.receivers.join('、') === receivers) ?? [...left.values()][0];
    const duty = { ...wanted, id: same?.id ?? wanted.id };
    if (same) left.delete(same.id);
    if (same)
      await db
        .updateTable('reporting_duties')
        .set({ due: duty.due, receivers: duty.receivers })
        .where('id', '=', same.id)
        .execute();
    else await db.insertInto('reporting_duties').values(duty).execute();
    await openDates(ctx, { home, owner, title: draft.title.value ?? '', period, today, duty });
  }
  for (const duty of left.keys()) {
    await db.updateTable('reporting_duties').set({ due: [] }).where('id', '=', duty).execute();
    await cancelDates(ctx, duty, []);
  }
}

type Opening = Parameters<typeof reportRows>[1] & { duty: Parameters<typeof reportRows>[0] };

async function openDates(ctx: VerbContext, { duty, ...of }: Opening): Promise<void> {
  const wanted = reportRows(duty, of).reports.map(({ due_on }) => due_on);
  await cancelDates(ctx, duty.id, wanted);
  const known = await ctx.db.selectFrom('reports').select('due_on').where('duty_id', '=', duty.id).execute();
  const rows = reportRows(duty, of, new Set(known.map(({ due_on }) => due_on)));
  await insertMany(ctx.db, 'reports', rows.reports);
  await insertMany(ctx.db, 'deadlines', rows.deadlines);
}

async function cancelDates({ db, now }: VerbContext, duty: string, wanted: readonly string[]): Promise<void> {
  const open = await db
    .selectFrom('reports')
    .select(['id', 'due_on'])
    .where('duty_id', '=', duty)
    .where('state', '=', 'due')
    .execute();
  const gone = open.filter(({ due_on }) => !wanted.includes(due_on)).map(({ id }) => id);
  if (gone.length === 0) return;
  await db.updateTable('reports').set({ state: 'cancelled' }).where('id', 'in', gone).execute();
  await db
    .updateTable('deadlines')
    .set({ stopped_at: now.toISOString() })
    .where('noun', '=', 'report')
    .where('row_id', 'in', gone)
    .execute();
}
