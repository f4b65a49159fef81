import Type from 'typebox';
import { readFailure } from '#domain/authorities/schema.ts';
import { orNull, paging } from '#domain/schema.ts';
import { WitnessRow } from '#domain/witnesses/schema.ts';
import { query } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

/** Witnesses, those in use first; how many must sign, and the key of this register that a new one needs. */
export const listWitnesses = query({
  name: 'witness.list',
  input: Type.Object(paging),
  output: Type.Object({
    total: Type.Integer(),
    active: Type.Integer(),
    needed: Type.Integer({ description: 'Rule row evidence_witnesses_needed' }),
    log: orNull(
      Type.Object({
        origin: Type.String(),
        vkeys: Type.Array(Type.String(), { description: 'Ed25519 keys in force, which a witness is started with' }),
        size: Type.Integer({ description: 'Published entries' }),
      }),
    ),
    rows: Type.Array(WitnessRow),
  }),
  async run({ db, today }, { page = 1, size = 50 }) {
    const count = (state: string[]) =>
      db
        .selectFrom('witnesses')
        .select((row) => row.fn.countAll<number>().as('n'))
        .where('state', 'in', state)
        .executeTakeFirstOrThrow();
    const rows = await db
      .selectFrom('witnesses')
      .selectAll()
      .orderBy('state')
      .orderBy('id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const log = await db.selectFrom('evidence_log').select(['origin', 'published_size']).executeTakeFirst();
    const keys = await db
      .selectFrom('log_keys')
      .select('vkey')
      .where('kind', '=', 'ed25519')
      .where('to_size', 'is', null)
      .where('revoked_at', 'is', null)
      .orderBy('vkey')
      .execute();
    return {
      total: (await count(['active', 'closed'])).n,
      active: (await count(['active'])).n,
      needed: await ruleNumber(db, 'evidence_witnesses_needed', today),
      log: log ? { origin: log.origin, vkeys: keys.map(({ vkey }) => vkey), size: log.published_size } : null,
      rows: rows.map((row) => ({ ...row, failure: readFailure(row.failure) })),
    };
  },
});
