import Type from 'typebox';
import { Id } from '#domain/schema.ts';
import { Readers, sealedFields } from '#domain/secrets/schema.ts';
import { nextNumber } from '#server/kernel/firm-numbers.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';
import { writeVersion } from '#server/secrets/parts/versions.ts';

/**
 * A draft with the first sealed version of its record; it gets its number of the firm. The id is the client's, because
 * it stands inside the sealed text.
 */
export const addSecret = verb({
  name: 'secret.add',
  deposits: true,
  input: Type.Object({ id: Id, readers: Readers, ...sealedFields }),
  output: Type.Object({ id: Id, number: Type.Integer(), version: Type.Integer(), latest: Type.Integer() }),
  async run(ctx, { id, readers, ...record }) {
    const { organisation, person } = firmOf(ctx);
    const number = await nextNumber(ctx.db, organisation, 'secret');
    const at = ctx.now.toISOString();
    const made = { id, org_id: organisation, number, created_by: person, created_at: at, changed_at: at };
    await ctx.db.insertInto('secrets').values(made).execute();
    const fresh = { id, number, latest: 0, version: 1, level: null, state: 'draft' as const, readers: 0 };
    const { version, latest } = await writeVersion(ctx, fresh, { record, latest: 0, readers });
    ctx.about({ row: id, path: '', data: { number } });
    return { id, number, version, latest };
  },
});
