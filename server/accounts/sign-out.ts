import Type from 'typebox';
import { self } from '#server/accounts/self.ts';
import { verb } from '#server/kernel/verb.ts';

export const signOut = verb({
  name: 'account.sign-out',
  gate: true,
  input: Type.Object({}),
  output: Type.Object({}),
  async run({ db, now, actor, about }) {
    const { session, person } = self(actor);
    await db.updateTable('sessions').set({ revoked_at: now.toISOString() }).where('id', '=', session).execute();
    about({ row: person });
    return {};
  },
});
