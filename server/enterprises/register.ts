import Type from 'typebox';
import { Login, Password, SignedIn } from '#domain/accounts/schema.ts';
import { checkIndustry } from '#domain/enterprises/rules.ts';
import { registerFields } from '#domain/enterprises/schema.ts';
import { checkCreditCode } from '#domain/organisations/credit-code.ts';
import { Refused } from '#domain/refused.ts';
import { addAccount, enterAccount } from '#server/accounts/load.ts';
import { sections } from '#server/enterprises/load.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

/**
 * A firm asks to join, before anybody has invited it. Its person gets an account that sees the answer and nothing else.
 * Whether the firm is in the register is not looked at here, so that the answer says nothing about it.
 */
export const registerEnterprise = verb({
  name: 'enterprise.register',
  gate: true,
  input: Type.Object({
    ...{ ...registerFields, login: Login, password: Password },
    ...{ address: Type.Optional(Type.String()), agent: Type.Optional(Type.String()) },
  }),
  output: SignedIn,
  async run(ctx, { login, password, address = '', agent = '', ...wanted }) {
    const { db, now } = ctx;
    checkCreditCode(wanted.credit_code);
    const industry = checkIndustry(wanted.industry ?? null, sections);
    const path = await placeOf(ctx, wanted.division_code);
    await checkFlood(ctx, { path, code: wanted.credit_code });
    const { name, credit_code, division_code, note = null } = wanted;
    const [contact_name, contact_phone] = [wanted.contact_name.trim(), wanted.contact_phone.trim()];
    const person = await addAccount(ctx, { name: contact_name, login, password, phone: contact_phone });
    const id = newId();
    await db
      .insertInto('enterprise_applications')
      .values({
        ...{ id, person_id: person, name: name.trim(), credit_code, division_code, path, industry, note },
        ...{ contact_name, contact_phone, asked_at: now.toISOString() },
      })
      .execute();
    ctx.about({ row: id, path, data: { person, division: division_code } });
    return { token: await enterAccount(ctx, { person, address, agent }) };
  },
});

async function placeOf({ db, today }: VerbContext, code: string): Promise<string> {
  const place = await db
    .selectFrom('divisions')
    .select(['path', 'valid_to', 'name'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (!place) throw new Refused('unknown_division', { field: 'division_code', place: code });
  if (place.valid_to !== null && place.valid_to < today)
    throw new Refused('division_ended', { field: 'division_code', name: place.name, day: place.valid_to });
  return place.path;
}

/** Open applications of one code, and of one place, that an office is troubled with at most. */
const [mostOfCode, mostOfPlace] = [3, 300];

async function checkFlood({ db }: VerbContext, { path, code }: { path: string; code: string }): Promise<void> {
  const { same, there } = await db
    .selectFrom('enterprise_applications')
    .select((row) => [
      row.fn.countAll<number>().filterWhere('credit_code', '=', code).as('same'),
      row.fn.countAll<number>().filterWhere('path', '=', path).as('there'),
    ])
    .where('state', '=', 'asked')
    .where((row) => row.or([row('credit_code', '=', code), row('path', '=', path)]))
    .executeTakeFirstOrThrow();
  if (same >= mostOfCode || there >= mostOfPlace) throw new Refused('too_many_applications');
}
