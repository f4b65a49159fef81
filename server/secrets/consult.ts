import Type from 'typebox';
import { Id } from '#domain/schema.ts';
import { OpenedRow, Purpose } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { readOpened } from '#server/secrets/parts/opened.ts';
import { servedOf, writeReadings } from '#server/secrets/parts/served.ts';

/**
 * Sealed records of one or many secrets, newest versions or one older one, with the sealed forms of their steps where
 * asked for. Each is a reading on record. An answer has about 4 MB; what did not fit is in `rest` and asked for again.
 */
export const consultSecrets = verb({
  name: 'secret.consult',
  input: Type.Object({
    ids: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    version: Type.Optional(Type.Integer({ minimum: 1, description: 'An older version, of one secret' })),
    forms: Type.Optional(Type.Boolean()),
    purpose: Purpose,
  }),
  output: Type.Object({
    rows: Type.Array(OpenedRow),
    rest: Type.Array(Id, { description: 'Ask for these again' }),
    missing: Type.Array(Id, { description: 'Not served: not there, or not on their list' }),
  }),
  async run(ctx, { ids, version, forms = false, purpose }) {
    const served = await servedOf(ctx, { ids, purpose });
    const { rows, rest } = await readOpened(ctx, { served, version, forms });
    await writeReadings(
      ctx,
      rows.map((row) => ({ secret: row.id, version: row.version, purpose })),
    );
    const known = new Set(served.map(({ id }) => id));
    ctx.about({ path: '', data: { secrets: rows.length, purpose } });
    return { rows, rest, missing: ids.filter((id) => !known.has(id)) };
  },
});
