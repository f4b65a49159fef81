import Type, { type Static } from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';
import { Level, StepState } from '../secrets/schema.ts';

/** One handing over, in clear: to whom, what and on what basis stands in its sealed form. */
export const DisclosureRow = Type.Object({
  id: Id,
  secret: Id,
  number: Type.Integer({ description: 'Number of the secret in the register of the firm' }),
  level: orNull(Level),
  state: StepState,
  asked_at: Instant,
  asked_by: Id,
  asked_by_name: orNull(Type.String()),
  decided_at: orNull(Instant),
  decided_by_name: orNull(Type.String()),
  due_back_on: orNull(Day),
  returned_at: orNull(Instant),
  sha256: orNull(Type.String({ description: 'SHA-256 of the signed text of the form, as deposited' })),
  deposit: orNull(Id),
  mine: Type.Boolean({ description: 'I am on the need-to-know list of the secret, so the form opens for me' }),
});

export type DisclosureRow = Static<typeof DisclosureRow>;

/** `out`: handed over and owed back; `overdue`: of those, past its day. */
export const DisclosureTodo = Type.Enum(['asked', 'out', 'overdue']);

export const disclosureFilters = {
  secret: Type.Optional(Id),
  person: Type.Optional(Id),
  level: Type.Optional(Level),
  state: Type.Optional(StepState),
  todo: Type.Optional(DisclosureTodo),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};

export const DisclosureSums = Type.Object({
  asked: Type.Integer({ description: 'Waiting for a second officer' }),
  out: Type.Integer({ description: 'Handed over and to be given back' }),
  overdue: Type.Integer({ description: 'Of those, past its day' }),
});
