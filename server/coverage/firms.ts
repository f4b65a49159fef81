import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { type FirmRow, PlaceCode, Section, SizeName } from '#domain/coverage/schema.ts';
import { Grade, ItemCode } from '#domain/forms/schema.ts';
import type { Scope } from '#server/coverage/place.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';

/** Which firms stand behind a number. */
export const firmFilters = {
  division: Type.Optional(PlaceCode),
  section: Type.Optional(Section),
  scale: Type.Optional(SizeName),
  grade: Type.Optional(Grade),
  assessed: Type.Optional(Type.Boolean({ description: 'With, or without, a finished assessment' })),
  contact_point: Type.Optional(Type.Boolean()),
  retest_late: Type.Optional(Type.Boolean({ description: 'Whose re-test is overdue' })),
  item: Type.Optional(ItemCode),
  form: Type.Optional(Type.String({ maxLength: 60, description: 'Key of the form that `item` is of' })),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

export const firmOrder = {
  sort: Type.Optional(
    Type.Enum(['name', '-name', 'score', '-score', 'assessed_on', '-assessed_on', 'retest_on', '-retest_on']),
  ),
};

const Filter = Type.Object(firmFilters);
export type FirmFilter = Omit<Static<typeof Filter>, 'division'>;

/** Listed firms of the scope, as the sums count them. */
export function findFirms(db: Reader, scope: Scope, filter: FirmFilter & { readonly today: string }) {
  const { section, scale, grade, assessed, contact_point, retest_late, item, form, q, today } = filter;
  let found = db
    .selectFrom('enterprises as e')
    .leftJoin('divisions as d', 'd.code', 'e.division_code')
    .leftJoin('assessments as a', 'a.id', 'e.assessment_id')
    .where('e.org_state', '=', 'active')
    .where('e.state', 'not in', ['applied', 'refused']);
  // Ranges in the order of the index; row security repeats the place for itself.
  found =
    scope.kind === 'place'
      ? found.where(sql<boolean>`e.path ~>=~ ${scope.path} and e.path ~<~ ${`${scope.path}~`}`)
      : found.where((on) =>
          on.or([on('e.station_org', '=', scope.organisation), on('e.liaison_org', '=', scope.organisation)]),
        );
  if (section !== undefined)
    found = found.where(sql<boolean>`humi_industry_section(e.industry) = ${section === 'none' ? '' : section}`);
  if (scale !== undefined)
    found = scale === 'none' ? found.where('e.size', 'is', null) : found.where('e.size', '=', scale);
  if (grade !== undefined) found = found.where('e.grade', '=', grade);
  if (assessed !== undefined) found = found.where('e.grade', assessed ? 'is not' : 'is', null);
  if (contact_point !== undefined) found = found.where('e.contact_point', '=', contact_point);
  if (retest_late) found = found.where('e.retest_on', '<', today);
  if (item !== undefined) found = found.where(sql<boolean>`a.answers -> ${item} ->> 'answer' in ('0', '0.5')`);
  if (form !== undefined)
    found = found.where('a.form_id', 'in', db.selectFrom('forms').select('id').where('key', '=', form));
  if (q?.trim()) found = found.where(sql<boolean>`(e.name ilike ${holding(q)} or e.credit_code ilike ${holding(q)})`);
  return found;
}

export const firmColumns = [
  ...([
    'e.org_id as id',
    'e.name',
    'd.name as division_name',
    'e.industry',
    'e.size',
    'e.contact_point',
    'e.grade',
  ] as const),
  ...(['e.score', 'e.key_missing', 'e.assessment_id as assessment', 'e.assessed_on', 'e.retest_on'] as const),
] as const;

const columnOf = { name: 'e.name', score: 'e.score', assessed_on: 'e.assessed_on', retest_on: 'e.retest_on' } as const;

/** By name, unless a column is asked for. */
export function orderOf(sort = 'name') {
  // The names that `firmOrder` allows, without their sign.
  const column = columnOf[sort.replace(/^-/, '') as keyof typeof columnOf];
  return { column, direction: sort.startsWith('-') ? 'desc' : 'asc' } as const;
}

type Found = {
  division_name: string | null;
  grade: string | null;
  score: number | string | null;
  retest_on: string | null;
};

/** Columns of the database as the schema has them; the check constraint holds exactly the four grades. */
export const withWords = <T extends Found>(row: T, today: string) => ({
  ...row,
  division_name: row.division_name ?? '',
  grade: row.grade as Static<typeof FirmRow>['grade'],
  score: row.score === null ? null : Number(row.score),
  late: row.retest_on !== null && row.retest_on < today,
});
