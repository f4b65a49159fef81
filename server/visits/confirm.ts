import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { findingStates } from '#domain/visits/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadFinding } from '#server/visits/load.ts';
import { meetClocks } from '#server/visits/parts/findings.ts';

/** An officer of those who serve or oversee the firm saw that a finding was remedied. */
export const confirmFinding = verb({
  name: 'visit.confirm',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { finding, state } = await loadFinding(ctx, { id, version });
    const next = nextState(findingStates, state, 'confirm');
    await ctx.db
      .updateTable('visit_findings')
      .set({ state: next, done_on: ctx.today, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetClocks(ctx.db, [finding], ctx.now);
    ctx.about({ row: finding.visit_id, path: finding.path, data: { finding: id } });
    return { version: version + 1 };
  },
});
