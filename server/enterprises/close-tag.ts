import { sql } from 'kysely';
import Type from 'typebox';
import { TagKey } from '#domain/enterprises/schema.ts';
import { Refused } from '#domain/refused.ts';
import { belowOf } from '#server/enterprises/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** Nobody chooses a region's own tag any more; firms that have it keep it. */
export const closeTag = verb({
  name: 'enterprise.close-tag',
  input: Type.Object({ key: TagKey }),
  output: Type.Object({ key: TagKey }),
  async run(ctx, { key }) {
    const below = belowOf(ctx.actor);
    const tag = await ctx.db.selectFrom('tags').selectAll().where('key', '=', key).executeTakeFirst();
    if (!tag) throw new Refused('not_found', { noun: 'tag' });
    if (tag.path === '' || !tag.path.startsWith(below)) throw new Refused('tag_not_yours', { name: tag.zh });
    await ctx.db
      .updateTable('tags')
      .set({ valid_to: sql<string>`${ctx.today}::date - 1` })
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    ctx.about({ path: tag.path, data: { tag: key } });
    return { key };
  },
});
