import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { DivisionCode, Kind, OrganisationState } from '#domain/organisations/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';

/** What a list or an export of organisations may be narrowed by. */
export const filterFields = {
  q: Type.Optional(
    Type.String({ maxLength: 100, description: 'Part of a name, short name or alias, or a credit code' }),
  ),
  kind: Type.Optional(Kind),
  division: Type.Optional(DivisionCode),
  state: Type.Optional(OrganisationState),
  sort: Type.Optional(Type.Enum(['name', '-name', 'kind', '-kind', 'division', '-division', 'created', '-created'])),
};

const Filter = Type.Object(filterFields);
export type Filter = Static<typeof Filter>;

/** The organisations that the filter means: `division` stands for itself and everything below. */
export function findOrganisations(db: Reader, { q, kind, division, state }: Filter) {
  let found = db
    .selectFrom('organisations')
    .innerJoin('divisions', 'divisions.code', 'organisations.division_code')
    .leftJoin('organisations as superior', 'superior.id', 'organisations.superior_id');
  if (q?.trim()) {
    const part = holding(q);
    found = found.where((row) =>
      row.or([
        row('organisations.name', 'ilike', part),
        row('organisations.short_name', 'ilike', part),
        row('organisations.credit_code', 'ilike', part),
        row(sql<string>`array_to_string(organisations.aliases, '|')`, 'ilike', part),
      ]),
    );
  }
  if (kind) found = found.where('organisations.kind', '=', kind);
  if (state) found = found.where('organisations.state', '=', state);
  if (division)
    found = found.where((row) =>
      row(
        row.fn<boolean>('starts_with', [
          'organisations.path',
          row.selectFrom('divisions as wanted').select('wanted.path').where('wanted.code', '=', division),
        ]),
        '=',
        true,
      ),
    );
  return found;
}

export const shownColumns = [
  'organisations.id',
  'organisations.kind',
  'organisations.name',
  'organisations.short_name',
  'organisations.division_code',
  'divisions.name as division_name',
  'organisations.superior_id',
  'superior.name as superior_name',
  'organisations.credit_code',
  'organisations.industry',
  'organisations.state',
] as const;

const orders = {
  name: 'organisations.name',
  kind: 'organisations.kind',
  division: 'organisations.path',
  created: 'organisations.created_on',
} as const;

/** The column and direction of a sort word; by division and name when none is given. */
export function orderOf(sort: Filter['sort'] = 'division'): {
  column: (typeof orders)[keyof typeof orders];
  direction: 'asc' | 'desc';
} {
  // The words of `sort` are these keys with or without a minus.
  const key = sort.replace(/^-/, '') as keyof typeof orders;
  return { column: orders[key], direction: sort.startsWith('-') ? 'desc' : 'asc' };
}
