import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { endSignings, loadAgreement, stopClocks } from '#server/agreements/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** A draft, or what was sent and not signed, counts no more. It stays as a row. */
export const discardAgreement = verb({
  name: 'agreement.discard',
  input: Type.Object({
    id: Id,
    version: Version,
    reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { db, now, today } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const { state } = await loadAgreement(db, { id, organisation, version, act: 'discard' });
    await endSignings(db, id, now);
    await db
      .updateTable('agreements')
      .set({ state, ended_on: today, end_reason: reason.trim(), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await stopClocks(db, id, now);
    ctx.about({ row: id, path: '' });
    return { version: version + 1 };
  },
});
