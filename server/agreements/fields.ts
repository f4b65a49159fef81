import Type, { type Static } from 'typebox';
import { agreementFields, partyFields } from '#domain/agreements/schema.ts';
import { Refused } from '#domain/refused.ts';
import { cleanText, digestOf } from '#server/agreements/load.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

const Fields = Type.Object(agreementFields);
export type AgreementFields = Static<typeof Fields>;
const Party = Type.Object(partyFields);

/** What the row keeps of the fields. Numbers of the register must be the firm's own; the period must not run backwards. */
export async function valuesOf({ db }: VerbContext, organisation: string, fields: AgreementFields) {
  if (fields.from_on !== null && fields.to_on !== null && fields.to_on < fields.from_on)
    throw new Refused('period_backwards', { field: 'to_on' });
  await checkNumbers(db, organisation, fields.secrets);
  const text = cleanText(fields.text);
  const secrets = [...fields.secrets].sort((a, b) => a - b);
  return { ...fields, secrets, text, sha256: text === '' ? '' : digestOf(text) };
}

async function checkNumbers(db: VerbContext['db'], organisation: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  const found = await db
    .selectFrom('secrets')
    .select('number')
    .where('org_id', '=', organisation)
    .where('number', 'in', numbers)
    .where('state', 'not in', ['destroyed', 'discarded'])
    .execute();
  const known = new Set(found.map(({ number }) => number));
  const unknown = numbers.find((number) => !known.has(number));
  if (unknown !== undefined) throw new Refused('secret_unknown', { field: 'secrets', number: unknown });
}

/** Who signs: a member of the firm who has not left, or somebody outside with a name. */
export async function partyOf({ db }: VerbContext, organisation: string, party: Static<typeof Party>) {
  const { kind, member, party_name, party_firm } = party;
  if (member === null) {
    if (!party_name?.trim()) throw new Refused('invalid', { field: 'party_name', rule: 'required' });
    if (kind === 'partner' && !party_firm?.trim())
      throw new Refused('invalid', { field: 'party_firm', rule: 'required' });
    return {
      kind,
      member_id: null,
      person_id: null,
      party_name: party_name.trim(),
      party_firm: party_firm?.trim() || null,
    };
  }
  const found = await db
    .selectFrom('members')
    .select(['id', 'name', 'person_id', 'state'])
    .where('id', '=', member)
    .where('org_id', '=', organisation)
    .executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'member', field: 'member' });
  if (found.state === 'left' && kind !== 'exit_undertaking') throw new Refused('member_left');
  return { kind, member_id: found.id, person_id: found.person_id, party_name: found.name, party_firm: null };
}
