import Type from 'typebox';
import { Version } from '#domain/schema.ts';
import { loadOwn } from '#server/identities/load.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * The own key is given up because its passphrase is lost; its person makes a new one, which is admitted again. The roll
 * keeps the old key until that entry replaces it, and what it signed stays good.
 */
export const retireIdentity = verb({
  name: 'identity.retire',
  input: Type.Object({ version: Version }),
  output: Type.Object({}),
  async run(ctx, { version }) {
    const own = await loadOwn(ctx, { act: 'retire', version });
    await ctx.db
      .updateTable('identities')
      .set({ state: own.next, passkey_sealed: null, passkey_credential: null, version: version + 1 })
      .where('id', '=', own.id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: own.id, path: '', data: {} });
    return {};
  },
});
