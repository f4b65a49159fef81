import Type from 'typebox';
import { countAgreements } from '#server/agreements/load.ts';
import { meetDeadlines } from '#server/kernel/deadlines.ts';
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
    const clocks = rows.map(({ id }) => ({ noun: 'agreement', row: id, kind: 'agreement.expire' }));
    await meetDeadlines(db, clocks, now);
    await countAgreements(db, ...new Set(rows.map(({ org_id }) => org_id)));
    about({ data: { expired: rows.length } });
    return { expired: rows.length };
  },
});
