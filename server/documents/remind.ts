import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import type { Reader } from '#server/db/open.ts';
import { standingOf } from '#server/documents/parts/standing.ts';
import { startDeadlines } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

const atOnce = 5_000;

/**
 * Every night: documents in force whose numbers were changed by a new rule row get a day by which the firm looks at
 * them. One that has such a day already keeps it; a document is looked at by replacing it or by writing it off.
 */
export const remindDocuments = verb({
  name: 'document.remind',
  input: Type.Object({}),
  output: Type.Object({ touched: Type.Integer() }),
  async run({ db, today, about }) {
    const due = addDays(today, await ruleNumber(db, 'document_check', today));
    let touched = 0;
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('documents as d')
        .selectAll('d')
        .where('d.state', '=', 'in_force')
        .where('d.rules', '<>', '{}')
        .where((row) =>
          row.not(
            row.exists(
              row
                .selectFrom('deadlines as c')
                .select('c.id')
                .whereRef('c.row_id', '=', 'd.id')
                .where('c.noun', '=', 'document')
                .where('c.kind', '=', 'document.check'),
            ),
          ),
        )
        .$if(after !== '', (found) => found.where('d.id', '>', after))
        .orderBy('d.id')
        .limit(atOnce)
        .execute();
      // Both handles read alike.
      const standing = await standingOf(db as unknown as Reader, rows, today);
      const found = rows.filter(({ id }) => (standing.get(id)?.touched.length ?? 0) > 0);
      await startDeadlines(
        db,
        found.map(({ id, org_id, title }) => ({
          ...{ noun: 'document', row: id, kind: 'document.check', org: org_id, programme: null, path: '', due },
          title: `规则变动，核对《${title}》`,
        })),
      );
      touched += found.length;
      if (rows.length < atOnce) break;
      after = rows.at(-1)?.id ?? '';
    }
    about({ data: { touched } });
    return { touched };
  },
});
