import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { Readers, sealedFields } from '#domain/secrets/schema.ts';
import { secretStates } from '#domain/secrets/states.ts';
import { nextState } from '#domain/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadSecret } from '#server/secrets/load.ts';
import { writeVersion } from '#server/secrets/parts/versions.ts';

/**
 * The same contents for other readers, a batch at a time so that a page can show how far it is: after somebody was added
 * or removed, or got a new key. Each is a version of its own, flagged; all of a batch or none.
 */
export const sealSecretsAgain = verb({
  name: 'secret.seal-again',
  deposits: true,
  input: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        latest: Type.Integer({ minimum: 1 }),
        readers: Readers,
        ...sealedFields,
      }),
      { minItems: 1, maxItems: 20 },
    ),
  }),
  output: Type.Object({
    rows: Type.Array(Type.Object({ id: Id, version: Type.Integer(), latest: Type.Integer() })),
  }),
  async run(ctx, { items }) {
    if (new Set(items.map(({ id }) => id)).size < items.length)
      throw new Refused('invalid', { field: 'items', rule: 'each secret once' });
    const rows: { id: string; version: number; latest: number }[] = [];
    // In one order, so that two batches at the same moment wait for each other instead of blocking one another.
    for (const { id, latest, readers, ...record } of items.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const secret = await loadSecret(ctx, { id });
      nextState(secretStates, secret.state, 'save');
      const written = await writeVersion(ctx, secret, { record, latest, readers, resealed: true });
      rows.push({ id, version: written.version, latest: written.latest });
    }
    ctx.about({ path: '', data: { secrets: rows.map(({ id }) => id) } });
    return { rows };
  },
});
