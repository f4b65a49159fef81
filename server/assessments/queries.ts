import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import {
  AssessmentDetail,
  AssessmentResult,
  AssessmentRow,
  AssessmentStateName,
  ShownAnswer,
} from '#domain/assessments/schema.ts';
import { mayDo } from '#domain/permissions.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, Id, paging } from '#domain/schema.ts';
import { writeAssessments } from '#server/assessments/export.ts';
import {
  type AssessmentFilter,
  assessmentFilters,
  assessmentOrder,
  findAssessments,
  orderOf,
  shownColumns,
  withWords,
} from '#server/assessments/find.ts';
import { keptOf } from '#server/assessments/load.ts';
import { readResult } from '#server/assessments/result.ts';
import { shownAnswers } from '#server/assessments/shown.ts';
import { contentOf, formFor } from '#server/forms/load.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';

/** Assessments that I see: a firm its own, an office those of its place and of firms that it serves (C17). */
export const listAssessments = query({
  name: 'assessment.list',
  input: Type.Object({ ...paging, ...assessmentFilters, ...assessmentOrder }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(AssessmentRow) }),
  async run(ctx, { page = 1, size = 50, sort, ...filter }) {
    const { total } = await findAssessments(ctx, filter)
      .select((row) => row.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const rows = await ordered(ctx, { filter, sort })
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows: rows.map(withWords) };
  },
});

function ordered(ctx: QueryContext, { filter, sort }: { filter: AssessmentFilter; sort: string | undefined }) {
  const { column, direction } = orderOf(sort);
  return findAssessments(ctx, filter)
    .select(shownColumns)
    .orderBy(column, (by) => (direction === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast()))
    .orderBy('a.id', direction);
}

const mostExported = 20_000;

/** What the filter shows as a workbook. Refuses too_many_rows rather than cutting. */
export const exportAssessments = query({
  name: 'assessment.export',
  input: Type.Object({ ...assessmentFilters, ...assessmentOrder }),
  output: FileOutput,
  async run(ctx, { sort, ...filter }) {
    const rows = await ordered(ctx, { filter, sort })
      .limit(mostExported + 1)
      .execute();
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const bytes = await writeAssessments(rows.map(withWords));
    return { name: `风险评估${ctx.today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

/** One assessment with its form and answers, for filling and reading. */
export const showAssessment = query({
  name: 'assessment.show',
  input: ById,
  output: AssessmentDetail,
  async run(ctx, { id }) {
    const { db, actor } = ctx;
    const me = actor.kind === 'person' ? actor.person : null;
    const { row, form, answers } = await readOne(ctx, id);
    const newest = row.form_state === 'withdrawn' && row.state === 'draft' ? await formFor(db, form.place) : null;
    const notes = await db
      .selectFrom('assessment_notes as n')
      .leftJoin('organisations as o', 'o.id', 'n.org_id')
      .leftJoin('people as p', 'p.id', 'n.person_id')
      .select(['n.item', 'n.org_id as organisation', 'o.name as organisation_name', 'p.name as by_name', 'n.note'])
      .select(sql<boolean>`coalesce(n.person_id = ${me}, false)`.as('mine'))
      .where('n.assessment_id', '=', id)
      .where('n.note', '<>', '')
      .orderBy('n.item')
      .orderBy('n.person_id')
      .execute();
    const previous = await db
      .selectFrom('enterprises')
      .select('assessment_id')
      .where('org_id', '=', row.enterprise)
      .executeTakeFirst();
    return {
      ...row,
      content: form.content,
      answers: await shownAnswers(db, answers),
      notes,
      newer: newest && newest.id !== row.form ? { id: newest.id, title: newest.title, version: newest.version } : null,
      previous: previous?.assessment_id === id ? null : (previous?.assessment_id ?? null),
      may_fill: actor.kind === 'person' && mayDo(actor.roles, 'assessment.answer') && row.state === 'draft',
    };
  },
});

/** Answers alone, as they stand now: what a page that fills asks for while others fill too. */
export const showAnswers = query({
  name: 'assessment.answers',
  input: ById,
  output: Type.Object({
    version: Type.Integer(),
    state: AssessmentStateName,
    form: Id,
    answers: Type.Array(ShownAnswer),
  }),
  async run(ctx, { id }) {
    const { row, answers } = await readOne(ctx, id);
    return { version: row.version, state: row.state, form: row.form, answers: await shownAnswers(ctx.db, answers) };
  },
});

/** What a finished assessment says: score, why the grade, classes covered, what changed, where the sector stands (C17). */
export const showResult = query({
  name: 'assessment.result',
  input: ById,
  output: AssessmentResult,
  async run(ctx, { id }) {
    const { row, form, answers, deposit } = await readOne(ctx, id);
    if (row.state !== 'finished') throw new Refused('wrong_state', { state: row.state, act: 'read' });
    const shown = await shownAnswers(ctx.db, answers);
    const result = await readResult(ctx, { row, content: form.content, answers });
    return { ...row, content: form.content, answers: shown, deposit, ...result };
  },
});

async function readOne(ctx: QueryContext, id: string) {
  const found = await findAssessments(ctx, {})
    .select([...shownColumns, 'a.answers', 'a.path', 'a.deposit_id', 'f.content'])
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'assessment' });
  const { answers, path, deposit_id: deposit, content, ...row } = found;
  const shown: Static<typeof AssessmentRow> = withWords(row);
  return {
    row: shown,
    form: { content: contentOf(content), place: { path } },
    ...keptOf({ ...row, answers }),
    deposit,
  };
}
