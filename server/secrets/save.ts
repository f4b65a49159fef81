import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { Readers, sealedFields } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf, loadKnown } from '#server/secrets/load.ts';
import { writeVersion } from '#server/secrets/parts/versions.ts';

/**
 * The next version of a record, by one of its readers. `latest` is the version that was opened: when somebody was
 * faster it is refused with changed_meanwhile, and the page offers a choice. Officers may change who knows.
 */
export const saveSecret = verb({
  name: 'secret.save',
  deposits: true,
  input: Type.Object({
    id: Id,
    latest: Type.Integer({ minimum: 1, description: 'The version that was opened' }),
    readers: Type.Optional(Readers),
    ...sealedFields,
  }),
  output: Type.Object({ version: Type.Integer(), latest: Type.Integer() }),
  async run(ctx, { id, latest, readers, ...record }) {
    const { secret } = await loadKnown(ctx, { id, act: 'save' });
    if (readers !== undefined && !firmOf(ctx).officer) throw new Refused('readers_are_officers', { field: 'readers' });
    const written = await writeVersion(ctx, secret, { record, latest, readers });
    ctx.about({ row: id, path: '', data: { latest: written.latest } });
    return { version: written.version, latest: written.latest };
  },
});
