import type { Answers, Profile, Result } from '#domain/assessments/rules.ts';
import type { Fact } from '#domain/evidence/statement.ts';
import { meetDeadline, startDeadline } from '#server/kernel/deadlines.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

type Outcome = {
  readonly firm: string;
  readonly form: { readonly title: string; readonly version: number };
  readonly filled: { readonly profile: Profile; readonly answers: Answers };
  readonly result: Result;
  readonly retest_on: string;
};

/** What the statement of a finished assessment says: the answers too, so that the score can be counted again. */
export const factsOf = ({ firm, form, filled, result, retest_on }: Outcome): { readonly [name: string]: Fact } => ({
  ...{ enterprise: firm, form: form.title, form_version: form.version, profile: filled.profile },
  ...{ score: result.score, grade: result.grade, key_missing: result.key_missing, classes: result.classes },
  answers: Object.fromEntries(Object.entries(filled.answers).map(([item, { answer }]) => [item, answer])),
  retest_on,
});

type Scored = {
  readonly id: string;
  readonly enterprise_id: string;
  readonly score: number;
  readonly grade: string;
  readonly key_missing: number;
  readonly retest_on: string;
};

/** The firm's page and its clock: the last re-test is met, the next one runs. */
export async function noteOnFirm({ db, now, today }: VerbContext, scored: Scored): Promise<void> {
  const { id, enterprise_id: org, score, grade, key_missing, retest_on } = scored;
  const before = await db
    .selectFrom('enterprises')
    .select('assessment_id')
    .where('org_id', '=', org)
    .forUpdate()
    .executeTakeFirst();
  if (before?.assessment_id) await meetDeadline(db, clockOf(before.assessment_id), now);
  await db
    .updateTable('enterprises')
    .set({ assessment_id: id, score, grade, key_missing, assessed_on: today, retest_on })
    .where('org_id', '=', org)
    .executeTakeFirstOrThrow();
  await startDeadline(db, {
    ...clockOf(id),
    org,
    programme: null,
    path: '',
    title: '商业秘密保护风险评估复测',
    due: retest_on,
  });
}

const clockOf = (assessment: string) => ({ noun: 'assessment', row: assessment, kind: 'assessment.retest' });
