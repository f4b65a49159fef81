import Type from 'typebox';
import { TagKey } from '#domain/enterprises/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Line } from '#domain/schema.ts';
import { belowOf } from '#server/enterprises/load.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';

/** A region adds a tag of its own, offered at its place and below from today on. Refuses tag_taken. */
export const addTag = verb({
  name: 'enterprise.add-tag',
  input: Type.Object({ zh: Line, en: Type.Optional(Line) }),
  output: Type.Object({ key: TagKey }),
  async run(ctx, { zh, en }) {
    const path = belowOf(ctx.actor);
    if (path === '!') throw new Refused('not_permitted', { act: 'enterprise.add-tag' });
    const name = zh.trim();
    const same = await ctx.db
      .selectFrom('tags')
      .select(['key', 'path', 'valid_to'])
      .where('zh', '=', name)
      .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', ctx.today)]))
      .execute();
    if (same.some((tag) => path.startsWith(tag.path))) throw new Refused('tag_taken', { field: 'zh', name });
    const key = `r_${newId().replaceAll('-', '').slice(-20)}`;
    await ctx.db
      .insertInto('tags')
      .values({ key, zh: name, en: en?.trim() || name, path, position: 1_000, valid_from: ctx.today })
      .execute();
    ctx.about({ path, data: { tag: key, name } });
    return { key };
  },
});
