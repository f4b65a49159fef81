import Type from 'typebox';
import { Id } from '#domain/schema.ts';
import { partsOf } from '#domain/secrets/rules.ts';
import { FileSize } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf, loadKnown } from '#server/secrets/load.ts';

/**
 * A sealed file begins to arrive: in how many parts, and which is next when it has begun before. Its id is the
 * client's, because the sealed record names it; its name, digest and key are in the record alone.
 */
export const beginFile = verb({
  name: 'secret.begin-file',
  input: Type.Object({ id: Id, file: Id, size: FileSize }),
  output: Type.Object({ parts: Type.Integer(), next: Type.Integer() }),
  async run(ctx, { id, file, size }) {
    await loadKnown(ctx, { id, act: 'save' });
    const { organisation, person } = firmOf(ctx);
    const parts = partsOf(size);
    await ctx.db
      .insertInto('secret_files')
      .values({
        ...{ id: file, secret_id: id, org_id: organisation, size, parts },
        ...{ created_by: person, created_at: ctx.now.toISOString() },
      })
      .execute();
    ctx.about({ row: id, path: '', data: { file, size, parts } });
    return { parts, next: 1 };
  },
});
