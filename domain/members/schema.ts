import Type from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';

/** How near a post is to secrets: none, contact (may meet them), core (D1 of the default form). */
export const accessLevels = ['none', 'contact', 'core'] as const;
export const Access = Type.Enum(accessLevels);
export type AccessLevel = (typeof accessLevels)[number];

export const memberKinds = ['employee', 'intern', 'agency', 'contractor'] as const;
export const MemberKind = Type.Enum(memberKinds);

export const memberStates = ['active', 'leaving', 'left'] as const;
export const MemberState = Type.Enum(memberStates);

export const kitKinds = ['entry', 'change', 'exit'] as const;
export const KitKind = Type.Enum(kitKinds);

export const StepState = Type.Enum(['open', 'done', 'not_needed']);

const ShortLine = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const MemberName = ShortLine;
export const Phone = Type.String({ minLength: 3, maxLength: 30, pattern: '^[0-9+() -]+$' });

export const memberFields = {
  name: MemberName,
  number: orNull(ShortLine),
  kind: MemberKind,
  phone: orNull(Phone),
  department: orNull(ShortLine),
  post: orNull(ShortLine),
  access: Access,
  entered_on: orNull(Day),
};

/** What narrows who is asked: how near to secrets, department, post. */
const wideness = ['near', 'core', 'all'] as const;
export const groupFields = {
  access: Type.Optional(Type.Enum(wideness, { description: 'near: may meet secrets (the default) · core · all' })),
  department: Type.Optional(ShortLine),
  post: Type.Optional(ShortLine),
};

/** Who is asked: these people, or, when none is named, everybody at work of the group. */
export const whomFields = {
  members: Type.Array(Id, { maxItems: 200, uniqueItems: true }),
  ...groupFields,
};

export const GroupRow = Type.Object({ name: Type.String(), people: Type.Integer() });

export const MemberRow = Type.Object({
  id: Id,
  name: Type.String(),
  number: orNull(Type.String()),
  kind: MemberKind,
  phone: orNull(Type.String()),
  department: orNull(Type.String()),
  post: orNull(Type.String()),
  access: Access,
  officer: Type.Boolean(),
  account: Type.Enum(['none', 'invited', 'active', 'left']),
  login: orNull(Type.String()),
  entered_on: orNull(Day),
  left_on: orNull(Day),
  state: MemberState,
  agreements: Type.Integer({ description: 'Signed and in force' }),
  bound: Type.Boolean({ description: 'A confidentiality agreement is in force' }),
  kit: orNull(Type.Object({ kind: KitKind, due_on: Day, open: Type.Integer(), steps: Type.Integer() })),
  version: Type.Integer(),
});

export const KitStep = Type.Object({
  key: Type.String(),
  position: Type.Integer(),
  state: StepState,
  due_on: Day,
  done_on: orNull(Day),
  by_name: orNull(Type.String()),
  note: orNull(Type.String()),
  answers: Type.Record(Type.String(), Type.String()),
});

export const Kit = Type.Object({
  id: Id,
  kind: KitKind,
  state: Type.Enum(['open', 'finished']),
  started_on: Day,
  due_on: Day,
  finished_at: orNull(Instant),
  finished_by: orNull(Type.String()),
  reason: orNull(Type.String()),
  version: Type.Integer(),
  steps: Type.Array(KitStep),
});

export const MemberDetail = Type.Object({
  ...MemberRow.properties,
  person: orNull(Id),
  secrets: Type.Array(Type.Integer(), { description: 'Numbers of register entries that this person may be served' }),
  identity: Type.Boolean({ description: 'Has a key in use, so that the roll must be changed when they leave' }),
  kits: Type.Array(Kit),
});

/** Answers that a step asks for, by the key of the question. */
export const Answers = Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 4000 }), {
  maxProperties: 20,
});

export const OpenerRow = Type.Object({
  secret: Type.Integer({ description: 'Number in the register' }),
  level: orNull(Type.String()),
  people: Type.Integer({ description: 'How many may be served it' }),
  readers: Type.Array(
    Type.Object({
      member: orNull(Id),
      name: Type.String(),
      department: orNull(Type.String()),
      access: orNull(Access),
      state: Type.String(),
      since: Instant,
      bound: Type.Boolean({ description: 'A confidentiality agreement is in force' }),
    }),
    { description: 'The first fifty, those without an agreement before the others' },
  ),
});
