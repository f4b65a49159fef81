import Type from 'typebox';
import { Code } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { self } from '#server/accounts/self.ts';
import { codeStep } from '#server/accounts/sign-in.ts';
import { verb } from '#server/kernel/verb.ts';

/** One right code proves that the authenticator holds the secret; from then on sign-in asks for codes. */
export const confirmTotp = verb({
  name: 'account.confirm-totp',
  gate: true,
  input: Type.Object({ code: Code }),
  output: Type.Object({}),
  async run({ db, now, actor, about }, { code }) {
    const { person } = self(actor);
    const account = await db
      .selectFrom('credentials')
      .select(['totp_secret', 'totp_confirmed_at'])
      .where('person_id', '=', person)
      .forUpdate()
      .executeTakeFirst();
    if (account?.totp_confirmed_at) throw new Refused('totp_enrolled');
    const step = account?.totp_secret ? codeStep(account.totp_secret, code, now) : null;
    if (step === null) throw new Refused('totp_wrong', { field: 'code' });
    await db
      .updateTable('credentials')
      .set({ totp_confirmed_at: now.toISOString(), totp_last_step: step })
      .where('person_id', '=', person)
      .execute();
    about({ row: person });
    return {};
  },
});
