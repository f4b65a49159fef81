import { sql } from 'kysely';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** Nobody is asked any more; who has not confirmed stays visible as missing. */
export const closeLearning = verb({
  name: 'agreement.close-learning',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { db, now } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const row = await db
      .selectFrom('learnings')
      .selectAll()
      .where('id', '=', id)
      .where('org_id', '=', organisation)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'agreement' });
    if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
    if (row.state !== 'open') throw new Refused('already_done');
    await db
      .updateTable('learnings')
      .set({ state: 'closed', version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetDeadline(db, { noun: 'agreement', row: id, kind: 'learning.due' }, now);
    await sql`update deadlines set stopped_at = ${now.toISOString()} where noun = 'agreement' and row_id = ${id}
      and kind like 'learning.%' and met_at is null`.execute(db);
    ctx.about({ row: id, path: '', data: { number: row.number } });
    return { version: version + 1 };
  },
});
