import Type from 'typebox';
import { Login, Password, SignedIn, Token } from '#domain/accounts/schema.ts';
import { Phone } from '#domain/enterprises/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Line, orNull } from '#domain/schema.ts';
import { addAccount, enterAccount } from '#server/accounts/load.ts';
import { loadLink } from '#server/enterprises/joining/invitation.ts';
import { makeOfficer } from '#server/enterprises/joining/officer.ts';
import { hasOfficer, loadEnterprise } from '#server/enterprises/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** Who opens a firm's link becomes its first officer, with an account of their own choosing. The link works once. */
export const joinEnterprise = verb({
  name: 'enterprise.join',
  gate: true,
  input: Type.Object({
    ...{ invitation: Token, name: Line, login: Login, password: Password, phone: Type.Optional(orNull(Phone)) },
    ...{ address: Type.Optional(Type.String()), agent: Type.Optional(Type.String()) },
  }),
  output: SignedIn,
  async run(ctx, { invitation, name, login, password, phone = null, address = '', agent = '' }) {
    const { db, now, today } = ctx;
    const { org_id } = await loadLink(db, invitation, now);
    // The firm's row is the lock: of two who open the link at the same moment one finds it used.
    const firm = await loadEnterprise(db, org_id);
    const link = await loadLink(db, invitation, now);
    if (await hasOfficer(db, org_id, today)) throw new Refused('enterprise_joined');
    const person = await addAccount(ctx, { name, login, password, phone });
    await makeOfficer(ctx, {
      firm,
      person: { id: person, name: name.trim(), phone },
      ...(firm.origin === 'entered' ? { origin: 'invited' } : {}),
    });
    await db
      .updateTable('enterprise_invitations')
      .set({ used_at: now.toISOString() })
      .where('id', '=', link.id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: org_id, path: firm.path, data: { person } });
    return { token: await enterAccount(ctx, { person, address, agent }) };
  },
});
