import Type from 'typebox';
import { CreditCode, DivisionCode } from '../organisations/schema.ts';
import { Day, Id, Instant, Line, orNull, Prose } from '../schema.ts';

/** 企业规模, as the statistics bureau divides: 微型 小型 中型 大型. */
export const sizes = ['micro', 'small', 'medium', 'large'] as const;
export const Size = Type.Enum([...sizes]);
export type Size = (typeof sizes)[number];

export const grades = ['A', 'B', 'C', 'D'] as const;

export const Industry = Type.String({
  maxLength: 5,
  pattern: '^([A-T]|[A-T]?[0-9]{2,4})$',
  description:
    'GB/T 4754: a section (letter), or a division, group or class (2 to 4 digits, a letter may stand before)',
});
export const TagKey = Type.String({ maxLength: 40, pattern: '^[a-z0-9_]{1,40}$' });
export const Phone = Type.String({ maxLength: 40, pattern: '^[0-9+()（）\\- 转,，/、]*$' });
export const Email = Type.String({ maxLength: 200, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' });

const Short = Type.String({ maxLength: 300 });

/** What a firm may say of itself as well as its office. */
export const profileFields = {
  industry: Type.Optional(orNull(Industry)),
  size: Type.Optional(orNull(Size)),
  staff: Type.Optional(orNull(Type.Integer({ minimum: 0, maximum: 2_000_000 }))),
  address: Type.Optional(orNull(Short)),
  contact_name: Type.Optional(orNull(Short)),
  contact_phone: Type.Optional(orNull(Phone)),
  contact_email: Type.Optional(orNull(Email)),
};

/** What only the office of the place writes: who the firm is, and what the plans count it as. */
export const officeFields = {
  name: Line,
  credit_code: Type.Optional(orNull(CreditCode)),
  division_code: DivisionCode,
  tags: Type.Optional(Type.Array(TagKey, { maxItems: 40, uniqueItems: true })),
};

export const EnterpriseRow = Type.Object({
  id: Id,
  name: Type.String(),
  credit_code: orNull(Type.String()),
  division_code: Type.String(),
  division_name: Type.String(),
  industry: orNull(Type.String()),
  size: orNull(Type.String()),
  tags: Type.Array(Type.String()),
  contact_name: orNull(Type.String()),
  contact_phone: orNull(Type.String()),
  contact_point: Type.Boolean(),
  station_name: orNull(Type.String()),
  state: Type.String(),
  grade: orNull(Type.String()),
  score: orNull(Type.Number()),
  assessed_on: orNull(Day),
  visited_on: orNull(Day),
});

const Side = Type.Object({
  org_id: orNull(Id),
  org_name: orNull(Type.String()),
  person_id: orNull(Id),
  person_name: orNull(Type.String()),
  phone: orNull(Type.String()),
});

const Invitation = Type.Object({ id: Id, created_at: Instant, expires_at: Instant, used_at: orNull(Instant) });

/** Everything about a firm that the reader may see; of members, agreements, documents and secrets only how many. */
export const EnterpriseDetail = Type.Object({
  ...EnterpriseRow.properties,
  path: Type.String(),
  divisions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  staff: orNull(Type.Integer()),
  address: orNull(Type.String()),
  contact_email: orNull(Type.String()),
  liaison: Side,
  station: Side,
  origin: Type.String(),
  org_state: Type.String(),
  joined_at: orNull(Instant),
  key_missing: orNull(Type.Integer()),
  retest_on: orNull(Day),
  member_count: Type.Integer(),
  agreement_count: Type.Integer(),
  document_count: Type.Integer(),
  secret_count: Type.Integer(),
  secrets_reviewed_on: orNull(Day),
  created_at: Instant,
  version: Type.Integer(),
  may_edit: Type.Boolean(),
  /** Is the reader of an office that oversees the place? */
  oversees: Type.Boolean(),
  invitation: orNull(Invitation),
});

export const assignFields = {
  liaison_org: orNull(Id),
  liaison_person: orNull(Id),
  station_org: orNull(Id),
  station_person: orNull(Id),
  contact_point: Type.Boolean(),
};

export const ApplicationRow = Type.Object({
  id: Id,
  name: Type.String(),
  credit_code: Type.String(),
  division_code: Type.String(),
  division_name: Type.String(),
  industry: orNull(Type.String()),
  contact_name: Type.String(),
  contact_phone: Type.String(),
  note: orNull(Type.String()),
  state: Type.String(),
  reason: orNull(Type.String()),
  asked_at: Instant,
  decided_at: orNull(Instant),
  /** The firm of the register with this code or name: approving hands its page over, no second row is made. */
  claim: orNull(Type.Object({ id: Id, name: Type.String(), joined: Type.Boolean(), by: Type.Enum(['code', 'name']) })),
  version: Type.Integer(),
});

export const registerFields = {
  name: Line,
  credit_code: CreditCode,
  division_code: DivisionCode,
  industry: Type.Optional(orNull(Industry)),
  contact_name: Line,
  contact_phone: Type.String({ minLength: 5, maxLength: 40, pattern: '^[0-9+()（）\\- 转,，/、]+$' }),
  note: Type.Optional(orNull(Prose)),
};
