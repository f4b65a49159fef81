import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { self } from '#server/accounts/self.ts';
import { verb } from '#server/kernel/verb.ts';

/** One person in several posts acts in one at a time; this session changes to another of theirs. */
export const switchPost = verb({
  name: 'account.switch-post',
  gate: true,
  input: Type.Object({ post: Id }),
  output: Type.Object({}),
  async run({ db, today, actor, about }, { post }) {
    const { person, session } = self(actor);
    const held = await db
      .selectFrom('posts')
      .select('id')
      .where('id', '=', post)
      .where('person_id', '=', person)
      .where('from_on', '<=', today)
      .where((on) => on.or([on('to_on', 'is', null), on('to_on', '>=', today)]))
      .executeTakeFirst();
    if (!held) throw new Refused('not_found', { noun: 'post' });
    await db.updateTable('sessions').set({ post_id: post }).where('id', '=', session).execute();
    about({ row: person, data: { post } });
    return {};
  },
});
