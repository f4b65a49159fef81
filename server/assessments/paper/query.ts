import Type from 'typebox';
import { FileOutput, Id } from '#domain/schema.ts';
import { docxMediaType, paperDocx } from '#papers/docx.ts';
import { type Result, reportPaper } from '#server/assessments/paper/blocks.ts';
import { showResult } from '#server/assessments/queries.ts';
import { query } from '#server/kernel/verb.ts';
import { readActions } from '#server/remedies/queries.ts';

/** The report of a finished assessment as .docx (C17): not_found, wrong_state. */
export const reportAssessment = query({
  name: 'assessment.report',
  input: Type.Object({ id: Id, language: Type.Optional(Type.Enum(['zh', 'en'])) }),
  output: FileOutput,
  async run(ctx, { id, language = 'zh' }) {
    const result = await showResult.run(ctx, { id }, null);
    const report = {
      result,
      actions: await readActions(ctx, result.enterprise),
      filledBy: filledBy(result),
      proof: result.deposit,
    };
    const paper = reportPaper(report, language);
    // The day of the assessment, not of the download: the same report has the same bytes.
    const bytes = await paperDocx(paper, new Date(`${result.finished_on ?? ctx.today}T00:00:00Z`));
    return { name: `${paper.title}${result.finished_on ?? ''}.docx`, media_type: docxMediaType, bytes };
  },
});

/** The organisation, and the person where the reader may know them. */
function filledBy({ mode, filled_org_name, enterprise_name, answers }: Result): string {
  const names = [...new Set(answers.flatMap(({ by_name }) => by_name ?? []))].slice(0, 3);
  const firm = mode === 'officer' ? (filled_org_name ?? '') : enterprise_name;
  return names.length > 0 ? `${firm}（${names.join('、')}）` : firm;
}
