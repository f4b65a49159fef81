import { sql } from 'kysely';
import Type from 'typebox';
import { verb } from '#server/kernel/verb.ts';

/**
 * Counts the sums of all regions anew, once a week and when an operator asks. Acts go on meanwhile and are counted once
 * (docs/decisions/0014); readers see the former sums until it is done.
 */
export const recountSums = verb({
  name: 'coverage.recount',
  input: Type.Object({}),
  output: Type.Object({ firms: Type.Integer() }),
  async run({ db, about }) {
    const { rows } = await sql<{ firms: number }>`select humi_recount_sums() as firms`.execute(db);
    const firms = rows[0]?.firms ?? 0;
    about({ data: { firms } });
    return { firms };
  },
});
