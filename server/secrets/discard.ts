import Type from 'typebox';
import { Id } from '#domain/schema.ts';
import { rowVersion } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { dropParts } from '#server/leaks/load.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { moveOn } from '#server/secrets/parts/steps.ts';
import { removeFiles } from '#server/secrets/parts/store.ts';

/** A draft that came to nothing; its number stays used, its files are removed. */
export const discardSecret = verb({
  name: 'secret.discard',
  input: Type.Object({ id: Id, version: rowVersion }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'discard' });
    await removeFiles(ctx, { secret: id });
    await dropParts(ctx, id);
    const next = await moveOn(ctx, secret, { state, files: 0 });
    ctx.about({ row: id, path: '', data: { state } });
    return { version: next };
  },
});
