import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';

/** The sealed record of an incident, the newest or an older version. Every fetch is in the record of acts. */
export const consultLeak = verb({
  name: 'leak.consult',
  input: Type.Object({ id: Id, version: Type.Optional(Type.Integer({ minimum: 1 })) }),
  output: Type.Object({ version: Type.Integer(), sealed: Type.String({ description: 'The age file in base64' }) }),
  async run(ctx, { id, version }) {
    const found = await ctx.db
      .selectFrom('leak_versions as v')
      .innerJoin('leaks as l', 'l.id', 'v.leak_id')
      .select(['v.version', 'v.ciphertext', 'l.latest'])
      .where('v.leak_id', '=', id)
      .where((row) =>
        version === undefined ? row('v.version', '=', row.ref('l.latest')) : row('v.version', '=', version),
      )
      .executeTakeFirst();
    if (!found) throw new Refused('not_found', { noun: 'leak' });
    ctx.about({ row: id, path: '', data: { version: found.version } });
    return { version: found.version, sealed: found.ciphertext.toString('base64') };
  },
});
