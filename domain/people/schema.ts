import Type from 'typebox';
import { Day, Id, Line, orNull } from '../schema.ts';

const roleNames = [
  'programme_officer',
  'leader',
  'unit_officer',
  'superior_officer',
  'station_officer',
  'enterprise_officer',
  'employee',
  'system_administrator',
  'security_administrator',
  'audit_administrator',
] as const;

export const Roles = Type.Array(Type.Enum(roleNames), { minItems: 1, maxItems: 6, uniqueItems: true });

export const PostRow = Type.Object({
  id: Id,
  organisation: Id,
  organisation_name: Type.String(),
  unit: orNull(Type.String()),
  title: Type.String(),
  roles: Type.Array(Type.String()),
  from_on: Day,
  to_on: orNull(Day),
});

export const PersonRow = Type.Object({
  id: Id,
  name: Type.String(),
  login: Type.String(),
  phone: orNull(Type.String()),
  state: Type.String(),
  version: Type.Integer(),
  posts: Type.Array(PostRow),
});

/** A post in an organisation: what the person is called there, and what they may do. */
export const newPost = { organisation: Id, title: Line, unit: Type.Optional(Line), roles: Roles };
