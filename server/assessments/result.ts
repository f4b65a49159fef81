import { sql } from 'kysely';
import type { Static } from 'typebox';
import { type Answers, carryOver, changesBetween, resultOf } from '#domain/assessments/rules.ts';
import type { AssessmentResult, AssessmentRow, KeptAnswers } from '#domain/assessments/schema.ts';
import type { FormContent } from '#domain/forms/schema.ts';
import { keptOf } from '#server/assessments/load.ts';
import { countedOf } from '#server/assessments/prefill.ts';
import { readRows } from '#server/db/rows.ts';
import { contentOf } from '#server/forms/load.ts';
import type { QueryContext } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

type Shown = Static<typeof AssessmentResult>;
type Finished = {
  readonly row: Static<typeof AssessmentRow>;
  readonly content: FormContent;
  readonly answers: KeptAnswers;
};

/** The parts of a result that are counted from answers, from the assessment before, and from other firms. */
export async function readResult(ctx: QueryContext, { row, content, answers: kept }: Finished) {
  const answers = countedOf(kept);
  const {
    key_missing: missing,
    score: _score,
    grade: _grade,
    ...counted
  } = resultOf({
    ...{ form: content, profile: row.profile, answers },
  });
  const least = await ruleNumber(ctx.db, 'sector_firms_least', ctx.today);
  return {
    ...counted,
    missing,
    previous: await readPrevious(ctx, { row, content, answers }),
    sector: await readSector(ctx, row.enterprise, least),
    sector_least: Math.max(5, least),
  };
}

/** The assessment that the firm finished before this one, and what changed since. */
async function readPrevious(
  { db }: QueryContext,
  { row, content, answers }: { row: Finished['row']; content: FormContent; answers: Answers },
): Promise<Shown['previous']> {
  const before = await db
    .selectFrom('assessments as a')
    .innerJoin('forms as f', 'f.id', 'a.form_id')
    .select(['a.id', 'a.score', 'a.grade', 'a.finished_on', 'a.profile', 'a.answers', 'f.content', 'f.title'])
    .where('a.enterprise_id', '=', row.enterprise)
    .where('a.state', '=', 'finished')
    .where('a.id', '<>', row.id)
    .where('a.finished_at', '<', (mine) =>
      mine.selectFrom('assessments as b').select('b.finished_at').where('b.id', '=', row.id),
    )
    .orderBy('a.finished_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!before || before.finished_on === null) return null;
  const kept = keptOf(before);
  const earlier = countedOf(kept.answers);
  const form = contentOf(before.content);
  const { score, grade, dimensions } = resultOf({ form, profile: kept.profile, answers: earlier });
  const { id, finished_on, title: form_title } = before;
  // Only what was asked both times: A1 of another form, or of the short one, is no change.
  const same = carryOver(earlier, form.items, content.items);
  const changes = changesBetween(same, answers).filter(({ item }) => same[item] !== undefined);
  return { id, score, grade, finished_on, form_title, dimensions, changes };
}

/** Averages of other firms around, by the database function that answers sums only. */
async function readSector({ db }: QueryContext, enterprise: string, least: number): Promise<Shown['sector']> {
  const rows = await readRows(
    db,
    sql<{ scope: Shown['sector'][number]['scope']; place: string; firms: string; average: string }>`
      select scope, place, firms, average from humi_sector(${enterprise}::uuid, ${least}::integer)`,
  );
  return rows.map(({ firms, average, ...row }) => ({ ...row, firms: Number(firms), average: Number(average) }));
}
