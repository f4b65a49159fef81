import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Instant, Version } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { verb } from '#server/kernel/verb.ts';
import { titleOf } from '#server/members/invite.ts';
import { firmOf, loadMember } from '#server/members/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * A one-time link for somebody who has an account already, from another firm or office: that person, signed in, takes
 * the post by it (member.join). An officer cannot reach into anybody's account by its name.
 */
export const linkMember = verb({
  name: 'member.link-account',
  gate: true,
  input: Type.Object({ id: Id, version: Version, role: Type.Enum(['employee', 'enterprise_officer']) }),
  output: Type.Object({ version: Type.Integer(), invitation: Type.String(), expires_at: Instant }),
  async run(ctx, { id, version, role }) {
    const { db, now, today } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const member = await loadMember(db, { id, organisation, version });
    if (member.state !== 'active') throw new Refused('member_left');
    if (member.person_id !== null) throw new Refused('has_account');
    const days = await ruleNumber(db, 'invitation_validity', today);
    const expires_at = new Date(now.getTime() + days * 86_400_000).toISOString();
    await db
      .updateTable('member_links')
      .set({ expires_at: now.toISOString() })
      .where('member_id', '=', id)
      .where('used_at', 'is', null)
      .execute();
    const token = newToken();
    await db
      .insertInto('member_links')
      .values({
        ...{ id: newId(), org_id: organisation, member_id: id, token_hash: hashToken(token), role, expires_at },
        ...{ title: titleOf(member.post, role), created_by: person, created_at: now.toISOString() },
      })
      .execute();
    ctx.about({ row: id, path: '', data: { role } });
    return { version, invitation: token, expires_at };
  },
});
