import Type from 'typebox';
import { Token } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { hashToken } from '#server/kernel/session.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { appointTo } from '#server/people/load.ts';

/** A signed-in person takes the post that a firm's link offers: the same account, one firm more. */
export const joinFirm = verb({
  name: 'member.join',
  gate: true,
  input: Type.Object({ invitation: Token }),
  output: Type.Object({ organisation: Id, organisation_name: Type.String() }),
  async run(ctx, { invitation }) {
    const { db, now, today } = ctx;
    if (ctx.actor.kind !== 'person') throw new Refused('not_signed_in');
    const { person } = ctx.actor;
    const link = await loadLink(ctx, invitation);
    const member = await db
      .selectFrom('members')
      .selectAll()
      .where('id', '=', link.member_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (member.state !== 'active' || member.person_id !== null) throw new Refused('link_used');
    const twice = await db
      .selectFrom('members')
      .select('id')
      .where('org_id', '=', link.org_id)
      .where('person_id', '=', person)
      .executeTakeFirst();
    if (twice) throw new Refused('person_is_member');
    // The column's check constraint allows exactly these two.
    const role = link.role as 'employee' | 'enterprise_officer';
    await appointTo(db, { person, organisation: link.org_id, title: link.title, roles: [role], today });
    await db
      .updateTable('members')
      .set({ person_id: person, officer: role === 'enterprise_officer', version: member.version + 1 })
      .where('id', '=', member.id)
      .executeTakeFirstOrThrow();
    await db.updateTable('member_links').set({ used_at: now.toISOString() }).where('id', '=', link.id).execute();
    ctx.about({ row: member.id, path: '', data: { role, organisation: link.org_id } });
    return { organisation: link.org_id, organisation_name: link.name };
  },
});

/** The link behind a token, locked so that it is used once. Unknown, used and expired each say so. */
async function loadLink({ db, now }: Pick<VerbContext, 'db' | 'now'>, token: string) {
  const link = await db
    .selectFrom('member_links as l')
    .innerJoin('organisations as o', 'o.id', 'l.org_id')
    .select(['l.id', 'l.org_id', 'l.member_id', 'l.role', 'l.title', 'l.expires_at', 'l.used_at', 'o.name'])
    .where('l.token_hash', '=', hashToken(token))
    .where('o.state', '=', 'active')
    .forUpdate('l')
    .executeTakeFirst();
  if (!link) throw new Refused('link_unknown');
  if (link.used_at !== null) throw new Refused('link_used');
  if (link.expires_at <= now.toISOString()) throw new Refused('link_expired');
  return link;
}
