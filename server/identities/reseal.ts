import Type from 'typebox';
import { SealedIdentity } from '#domain/identities/schema.ts';
import { Version } from '#domain/schema.ts';
import { loadOwn, readSealed } from '#server/identities/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** The own key under a new passphrase; the key stays the same. Older backups still hold the old file. */
export const resealIdentity = verb({
  name: 'identity.reseal',
  input: Type.Object({ version: Version, sealed: SealedIdentity }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { version, sealed }) {
    const own = await loadOwn(ctx, { act: 'reseal', version });
    await ctx.db
      .updateTable('identities')
      .set({ sealed: readSealed(sealed, 'sealed'), version: version + 1 })
      .where('id', '=', own.id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: own.id, path: '', data: {} });
    return { version: version + 1 };
  },
});
