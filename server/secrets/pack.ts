import Type from 'typebox';
import { Id } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';
import { isMine, writeReadings } from '#server/secrets/parts/served.ts';

/**
 * All sealed records and files as one zip: of an officer the whole register, of anybody else what they may read. Every
 * secret in it is a reading on record. The answer's id fetches the zip for an hour.
 */
export const packSecrets = verb({
  name: 'secret.pack',
  input: Type.Object({}),
  output: Type.Object({ id: Id, secrets: Type.Integer() }),
  async run(ctx) {
    const { organisation, person, officer } = firmOf(ctx);
    let wanted = ctx.db.selectFrom('secrets').select(['id', 'latest']).where('org_id', '=', organisation);
    if (!officer) wanted = wanted.where(isMine(person));
    const rows = await wanted.execute();
    await writeReadings(
      ctx,
      rows.map(({ id, latest }) => ({ secret: id, version: latest, purpose: 'recovery' })),
    );
    const id = newId();
    const at = ctx.now.toISOString();
    await ctx.db.insertInto('secret_exports').values({ id, org_id: organisation, person_id: person, at }).execute();
    ctx.about({ row: id, path: '', data: { secrets: rows.length } });
    return { id, secrets: rows.length };
  },
});
