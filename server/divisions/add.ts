import Type from 'typebox';
import { checkParent, checkPeriod, placeBelow } from '#domain/divisions/rules.ts';
import { Code, divisionFields } from '#domain/divisions/schema.ts';
import { Refused } from '#domain/refused.ts';
import { loadParent } from '#server/divisions/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** A division that no list gave us, such as a development zone. Its path, province and city follow from its parent. */
export const addDivision = verb({
  name: 'division.add',
  input: Type.Object({ code: Code, ...divisionFields }),
  output: Type.Object({ code: Type.String() }),
  async run({ db, today, about }, { code, name, kind, parent_code, valid_from = null, valid_to = null }) {
    checkPeriod({ valid_from, valid_to });
    const parent = await loadParent(db, parent_code, today);
    checkParent(kind, parent);
    const place = placeBelow(code, kind, parent);
    const added = await db
      .insertInto('divisions')
      .values({ code, name: name.trim(), kind, parent_code, valid_from, valid_to, ...place })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .executeTakeFirst();
    if (!added) {
      const known = await db.selectFrom('divisions').select('name').where('code', '=', code).executeTakeFirstOrThrow();
      throw new Refused('division_taken', { field: 'code', code, name: known.name });
    }
    about({ path: place.path, data: { code, kind, parent: parent_code } });
    return { code };
  },
});
