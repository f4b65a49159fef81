import { Refused } from '#domain/refused.ts';
import { ById, FileOutput } from '#domain/schema.ts';
import { keptOf, readEnterprise } from '#server/assessments/load.ts';
import { writeSheet } from '#server/assessments/sheet/write.ts';
import { readForm } from '#server/forms/load.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';

/** The form of an assessment that is being filled, as a workbook to send out (C17): sheet_form_withdrawn, wrong_state. */
export const downloadSheet = query({
  name: 'assessment.sheet',
  input: ById,
  output: FileOutput,
  async run({ db }, { id }) {
    const row = await db.selectFrom('assessments').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'assessment' });
    if (row.state !== 'draft') throw new Refused('wrong_state', { state: row.state, act: 'answer' });
    const form = await readForm(db, row.form_id);
    if (form.state !== 'published') throw new Refused('sheet_form_withdrawn');
    const { name } = await readEnterprise(db, row.enterprise_id);
    const bytes = await writeSheet({ id, firm: name, form, content: form.content, ...keptOf(row) });
    return { name: `${form.title}-${name}.xlsx`, media_type: sheetMediaType, bytes };
  },
});
