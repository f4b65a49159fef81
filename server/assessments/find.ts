import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { type AssessmentRow, AssessmentStateName, FillMode, Profile } from '#domain/assessments/schema.ts';
import { Grade } from '#domain/forms/schema.ts';
import { Day, Id } from '#domain/schema.ts';
import { assessmentState, withinReach } from '#server/assessments/load.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { formState } from '#server/forms/load.ts';
import type { Actor } from '#server/kernel/actor.ts';

/** What a list of assessments can be narrowed to. */
export const assessmentFilters = {
  enterprise: Type.Optional(Id),
  form: Type.Optional(Id),
  state: Type.Optional(AssessmentStateName),
  grade: Type.Optional(Grade),
  mode: Type.Optional(FillMode),
  profile: Type.Optional(Profile),
  industry: Type.Optional(Type.String({ pattern: '^[A-T]$', maxLength: 1, description: 'Section of GB/T 4754' })),
  scale: Type.Optional(Type.Enum(['micro', 'small', 'medium', 'large'])),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  latest: Type.Optional(Type.Boolean({ description: 'Only the last finished one of each firm' })),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

const Filter = Type.Object(assessmentFilters);
export type AssessmentFilter = Static<typeof Filter>;

type Who = { readonly db: Reader; readonly actor: Actor };

/** The assessments of a filter that the actor sees; discarded ones only when asked for. */
export function findAssessments({ db, actor }: Who, filter: AssessmentFilter) {
  const { enterprise, form, state, grade, mode, profile, industry, scale, from, to, latest, q } = filter;
  let found = db
    .selectFrom('assessments as a')
    .innerJoin('enterprises as e', 'e.org_id', 'a.enterprise_id')
    .innerJoin('forms as f', 'f.id', 'a.form_id')
    .leftJoin('organisations as o', 'o.id', 'a.filled_org')
    .where(withinReach(actor, 'a'));
  found = state === undefined ? found.where('a.state', '<>', 'discarded') : found.where('a.state', '=', state);
  if (enterprise !== undefined) found = found.where('a.enterprise_id', '=', enterprise);
  if (form !== undefined) found = found.where('a.form_id', '=', form);
  if (grade !== undefined) found = found.where('a.grade', '=', grade);
  if (mode !== undefined) found = found.where('a.mode', '=', mode);
  if (profile !== undefined) found = found.where('a.profile', '=', profile);
  if (industry !== undefined) found = found.where(sql<boolean>`humi_industry_section(a.industry) = ${industry}`);
  if (scale !== undefined) found = found.where('a.size', '=', scale);
  if (from !== undefined) found = found.where('a.finished_on', '>=', from);
  if (to !== undefined) found = found.where('a.finished_on', '<=', to);
  if (latest) found = found.whereRef('a.id', '=', 'e.assessment_id');
  if (q?.trim()) found = found.where(sql<boolean>`(e.name ilike ${holding(q)} or e.credit_code ilike ${holding(q)})`);
  return found;
}

export const shownColumns = [
  ...(['a.id', 'a.enterprise_id as enterprise', 'e.name as enterprise_name', 'a.form_id as form'] as const),
  ...(['f.title as form_title', 'f.version as form_version', 'f.state as form_state'] as const),
  ...(['a.profile', 'a.industry', 'a.size', 'a.state', 'a.mode', 'a.filled_org', 'o.name as filled_org_name'] as const),
  ...(['a.score', 'a.grade', 'a.key_missing', 'a.answered', 'a.asked', 'a.started_at'] as const),
  ...(['a.finished_on', 'a.retest_on', 'a.version', 'e.assessment_id as latest_id'] as const),
] as const;

export type FoundAssessment = Static<typeof AssessmentRow>;

type Found = {
  readonly id: string;
  readonly latest_id: string | null;
  readonly profile: string;
  readonly state: string;
  readonly mode: string;
  readonly form_state: string;
  readonly grade: string | null;
  readonly score: string | number | null;
};

/** Columns of the database as the schema has them; the check constraints hold exactly these words. */
export const withWords = <T extends Found>({ latest_id, ...row }: T) => ({
  ...row,
  latest: row.id === latest_id,
  profile: row.profile as FoundAssessment['profile'],
  mode: row.mode as FoundAssessment['mode'],
  grade: row.grade as FoundAssessment['grade'],
  state: assessmentState(row.state),
  form_state: formState(row.form_state),
  score: row.score === null ? null : Number(row.score),
});

export const assessmentOrder = {
  sort: Type.Optional(
    Type.Enum(['name', '-name', 'score', '-score', 'finished_on', '-finished_on', 'started_at', '-started_at']),
  ),
};

const columnOf = {
  name: 'e.name',
  score: 'a.score',
  finished_on: 'a.finished_on',
  started_at: 'a.started_at',
} as const;

/** The newest first, unless a column is chosen. */
export function orderOf(sort = '-started_at'): {
  column: (typeof columnOf)[keyof typeof columnOf];
  direction: 'asc' | 'desc';
} {
  const name = sort.replace('-', '');
  // The schema allows exactly these names.
  return { column: columnOf[name as keyof typeof columnOf], direction: sort.startsWith('-') ? 'desc' : 'asc' };
}
