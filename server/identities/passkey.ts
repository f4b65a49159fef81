import Type from 'typebox';
import { SealedIdentity } from '#domain/identities/schema.ts';
import { orNull, Version } from '#domain/schema.ts';
import { loadOwn, readSealed } from '#server/identities/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** The own key sealed a second time, for a passkey of this device; null takes it away again. */
export const passkeyIdentity = verb({
  name: 'identity.passkey',
  input: Type.Object({
    version: Version,
    sealed: orNull(SealedIdentity),
    credential: orNull(Type.String({ pattern: '^AGE-PLUGIN-FIDO2PRF-1[02-9AC-HJ-NP-Z]+$', maxLength: 2_000 })),
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { version, sealed, credential }) {
    const own = await loadOwn(ctx, { act: 'passkey', version });
    const whole = sealed !== null && credential !== null;
    await ctx.db
      .updateTable('identities')
      .set({
        passkey_sealed: whole ? readSealed(sealed, 'sealed') : null,
        passkey_credential: whole ? credential : null,
        version: version + 1,
      })
      .where('id', '=', own.id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: own.id, path: '', data: { set: whole } });
    return { version: version + 1 };
  },
});
