import type { Answer } from '#domain/assessments/rules.ts';

/** First cell of the hidden row that says which assessment a sheet is of; then its id, the form's id and version. */
export const sheetMark = 'humi-sheet/1';

/** Columns of the sheet by their heads; `v` is hidden: the version of the answer that was there on downloading. */
export const heads = {
  code: '编号',
  question: '评估项',
  answer: '答案',
  reason: '不适用理由',
  supported: '有无佐证材料',
  help: '怎样算做到',
  evidence: '可提供的佐证',
  v: '版本',
} as const;

export const answerWords = ['是', '部分', '否', '不适用'] as const;

const words: Readonly<Record<string, Answer>> = {
  ...{ 是: 1, 部分: 0.5, 否: 0, 不适用: 'na' },
  // What people type in their own way, and the English sheet of a foreign colleague.
  ...{ 有: 1, 无: 0, 部分做到: 0.5, 部分是: 0.5, 不涉及: 'na', yes: 1, partly: 0.5, no: 0, 'n/a': 'na', na: 'na' },
  ...{ '1': 1, '0.5': 0.5, '0': 0, y: 1, n: 0, '√': 1, '×': 0 },
};

/** What a cell says: an answer, null for an empty one, undefined for what nobody can read. */
export const answerOf = (cell: string): Answer | null | undefined =>
  cell.trim() === '' ? null : words[cell.trim().normalize('NFKC').toLowerCase()];

export const wordOf = (answer: Answer | null | undefined): string =>
  answer === 1 ? '是' : answer === 0.5 ? '部分' : answer === 0 ? '否' : answer === 'na' ? '不适用' : '';

export const supportedOf = (cell: string): boolean => /^(有|是|1|y|yes|√)/i.test(cell.trim().normalize('NFKC'));
