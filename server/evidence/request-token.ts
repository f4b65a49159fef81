import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { ById, Id } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { loadDeposit } from '#server/evidence/queries.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * Asks every time authority in use to vouch for one deposit itself, beside the checkpoints that cover it. Asked again,
 * nothing is added: the answer is what was asked for then, held or still waiting. Refused 'no_authority'.
 */
export const requestToken = verb({
  name: 'evidence.request-token',
  input: ById,
  output: Type.Object({
    rows: Type.Array(Type.Object({ id: Id, authority: Type.String(), state: Type.Enum(['waiting', 'held']) })),
  }),
  async run({ db, actor, now, about }, { id }) {
    // A handle that writes reads too; Kysely's two types are not declared related.
    const { organisation } = await loadDeposit(db as unknown as Reader, actor, id);
    const authorities = await db.selectFrom('authorities').select(['id']).where('state', '=', 'active').execute();
    if (authorities.length === 0) throw new Refused('no_authority');
    const at = now.toISOString();
    const asked = authorities.map((authority) => ({
      ...{ id: newId(), authority_id: authority.id, deposit_id: id, org_id: organisation },
      ...{ state: 'waiting', asked_at: at, next_at: at },
    }));
    await db
      .insertInto('time_tokens')
      .values(asked)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const rows = await db
      .selectFrom('time_tokens as t')
      .innerJoin('authorities as a', 'a.id', 't.authority_id')
      .select(['t.id', 'a.name as authority', 't.state'])
      .where('t.deposit_id', '=', id)
      .orderBy('t.id')
      .limit(200)
      .execute();
    about({ row: id, path: '', data: { authorities: authorities.length } });
    // The column's check constraint allows exactly these two.
    return { rows: rows.map((row) => ({ ...row, state: row.state as 'waiting' | 'held' })) };
  },
});
