import { Secret, TOTP } from 'otpauth';
import { toString as drawQr } from 'qrcode';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { self } from '#server/accounts/self.ts';
import { verb } from '#server/kernel/verb.ts';

/** A fresh secret for an authenticator, as key, link and picture. It counts only after confirm-totp. */
export const enrolTotp = verb({
  name: 'account.enrol-totp',
  gate: true,
  input: Type.Object({}),
  output: Type.Object({ secret: Type.String(), uri: Type.String(), qr_svg: Type.String() }),
  async run({ db, actor, about }) {
    const { person, personName } = self(actor);
    const known = await db
      .selectFrom('credentials')
      .select('totp_confirmed_at')
      .where('person_id', '=', person)
      .executeTakeFirst();
    if (known?.totp_confirmed_at) throw new Refused('totp_enrolled');
    const secret = new Secret({ size: 20 });
    const uri = new TOTP({ issuer: '护秘 Humi', label: personName, secret }).toString();
    await db
      .insertInto('credentials')
      .values({ person_id: person, totp_secret: secret.base32 })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ totp_secret: secret.base32 }))
      .execute();
    about({ row: person });
    return { secret: secret.base32, uri, qr_svg: await drawQr(uri, { type: 'svg', margin: 1 }) };
  },
});
