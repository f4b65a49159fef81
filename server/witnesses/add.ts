import { sql } from 'kysely';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { readWitnessKey } from '#domain/witnesses/rules.ts';
import { witnessFields } from '#domain/witnesses/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';

/** An outside party whose program co-signs the register from now on. Its key goes into every trust list. */
export const addWitness = verb({
  name: 'witness.add',
  deposits: true,
  input: Type.Object(witnessFields),
  output: Type.Object({ id: Id }),
  async run({ db, about, deposit }, { name, vkey: given, url }) {
    const { vkey } = readWitnessKey(given);
    // Under another name it would be the same witness, and count as two.
    const bare = vkey.split('+').slice(2).join('+');
    const known = await db
      .selectFrom('witnesses')
      .select('name')
      .where(sql<boolean>`right(vkey, ${bare.length + 1}) = ${`+${bare}`}`)
      .executeTakeFirst();
    if (known) throw new Refused('witness_taken', { field: 'vkey', name: known.name });
    const id = newId();
    await db
      .insertInto('witnesses')
      .values({ id, name: name.trim(), vkey, url: url.replace(/\/+$/, ''), state: 'active' })
      .execute();
    about({ row: id, data: { name, vkey, url } });
    deposit({ row: id, facts: { name, vkey, url } });
    return { id };
  },
});
