import Type from 'typebox';
import { type OrganisationKind, organisationKinds } from '../glossary.ts';
import { Day, Id, Line, orNull } from '../schema.ts';

// Object.keys answers text; the keys of the glossary are the kinds.
const kinds = Object.keys(organisationKinds) as OrganisationKind[];

export const Kind = Type.Enum(kinds);
export const OrganisationState = Type.Enum(['active', 'closed']);

export const DivisionCode = Type.String({ minLength: 1, maxLength: 12, pattern: '^[0-9A-Z]+$' });
export const CreditCode = Type.String({ maxLength: 18, description: 'Unified social credit code, GB 32100' });
export const Aliases = Type.Array(Line, { maxItems: 50, uniqueItems: true });

export const OrganisationRow = Type.Object({
  id: Id,
  kind: Type.String(),
  name: Type.String(),
  short_name: orNull(Type.String()),
  division_code: Type.String(),
  division_name: Type.String(),
  superior_id: orNull(Id),
  superior_name: orNull(Type.String()),
  credit_code: orNull(Type.String()),
  industry: orNull(Type.String()),
  state: Type.String(),
});

const PostOfOrganisation = Type.Object({
  id: Id,
  person_id: Id,
  person_name: Type.String(),
  title: Type.String(),
  unit: orNull(Type.String()),
  roles: Type.Array(Type.String()),
  from_on: Day,
});

const ProgrammeOfOrganisation = Type.Object({
  id: Id,
  title: Type.String(),
  state: Type.String(),
  from_on: orNull(Day),
  to_on: orNull(Day),
  leads: Type.Boolean(),
  tasks: Type.Integer(),
});

/** `posts` and `programmes` are those that the actor may see. */
export const OrganisationDetail = Type.Object({
  ...OrganisationRow.properties,
  aliases: Type.Array(Type.String()),
  path: Type.String(),
  divisions: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), kind: Type.String() })),
  created_on: Day,
  version: Type.Integer(),
  may_change: Type.Boolean(),
  posts: Type.Object({ total: Type.Integer(), rows: Type.Array(PostOfOrganisation) }),
  programmes: Type.Object({ total: Type.Integer(), rows: Type.Array(ProgrammeOfOrganisation) }),
});

/** What a person fills in about an organisation. */
export const organisationFields = {
  kind: Kind,
  name: Line,
  short_name: Type.Optional(orNull(Line)),
  aliases: Type.Optional(Aliases),
  division_code: DivisionCode,
  superior_id: Type.Optional(orNull(Id)),
  credit_code: Type.Optional(orNull(CreditCode)),
  industry: Type.Optional(orNull(Line)),
};

const ImportProblem = Type.Object({
  /** As the table counts: the head is row 1. */
  row: Type.Integer(),
  reason: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

const ImportPreview = Type.Object({
  row: Type.Integer(),
  outcome: Type.Enum(['add', 'update', 'skip', 'problem']),
  name: Type.String(),
  kind: Type.String(),
  division: Type.String(),
});

/** `problems` and `preview` hold the first rows; the totals beside them count all. */
export const ImportOutcome = Type.Object({
  dry_run: Type.Boolean(),
  total: Type.Integer(),
  added: Type.Integer(),
  updated: Type.Integer(),
  skipped: Type.Integer(),
  problems_total: Type.Integer(),
  problems: Type.Array(ImportProblem),
  preview: Type.Array(ImportPreview),
  columns: Type.Array(Type.Object({ head: Type.String(), field: orNull(Type.String()) })),
});
