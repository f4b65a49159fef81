import Type from 'typebox';
import { addMonths } from '#domain/clock.ts';
import { leakClocks } from '#domain/leaks/deadlines.ts';
import { Id, Version } from '#domain/schema.ts';
import { startDeadline, stopDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadLeak } from '#server/leaks/load.ts';
import { firmOf } from '#server/secrets/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

/** The incident is done with, or the rehearsal is over: then the next one is due by the rule row. */
export const closeLeak = verb({
  name: 'leak.close',
  deposits: true,
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version: seen }) {
    const { leak, state } = await loadLeak(ctx, { id, version: seen, act: 'close' });
    const version = leak.version + 1;
    await ctx.db
      .updateTable('leaks')
      .set({ state, closed_at: ctx.now.toISOString(), version })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await stopDeadline(ctx.db, { noun: 'leak', row: id, kind: 'next_step' }, ctx.now);
    if (leak.kind === 'rehearsal') {
      const months = await ruleNumber(ctx.db, 'leak_rehearsal_interval', ctx.today);
      await startDeadline(ctx.db, {
        // One clock for the firm: each rehearsal sets it again.
        ...{ noun: 'leak', row: firmOf(ctx).organisation, kind: 'rehearse', org: firmOf(ctx).organisation },
        ...{ programme: null, path: '', title: leakClocks.rehearse(leak.number), due: addMonths(ctx.today, months) },
      });
    }
    const done = Object.keys(leak.steps).length;
    ctx.deposit({ row: id, facts: { number: leak.number, kind: leak.kind, steps: done, found_at: leak.found_at } });
    ctx.about({ row: id, path: '', data: { number: leak.number, kind: leak.kind, steps: done } });
    return { version };
  },
});
