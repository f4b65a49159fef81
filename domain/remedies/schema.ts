import Type from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';

export const RemedyStateName = Type.Enum(['open', 'done', 'dropped']);

const Both = Type.Object({ zh: Type.String(), en: Type.String() });

export const RemedyRow = Type.Object({
  id: Id,
  enterprise: Id,
  enterprise_name: Type.String(),
  assessment: Id,
  item: Type.String({ description: 'Code of the item in its form: A1' }),
  question: Both,
  dimension: Both,
  key_item: Type.Boolean({ description: 'A key item: missing, it caps the grade' }),
  weight: Type.Number(),
  answer: Type.Number({ description: '0 no, 0.5 partly' }),
  document: orNull(Type.String({ description: 'Key of the text at hand' })),
  owner: orNull(Id),
  owner_name: orNull(Type.String({ description: 'Only for the firm itself' })),
  due_on: orNull(Day),
  late: Type.Boolean(),
  state: RemedyStateName,
  done_on: orNull(Day),
  version: Type.Integer(),
});

/** Whom the firm may call: the station and the bureau side that serve it. */
export const FirmContact = Type.Object({
  side: Type.Enum(['station', 'liaison']),
  organisation_name: Type.String(),
  person_name: orNull(Type.String()),
  phone: orNull(Type.String()),
});

export const RemedyDetail = Type.Object({
  ...RemedyRow.properties,
  why: Both,
  evidence: Both,
  remedy: Both,
  note: orNull(Type.String()),
  reason: orNull(Type.String()),
  done_by_name: orNull(Type.String()),
  proof_deposit: orNull(Id),
  proof_given: orNull(Id),
  proof_assessment: orNull(Id),
  created_at: Instant,
  contacts: Type.Array(FirmContact),
});
