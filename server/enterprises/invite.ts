import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Instant } from '#domain/schema.ts';
import { belowOf, hasOfficer, loadEnterprise } from '#server/enterprises/load.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { verb } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * A one-time link with which a listed firm takes its page over; earlier links of the firm stop working. Shown once.
 * As humi_gate row security hides nothing, so the place is compared here. Days from rule row invitation_validity.
 */
export const inviteEnterprise = verb({
  name: 'enterprise.invite',
  gate: true,
  input: Type.Object({ id: Id }),
  output: Type.Object({ invitation: Type.String(), expires_at: Instant }),
  async run(ctx, { id }) {
    const { db, actor, now, today } = ctx;
    if (actor.kind !== 'person') throw new Refused('not_signed_in');
    const row = await loadEnterprise(db, id);
    if (!row.path.startsWith(belowOf(actor))) throw new Refused('not_found', { noun: 'enterprise' });
    if (await hasOfficer(db, id, today)) throw new Refused('enterprise_joined');
    const days = await ruleNumber(db, 'invitation_validity', today);
    const expires_at = new Date(now.getTime() + days * 86_400_000).toISOString();
    const token = newToken();
    await db
      .updateTable('enterprise_invitations')
      .set({ expires_at: now.toISOString() })
      .where('org_id', '=', id)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .execute();
    await db
      .insertInto('enterprise_invitations')
      .values({
        id: newId(),
        org_id: id,
        token_hash: hashToken(token),
        created_by: actor.person,
        created_at: now.toISOString(),
        expires_at,
      })
      .execute();
    if (row.state === 'listed')
      await db
        .updateTable('enterprises')
        .set({ state: 'invited', version: row.version + 1 })
        .where('org_id', '=', id)
        .execute();
    ctx.about({ row: id, path: row.path });
    return { invitation: token, expires_at };
  },
});
