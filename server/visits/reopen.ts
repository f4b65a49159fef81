import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { findingStates } from '#domain/visits/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadFinding } from '#server/visits/load.ts';
import { resumeClocks } from '#server/visits/parts/findings.ts';

/** It was not remedied after all: the finding and its clocks run again. */
export const reopenFinding = verb({
  name: 'visit.reopen',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { finding, state } = await loadFinding(ctx, { id, version });
    const next = nextState(findingStates, state, 'reopen');
    await ctx.db
      .updateTable('visit_findings')
      .set({ state: next, done_on: null, done_visit: null, reported_on: null, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await resumeClocks(ctx.db, [finding]);
    ctx.about({ row: finding.visit_id, path: finding.path, data: { finding: id } });
    return { version: version + 1 };
  },
});
