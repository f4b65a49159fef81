import Type from 'typebox';
import { comesNearer } from '#domain/members/rules.ts';
import { type AccessLevel, memberFields } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, orNull, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { countMembers, firmOf, loadMember } from '#server/members/load.ts';
import { movePosts } from '#server/members/moves.ts';

/** Another post, nearer to secrets or farther: access follows, and an agreement where the post needs one (D3, D7). */
export const changePost = verb({
  name: 'member.change-post',
  input: Type.Object({
    id: Id,
    version: Version,
    department: memberFields.department,
    post: memberFields.post,
    access: memberFields.access,
    from_on: Day,
  }),
  output: Type.Object({ version: Type.Integer(), kit: orNull(Id), agreement_due: Type.Boolean() }),
  async run(ctx, { id, version, from_on, ...post }) {
    const { db } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const member = await loadMember(db, { id, organisation, version });
    if (member.state !== 'active') throw new Refused('member_left');
    // The column's check constraint allows exactly these.
    const before = member.access as AccessLevel;
    const moves = [{ ...post, member: id, before }];
    const kit = (await movePosts(ctx, organisation, { moves, from: from_on })).get(id) ?? null;
    await countMembers(db, organisation);
    ctx.about({ row: id, path: '', data: { from: before, to: post.access, kit } });
    return { version: version + 1, kit, agreement_due: comesNearer(before, post.access) };
  },
});
