import Type from 'typebox';
import { countAgreements } from '#server/agreements/load.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';

/** Once a day: what has run out is marked so, and the firm's count with it. */
export const expireAgreements = verb({
  name: 'agreement.expire',
  input: Type.Object({}),
  output: Type.Object({ expired: Type.Integer() }),
  async run({ db, now, today, about }) {
    const rows = await db
      .updateTable('agreements')
      .set((row) => ({ state: 'expired', version: row('version', '+', 1) }))
      .where('state', '=', 'signed')
      .where('to_on', '<', today)
      .returning(['id', 'org_id'])
      .execute();
    for (const { id } of rows) await meetDeadline(db, { noun: 'agreement', row: id, kind: 'agreement.expire' }, now);
    for (const organisation of new Set(rows.map(({ org_id }) => org_id))) await countAgreements(db, organisation);
    about({ data: { expired: rows.length } });
    return { expired: rows.length };
  },
});
