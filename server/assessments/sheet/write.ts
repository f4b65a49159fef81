import type { Worksheet } from 'exceljs';
import { itemsOf, type Profile } from '#domain/assessments/rules.ts';
import type { KeptAnswers } from '#domain/assessments/schema.ts';
import type { FormContent } from '#domain/forms/schema.ts';
import { plainCell } from '#domain/tasks/columns.ts';
import { answerWords, heads, sheetMark, wordOf } from '#server/assessments/sheet/columns.ts';

export type Sheet = {
  readonly id: string;
  readonly firm: string;
  readonly form: { readonly id: string; readonly title: string; readonly version: number };
  readonly content: FormContent;
  readonly profile: Profile;
  readonly answers: KeptAnswers;
};

/** Widths in the order of `heads`. */
const widths = [8, 46, 12, 26, 14, 46, 34, 8];
const [answerColumn, reasonColumn, supportedColumn, versionColumn] = [3, 4, 5, 8];
const firstRow = 4;

/**
 * The form of one assessment for an office program: a row an item, answers to choose from, everything else locked. The
 * first row, hidden, says which assessment and version it is; what is answered already stands in it.
 */
export async function writeSheet(sheet: Sheet): Promise<Uint8Array> {
  // Fetched when first needed: the library is large and an idle server small.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet('风险评估表', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 3 }],
    pageSetup: {
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
    },
  });
  const { id, form } = sheet;
  page.addRow([sheetMark, id, form.id, String(form.version)]).hidden = true;
  page.addRow([
    `${plainCell(sheet.firm)}　${form.title}（第${form.version}版）　“答案”列请从下拉列表选择：${answerWords.join('、')}；选“不适用”须写理由。`,
  ]);
  page.mergeCells(2, 1, 2, 7);
  page.addRow(Object.values(heads)).font = { bold: true };
  for (const item of itemsOf(sheet.content, sheet.profile)) {
    const kept = sheet.answers[item.code];
    const given = [wordOf(kept?.answer), plainCell(kept?.reason ?? ''), kept?.supported ? '有' : ''];
    const question = `${item.key ? '★' : ''}${item.question.zh}`;
    page.addRow([
      item.code,
      plainCell(question),
      ...given,
      plainCell(item.help.zh),
      plainCell(item.evidence.zh),
      kept?.v ?? 0,
    ]);
  }
  await dress(page);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function dress(page: Worksheet): Promise<void> {
  widths.forEach((width, index) => {
    page.getColumn(index + 1).width = width;
  });
  page.getColumn(versionColumn).hidden = true;
  for (let row = firstRow; row <= page.rowCount; row += 1) {
    page.getRow(row).alignment = { wrapText: true, vertical: 'top' };
    for (const column of [answerColumn, reasonColumn, supportedColumn]) {
      const cell = page.getCell(row, column);
      cell.protection = { locked: false };
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFBE6' } };
      cell.border = { bottom: { style: 'hair' }, right: { style: 'hair' } };
    }
    page.getCell(row, answerColumn).dataValidation = {
      ...{ type: 'list', allowBlank: true, formulae: [`"${answerWords.join(',')}"`], showErrorMessage: true },
      ...{ errorTitle: '答案', error: `请选择：${answerWords.join('、')}` },
    };
    page.getCell(row, supportedColumn).dataValidation = { type: 'list', allowBlank: true, formulae: ['"有,无"'] };
  }
  // Without a password: it keeps a hand from slipping, and nobody is locked out.
  await page.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true });
}
