import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { extractText } from './extract-text.ts';

async function linesOf(fill: (book: ExcelJS.Workbook) => void): Promise<string[]> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return (await extractText(new Uint8Array(await book.xlsx.writeBuffer()), 'plan.xlsx')).text.split('\n');
}

test('each sheet is its name and its rows, equally wide, with dates, percentages and rich text', async () => {
  const lines = await linesOf((book) => {
    const sheet = book.addWorksheet('任务分工表');
    sheet.getCell('B2').value = '序号';
    sheet.getCell('C2').value = { richText: [{ text: '重点' }, { text: '任务' }] };
    sheet.getCell('D2').value = '时限';
    sheet.getCell('E2').value = '比例';
    sheet.getCell('B4').value = 1;
    sheet.getCell('C4').value = '建\n联络站|点';
    sheet.getCell('D4').value = new Date(Date.UTC(2023, 5, 30));
    sheet.getCell('D4').numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell('E4').value = 1;
    sheet.getCell('E4').numFmt = '0%';
    sheet.getCell('B5').value = { formula: 'B4+1', result: 2 };
    sheet.getCell('E5').value = 0.1 + 0.2;
    book.addWorksheet('空表');
    book.addWorksheet('选项', { state: 'hidden' }).getCell('A1').value = '下拉';
    book.addWorksheet('目标').getCell('A1').value = true;
  });
  expect(lines).toEqual([
    '任务分工表',
    '| 序号 | 重点任务 | 时限 | 比例 |',
    '| 1 | 建 联络站｜点 | 2023-06-30 | 100% |',
    '| 2 |  |  | 0.3 |',
    '目标',
    '| TRUE |',
  ]);
});

test('a merged area gives its value once', async () => {
  const lines = await linesOf((book) => {
    const sheet = book.addWorksheet('表');
    sheet.addRows([['任务清单'], ['措施', '任务'], ['制度', '甲'], [null, '乙']]);
    sheet.mergeCells('A1:B1');
    sheet.mergeCells('A3:A4');
  });
  expect(lines).toEqual(['表', '| 任务清单 |  |', '| 措施 | 任务 |', '| 制度 | 甲 |', '|  | 乙 |']);
});

test('reads ten thousand tasks', async () => {
  const lines = await linesOf((book) => {
    const sheet = book.addWorksheet('任务');
    for (let i = 1; i <= 10_000; i++) sheet.addRow([i, `任务${i}`, '市市场监管局', '2023年底前']);
  });
  expect(lines).toHaveLength(10_001);
  expect(lines.at(-1)).toBe('| 10000 | 任务10000 | 市市场监管局 | 2023年底前 |');
});

test('refuses a workbook without values', async () => {
  await expect(linesOf((book) => book.addWorksheet('空'))).rejects.toMatchObject({ reason: 'file_empty' });
});
