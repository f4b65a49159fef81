import { checkLevelWords } from '#domain/secrets/rules.ts';
import { LevelWordsRow } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

/** How this firm calls the three levels. The words of state secrets are refused (domain facts 0.7). */
export const nameLevels = verb({
  name: 'secret.name-levels',
  input: LevelWordsRow,
  output: LevelWordsRow,
  async run(ctx, input) {
    const words = checkLevelWords(input);
    const { organisation } = firmOf(ctx);
    await ctx.db
      .insertInto('secret_settings')
      .values({ org_id: organisation, ...words })
      .onConflict((conflict) => conflict.column('org_id').doUpdateSet(words))
      .execute();
    ctx.about({ row: organisation, path: '' });
    return words;
  },
});
