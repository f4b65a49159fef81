import Type from 'typebox';
import { comesNearer, needsChangeKit } from '#domain/members/rules.ts';
import { type AccessLevel, memberFields } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, orNull, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { startKits } from '#server/members/kits.ts';
import { countMembers, firmOf, loadMember } from '#server/members/load.ts';

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
    const { db, now } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const member = await loadMember(db, { id, organisation, version });
    if (member.state !== 'active') throw new Refused('member_left');
    // The column's check constraint allows exactly these.
    const before = member.access as AccessLevel;
    await db
      .updateTable('members')
      .set({ ...post, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const people = needsChangeKit(before, post.access) ? [{ member: id, access: post.access, from: from_on }] : [];
    const kit = (await startKits(db, { kind: 'change', organisation, people }, now)).get(id) ?? null;
    await countMembers(db, organisation);
    ctx.about({ row: id, path: '', data: { from: before, to: post.access, kit } });
    return { version: version + 1, kit, agreement_due: comesNearer(before, post.access) };
  },
});
