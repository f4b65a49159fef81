import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { countAgreements, loadAgreement, stopClocks } from '#server/agreements/load.ts';
import { dropPays } from '#server/agreements/pays.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** A signed agreement ends on a day, by agreement of both or because what it protects is public. */
export const endAgreement = verb({
  name: 'agreement.end-agreement',
  input: Type.Object({
    id: Id,
    version: Version,
    ended_on: Day,
    reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, ended_on, reason }) {
    const { db, now, today } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const { agreement, state } = await loadAgreement(db, { id, organisation, version, act: 'end-agreement' });
    if (ended_on > today) throw new Refused('ended_in_future', { field: 'ended_on' });
    await db
      .updateTable('agreements')
      .set({ state, ended_on, end_reason: reason.trim(), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await dropPays(db, { agreement: id, after: ended_on, now });
    await stopClocks(db, id, now);
    await countAgreements(db, organisation);
    ctx.about({ row: id, path: '', data: { number: agreement.number, ended_on } });
    return { version: version + 1 };
  },
});
