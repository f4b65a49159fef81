import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Day, Id, orNull, Version } from '#domain/schema.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** A month of pay of a non-compete was paid: the day and the amount, which may not be less than what is due. */
export const payMonth = verb({
  name: 'agreement.pay',
  input: Type.Object({
    id: Id,
    version: Version,
    paid_on: Day,
    paid: Type.Number({ minimum: 0, maximum: 100_000_000 }),
    note: orNull(Type.String({ maxLength: 500 })),
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, paid_on, paid, note }) {
    const { db, now, today } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const row = await db
      .selectFrom('non_compete_pays')
      .selectAll()
      .where('id', '=', id)
      .where('org_id', '=', organisation)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'agreement' });
    if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
    if (row.state !== 'due') throw new Refused('already_done');
    if (paid_on > today) throw new Refused('paid_in_future', { field: 'paid_on' });
    if (paid < Number(row.amount)) throw new Refused('paid_less', { field: 'paid', amount: Number(row.amount) });
    await db
      .updateTable('non_compete_pays')
      .set({ state: 'paid', paid_on, paid, note: note?.trim() || row.note, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetDeadline(db, { noun: 'agreement', row: row.agreement_id, kind: `pay.${row.position}` }, now);
    ctx.about({ row: row.agreement_id, path: '', data: { position: row.position, paid_on } });
    return { version: version + 1 };
  },
});
