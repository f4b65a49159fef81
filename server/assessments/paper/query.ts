import Type from 'typebox';
import { FileOutput, Id } from '#domain/schema.ts';
import { docxMediaType, paperDocx } from '#papers/docx.ts';
import { type DueAction, type Result, reportPaper } from '#server/assessments/paper/blocks.ts';
import { showResult } from '#server/assessments/queries.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';
import { findRemedies } from '#server/remedies/find.ts';
import { remedyState } from '#server/remedies/load.ts';

/** The report of a finished assessment as .docx (C17): not_found, wrong_state. */
export const reportAssessment = query({
  name: 'assessment.report',
  input: Type.Object({ id: Id, language: Type.Optional(Type.Enum(['zh', 'en'])) }),
  output: FileOutput,
  async run(ctx, { id, language = 'zh' }) {
    const result = await showResult.run(ctx, { id });
    const report = {
      result,
      actions: await readActions(ctx, result),
      filledBy: filledBy(result),
      proof: result.deposit,
    };
    const paper = reportPaper(report, language);
    // The day of the assessment, not of the download: the same report has the same bytes.
    const bytes = await paperDocx(paper, new Date(`${result.finished_on ?? ctx.today}T00:00:00Z`));
    return { name: `${paper.title}${result.finished_on ?? ''}.docx`, media_type: docxMediaType, bytes };
  },
});

/** What became of each weak item of the firm, the newest action of an item last. */
async function readActions(ctx: QueryContext, { enterprise }: Result): Promise<DueAction[]> {
  const rows = await findRemedies(ctx, { enterprise })
    .select(['r.item', 'r.due_on', 'r.state'])
    .orderBy('r.created_at')
    .execute();
  return rows.map((row) => ({ ...row, state: remedyState(row.state) }));
}

/** The organisation, and the person where the reader may know them. */
function filledBy({ mode, filled_org_name, enterprise_name, answers }: Result): string {
  const names = [...new Set(answers.flatMap(({ by_name }) => by_name ?? []))].slice(0, 3);
  const firm = mode === 'officer' ? (filled_org_name ?? '') : enterprise_name;
  return names.length > 0 ? `${firm}（${names.join('、')}）` : firm;
}
