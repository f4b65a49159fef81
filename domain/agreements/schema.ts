import Type from 'typebox';
import { Access } from '../members/schema.ts';
import { Day, Id, Instant, orNull } from '../schema.ts';

export const agreementKinds = [
  'confidentiality',
  'non_compete',
  'entry_undertaking',
  'exit_undertaking',
  'partner',
] as const;
export type AgreementKind = (typeof agreementKinds)[number];
export const Kind = Type.Enum(agreementKinds);

/** What many people of the firm can be asked to sign at once: nothing that is weighed person by person. */
export const askedKinds = ['confidentiality', 'entry_undertaking'] as const;

export const agreementStates = ['draft', 'sent', 'signed', 'ended', 'ended_early', 'expired', 'discarded'] as const;
export const AgreementState = Type.Enum(agreementStates);

const Short = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Long = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });
/** Yuan, two places. */
const Money = Type.Number({ minimum: 0, maximum: 100_000_000 });

/** What an agreement says. `secrets` are numbers of the firm's register, never what the entries say. */
export const agreementFields = {
  from_on: orNull(Day),
  to_on: orNull(Day),
  secrets: Type.Array(Type.Integer({ minimum: 1, maximum: 1_000_000 }), { maxItems: 500, uniqueItems: true }),
  months: orNull(Type.Integer({ minimum: 1, maximum: 600 })),
  monthly_pay: orNull(Money),
  average_wage: orNull(Money),
  minimum_wage: orNull(Money),
  penalty: orNull(Money),
  area: orNull(Long),
  competitors: orNull(Long),
  text: Type.String({ maxLength: 60_000 }),
};

/** Who signs: a member of the firm, or somebody outside with a name and a firm. */
export const partyFields = {
  kind: Kind,
  member: orNull(Id),
  party_name: orNull(Short),
  party_firm: orNull(Short),
};

export const Finding = Type.Object({
  key: Type.String(),
  hard: Type.Boolean({ description: 'It cannot be sent before this is put right' }),
  field: orNull(Type.String()),
  law: Type.String(),
  article: orNull(Type.String()),
  certainty: Type.Enum(['T', 'P', 'M']),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

export const AgreementRow = Type.Object({
  id: Id,
  number: Type.Integer(),
  kind: Kind,
  state: AgreementState,
  member: orNull(Id),
  party: Type.String({ description: 'Name of who signs' }),
  party_firm: orNull(Type.String()),
  mine: Type.Boolean({ description: 'The actor is who signs' }),
  from_on: orNull(Day),
  to_on: orNull(Day),
  signed_on: orNull(Day),
  sent_at: orNull(Instant),
  secrets: Type.Array(Type.Integer()),
  unpaid_days: orNull(Type.Integer({ description: 'Days since the oldest month of pay that is due and unpaid' })),
  version: Type.Integer(),
});

export const PayRow = Type.Object({
  id: Id,
  position: Type.Integer(),
  due_on: Day,
  amount: Type.Number(),
  paid_on: orNull(Day),
  paid: orNull(Type.Number()),
  note: orNull(Type.String()),
  state: Type.Enum(['due', 'paid', 'dropped']),
  late_days: Type.Integer(),
  alarm: Type.Enum(['none', 'first', 'rescind']),
  version: Type.Integer(),
});

export const SigningRow = Type.Object({
  id: Id,
  way: Type.Enum(['link', 'account']),
  state: Type.Enum(['open', 'opened', 'signed', 'locked', 'ended', 'expired']),
  created_at: Instant,
  expires_at: Instant,
  tries: Type.Integer(),
  code_at: orNull(Instant),
  read_at: orNull(Instant),
  signed_at: orNull(Instant),
  signer: orNull(Type.String()),
  how: orNull(Type.Enum(['drawn', 'typed'])),
  drawing: orNull(Type.String()),
  address: orNull(Type.String()),
  agent: orNull(Type.String()),
});

export const AgreementDetail = Type.Object({
  ...AgreementRow.properties,
  ...agreementFields,
  member_access: orNull(Access),
  sha256: Type.String(),
  signed_at: orNull(Instant),
  signed_how: orNull(Type.Enum(['screen', 'paper'])),
  term_from: orNull(Day),
  term_to: orNull(Day),
  ended_on: orNull(Day),
  end_reason: orNull(Type.String()),
  release_pay: orNull(Type.Number()),
  renews: orNull(Id),
  findings: Type.Array(Finding),
  pays: Type.Array(PayRow),
  owed: Type.Number({ description: 'Yuan due and unpaid today' }),
  signings: Type.Array(SigningRow),
  deposit: orNull(Id),
});

/** The strokes of a signature in a box of 600 by 200: move and line commands with whole numbers alone. */
export const Drawing = Type.String({ minLength: 10, maxLength: 65_536, pattern: '^M[0-9 ML]+$' });
