import { sql } from 'kysely';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, orNull, Version } from '#domain/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { lockOwnProgramme } from './load.ts';

/** Names the superior's programme that this one carries out; null takes the name away. */
export const linkProgramme = verb({
  name: 'programme.link',
  input: Type.Object({ id: Id, version: Version, carries_out: orNull(Id) }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { id, version, carries_out }) {
    const programme = await lockOwnProgramme(ctx, { id, version });
    if (carries_out !== null) await checkSuperior(ctx, id, carries_out);
    await ctx.db
      .updateTable('programmes')
      .set({ carries_out, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, programme: id, path: programme.path, data: { carries_out } });
    return { id, version: version + 1 };
  },
});

/** One above this division, or one that the actor sees anyway; not itself, and not one that carries this one out. */
async function checkSuperior({ db }: VerbContext, id: string, superior: string): Promise<void> {
  const found = await sql<{ id: string; carries_out: string | null }>`
    select id, carries_out from programmes where id = ${superior}
    union all select id, null from humi_superiors() where id = ${superior} limit 1`.execute(db);
  const [row] = found.rows;
  if (!row) throw new Refused('not_found', { noun: 'programme', field: 'carries_out' });
  if (row.id === id || row.carries_out === id)
    throw new Refused('invalid', { field: 'carries_out', rule: 'another programme' });
}
