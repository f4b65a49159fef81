import { type RawBuilder, sql } from 'kysely';
import type { Answers, Profile } from '#domain/assessments/rules.ts';
import { type WeakAnswer, weakAnswers } from '#domain/assessments/rules.ts';
import type { KeptAnswers } from '#domain/assessments/schema.ts';
import { type AssessmentState, assessmentStates } from '#domain/assessments/states.ts';
import type { FormContent } from '#domain/forms/schema.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import { countedOf } from '#server/assessments/prefill.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { belowOf } from '#server/enterprises/load.ts';
import { readForm } from '#server/forms/load.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

export type Assessment = Awaited<ReturnType<typeof loadAssessment>>['assessment'];

type Wanted = { readonly id: string; readonly act: string; readonly version?: number };

/**
 * The assessment, locked, with its form, and the state after `act`: not_found, wrong_state, and changed_meanwhile where
 * the act says which version it saw (answers do not: they carry the version of each item).
 */
export async function loadAssessment({ db }: Pick<VerbContext, 'db'>, { id, act, version }: Wanted) {
  const row = await db.selectFrom('assessments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'assessment' });
  const state = nextState(assessmentStates, assessmentState(row.state), act);
  if (version !== undefined && row.version !== version)
    throw new Refused('changed_meanwhile', { version: row.version });
  return { assessment: { ...row, ...keptOf(row) }, form: await readForm(db, row.form_id), state };
}

/** The firm of the directory with its page, as row security shows it; not_found. */
export async function readEnterprise(db: Reader | Writer, id: string) {
  // Both handles read alike; the narrower type has every word used here.
  const row = await (db as Reader).selectFrom('enterprises').selectAll().where('org_id', '=', id).executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'enterprise' });
  return row;
}

export type Finished = {
  readonly id: string;
  readonly enterprise: string;
  readonly path: string;
  readonly form: string;
  readonly content: FormContent;
  readonly finished_on: string;
  readonly retest_on: string | null;
  readonly answers: Answers;
  /** Items answered no or partly, the most worth closing first. */
  readonly weak: readonly WeakAnswer[];
};

/** A finished assessment as whoever makes remedies, sheets and reports of it needs it: not_found, wrong_state. */
export async function readFinished(db: Reader | Writer, id: string): Promise<Finished> {
  const row = await (db as Reader).selectFrom('assessments').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'assessment' });
  if (row.finished_on === null || row.retest_on === null)
    throw new Refused('wrong_state', { state: row.state, act: 'read' });
  const { content, id: form } = await readForm(db, row.form_id);
  const { profile, answers } = keptOf(row);
  const filled = { form: content, profile, answers: countedOf(answers) };
  return {
    ...{ id, enterprise: row.enterprise_id, path: row.path, form, content },
    ...{ finished_on: row.finished_on, retest_on: row.retest_on, answers: filled.answers },
    weak: weakAnswers(filled),
  };
}

/** What is asked and answered, as the rules take it. */
export const filledOf = (
  { profile, answers }: { profile: Profile; answers: KeptAnswers },
  form: FormContent,
): { form: FormContent; profile: Profile; answers: Answers } => ({ form, profile, answers: countedOf(answers) });

/** The check constraints allow exactly these; answers are written only by verbs that checked them. */
export const keptOf = (row: { profile: string; answers: unknown }) => ({
  profile: row.profile as Profile,
  answers: row.answers as KeptAnswers,
});

/** The column's check constraint allows exactly these. */
export const assessmentState = (text: string): AssessmentState => text as AssessmentState;

/**
 * What an index can find of the firms that an actor reaches, before row security says it again: the own firm, or the firms
 * served and those of the place overseen. `table` has the columns `enterprise_id` and `path`.
 */
export function withinReach(actor: Actor, table: 'a' | 'r'): RawBuilder<boolean> {
  if (actor.kind !== 'person' || actor.organisation === null) return sql<boolean>`true`;
  const [firm, path] = [sql.ref(`${table}.enterprise_id`), sql.ref(`${table}.path`)];
  const { organisation, organisationKind } = actor;
  if (organisationKind === 'enterprise') return sql<boolean>`${firm} = ${organisation}`;
  const served = sql<boolean>`${firm} = any (array(select s.org_id from enterprises s
    where s.station_org = ${organisation} or s.liaison_org = ${organisation}))`;
  const below = belowOf(actor);
  return below === '!' ? served : sql<boolean>`((${path} ~>=~ ${below} and ${path} ~<~ ${`${below}~`}) or ${served})`;
}
