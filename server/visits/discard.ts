import Type from 'typebox';
import { Id, Prose, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { visitStates } from '#domain/visits/states.ts';
import { stopDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnVisit, visitState } from '#server/visits/load.ts';
import { stopClocks } from '#server/visits/parts/findings.ts';
import { keepLastDay } from '#server/visits/parts/visits.ts';

/** A visit that was recorded by mistake counts no more; it stays to be read, with the reason. */
export const discardVisit = verb({
  name: 'visit.discard',
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { db, now } = ctx;
    const visit = await loadOwnVisit(ctx, { id, version });
    const state = nextState(visitStates, visitState(visit.state), 'discard');
    await db
      .updateTable('visits')
      .set({ state, reason, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const dropped = await db
      .updateTable('visit_findings')
      .set((row) => ({ state: 'discarded', version: row('version', '+', 1) }))
      .where('visit_id', '=', id)
      .where('state', 'in', ['open', 'reported'])
      .returning(['id', 'visit_id'])
      .execute();
    await stopClocks(db, dropped, now);
    await stopDeadline(db, { noun: 'visit', row: id, kind: 'visit.next' }, now);
    await keepLastDay(db, visit.enterprise_id);
    ctx.about({ row: id, path: visit.path, data: { reason, findings: dropped.length } });
    return { version: version + 1 };
  },
});
