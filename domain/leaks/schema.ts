import Type from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';
import { routeKeys } from './body.ts';
import { readinessParts } from './readiness.ts';

export const LeakKind = Type.Enum(['rehearsal', 'suspected', 'confirmed']);
export const LeakStateName = Type.Enum(['open', 'contained', 'closed']);
export const Part = Type.Enum([...readinessParts]);
export const PreparationState = Type.Enum(['open', 'done', 'dropped']);

/** Steps that were done: key → when and by whom. */
export const StepsDone = Type.Record(Type.String({ maxLength: 40 }), Type.Object({ at: Instant, by: Id }));

export const LeakRow = Type.Object({
  id: Id,
  number: Type.Integer(),
  kind: LeakKind,
  state: LeakStateName,
  found_at: Instant,
  contained_at: orNull(Instant),
  closed_at: orNull(Instant),
  secrets: Type.Array(Id),
  numbers: Type.Array(Type.Integer(), { description: 'Numbers of these entries in the register' }),
  steps: StepsDone,
  latest: Type.Integer({ description: 'Newest version of the sealed record' }),
  readers: Type.Array(Id),
  version: Type.Integer(),
});

export const PreparationRow = Type.Object({
  id: Id,
  secret: Id,
  number: Type.Integer({ description: 'Number of the entry in the register' }),
  part: Part,
  state: PreparationState,
  due_on: Day,
  done_on: orNull(Day),
  version: Type.Integer(),
});

export const PackageRow = Type.Object({
  id: Id,
  leak: orNull(Id),
  secrets: Type.Array(Id),
  items: Type.Integer(),
  size: Type.Number(),
  sha256: Type.String(),
  made_at: Instant,
  made_by_name: orNull(Type.String()),
});

const Pair = Type.Object({ zh: Type.String(), en: Type.String() });
const Named = { key: Type.String(), ...Pair.properties };

export const Guide = Type.Object({
  steps: Type.Array(Type.Object({ ...Named, hours: Type.Number(), why: Pair })),
  scenarios: Type.Array(Type.Object({ ...Named, story: Pair, asks: Pair })),
  routes: Type.Array(
    Type.Object({ key: Type.Enum(routeKeys), ...Pair.properties, fits: Pair, asks: Type.Array(Pair) }),
  ),
  crime_loss: Type.Number({ description: 'Yuan of loss or gains from which the police may be the way; a hint' }),
});

export const ReadinessRow = Type.Object({
  secret: Id,
  deposits: Type.Integer(),
  stamped: Type.Integer({ description: 'Of these, with a time stamp' }),
  readers: Type.Integer({ description: 'People who are served' }),
  bound: Type.Integer({ description: 'Of these, bound by a confidentiality agreement today' }),
  logged: Type.Integer({ description: 'Readings and hand-outs on record' }),
});

/** A document with the days on which it counted. */
export const StandingDocument = Type.Object({
  id: Id,
  title: Type.String(),
  kind: Type.String(),
  from_on: Day,
  to_on: orNull(Day),
});
