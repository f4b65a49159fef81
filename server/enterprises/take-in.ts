import { sql } from 'kysely';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { tell } from '#server/enterprises/intake/progress.ts';
import { addFirms, changeFirms } from '#server/enterprises/intake/write-firms.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * The system writes a checked table into the register: every row without a problem, or nothing. It asks on the way
 * whether it is still wanted; a cancelled import rolls all of it back. Refuses import_taken for what collides with a firm
 * that was entered since the check.
 */
export const takeIn = verb({
  name: 'enterprise.take-in',
  input: Type.Object({ id: Id }),
  output: Type.Object({ added: Type.Integer(), updated: Type.Integer() }),
  async run(ctx, { id }) {
    const { db, now } = ctx;
    const wanted = async () => {
      const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
      if (row?.state !== 'applying') throw new Refused('import_cancelled');
      return row;
    };
    const { path, added, updated, skipped, problems } = await wanted();
    try {
      await addFirms(ctx, { id, wanted, tell: (done) => tell(id, done) });
      await changeFirms(ctx, { id, wanted, tell: (done) => tell(id, added + done) });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '23505') throw new Refused('import_taken');
      throw error;
    }
    const { numUpdatedRows } = await db
      .updateTable('imports')
      .set({ state: 'done', done: added + updated, finished_at: now.toISOString(), lease_until: null })
      .where('id', '=', id)
      .where('state', '=', 'applying')
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Refused('import_cancelled');
    // What was wrong stays for its list of problems; the rest is in the register now.
    await sql`delete from import_rows where import_id = ${id}::uuid and outcome <> 'problem'
      and row_no <> (select head_row from imports where id = ${id}::uuid)`.execute(db);
    ctx.about({ row: id, path, data: { added, updated, skipped, problems } });
    return { added, updated };
  },
});
