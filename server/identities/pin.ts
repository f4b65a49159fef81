import Type from 'typebox';
import { loadOwn } from '#server/identities/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** What the own browser has verified of the roll, as a note of the own key, for the next browser. */
export const pinRoll = verb({
  name: 'identity.pin',
  input: Type.Object({ pins: Type.String({ minLength: 50, maxLength: 1_000 }) }),
  output: Type.Object({}),
  async run(ctx, { pins }) {
    const own = await loadOwn(ctx, { act: 'pin' });
    await ctx.db.updateTable('identities').set({ pins }).where('id', '=', own.id).executeTakeFirstOrThrow();
    ctx.about({ row: own.id, path: '', data: {} });
    return {};
  },
});
