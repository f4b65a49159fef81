import { sql } from 'kysely';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadForReceipts } from '#server/documents/load.ts';
import { stepDocument } from '#server/documents/step.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/**
 * Nobody is asked any more; who has not confirmed stays visible as missing. The confirmations of a policy are written
 * down as its step of receipts.
 */
export const closeLearning = verb({
  name: 'learning.close',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { db, now } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const row = await db
      .selectFrom('learnings')
      .select(['version', 'state', 'number', 'document_id'])
      .where('id', '=', id)
      .where('org_id', '=', organisation)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'learning' });
    if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
    if (row.state !== 'open') throw new Refused('already_done');
    await db
      .updateTable('learnings')
      .set({ state: 'closed', version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetDeadline(db, { noun: 'learning', row: id, kind: 'learning.due' }, now);
    await sql`update deadlines set stopped_at = ${now.toISOString()} where noun = 'learning' and row_id = ${id}
      and met_at is null and stopped_at is null`.execute(db);
    if (row.document_id !== null) await writeReceipts(ctx, { id, number: row.number, document: row.document_id });
    ctx.about({ row: id, path: '', data: { number: row.number } });
    return { version: version + 1 };
  },
});

type Receipts = { readonly id: string; readonly number: number; readonly document: string };

/** What the confirmations say of the policy, as its step; none, or a policy that has ended meanwhile, says nothing. */
async function writeReceipts(ctx: VerbContext, { id, number, document }: Receipts): Promise<void> {
  const { asked, confirmed } = await ctx.db
    .selectFrom('learning_answers')
    .select((row) => [
      row.fn.countAll<number>().as('asked'),
      row.fn.countAll<number>().filterWhere('state', '=', 'confirmed').as('confirmed'),
    ])
    .where('learning_id', '=', id)
    .executeTakeFirstOrThrow();
  const version = await loadForReceipts(ctx, document);
  if (confirmed === 0 || version === null) return;
  const note = `第${number}号学习与签收：布置${asked}人，已确认${confirmed}人。`;
  await ctx.perform(stepDocument, {
    ...{ id: document, version, step: 'sign', done_on: ctx.today, skipped: false, note },
  });
}
