import Type from 'typebox';
import { Instant } from '#domain/schema.ts';
import { countSealedFor } from '#domain/secrets/sealed.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

const mostBase64 = 12_000_000;

/** The own catalogue of what was opened, one age file for the own second key: the next visit opens it at once. */
export const keepCatalogue = verb({
  name: 'secret.keep-catalogue',
  input: Type.Object({
    sealed: Type.String({ minLength: 4, maxLength: mostBase64, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
  }),
  output: Type.Object({ at: Instant }),
  async run(ctx, { sealed }) {
    const { organisation, person } = firmOf(ctx);
    const ciphertext = Buffer.from(sealed, 'base64');
    countSealedFor(ciphertext);
    const at = ctx.now.toISOString();
    await ctx.db
      .insertInto('catalogues')
      .values({ person_id: person, org_id: organisation, ciphertext, at })
      .onConflict((conflict) => conflict.columns(['person_id', 'org_id']).doUpdateSet({ ciphertext, at }))
      .execute();
    ctx.about({ path: '' });
    return { at };
  },
});
