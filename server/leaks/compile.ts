import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, orNull } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { checkNamed } from '#server/leaks/parts/records.ts';
import { firmOf } from '#server/secrets/load.ts';

const Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** A package was made in the browser: its digests are deposited, so that what was handed over can be shown later (C23). */
export const compilePackage = verb({
  name: 'leak.compile',
  deposits: true,
  input: Type.Object({
    leak: Type.Optional(orNull(Id)),
    secrets: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
    items: Type.Integer({ minimum: 1, maximum: 100_000 }),
    size: Type.Integer({ minimum: 1, maximum: 1e12 }),
    sha256: Hex,
    sm3: Hex,
  }),
  output: Type.Object({ id: Id }),
  async run(ctx, { leak = null, secrets, items, size, sha256, sm3 }) {
    const { organisation, person } = firmOf(ctx);
    await checkNamed(ctx, { secrets, readers: [] });
    if (leak !== null) {
      const known = await ctx.db.selectFrom('leaks').select('id').where('id', '=', leak).executeTakeFirst();
      if (!known) throw new Refused('not_found', { noun: 'leak' });
    }
    const id = newId();
    const made = { leak_id: leak, secrets, items, size, sha256, sm3, made_by: person, made_at: ctx.now.toISOString() };
    await ctx.db
      .insertInto('leak_packages')
      .values({ id, org_id: organisation, ...made })
      .execute();
    ctx.deposit({
      row: id,
      facts: { items, secrets: secrets.length, person },
      files: [{ name: 'package', size, sha256, sm3 }],
    });
    ctx.about({ row: id, path: '', data: { items, secrets: secrets.length, size } });
    return { id };
  },
});
