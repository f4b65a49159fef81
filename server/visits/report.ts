import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { findingStates } from '#domain/visits/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadFinding } from '#server/visits/load.ts';
import { meetClocks } from '#server/visits/parts/findings.ts';

/** The firm says that it has remedied a finding; whoever looks again confirms it. */
export const reportFinding = verb({
  name: 'visit.report',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { finding, state } = await loadFinding(ctx, { id, version });
    const next = nextState(findingStates, state, 'report');
    await ctx.db
      .updateTable('visit_findings')
      .set({ state: next, reported_on: ctx.today, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetClocks(ctx.db, [finding], ctx.now, 'firm');
    ctx.about({ row: finding.visit_id, path: finding.path, data: { finding: id } });
    return { version: version + 1 };
  },
});
