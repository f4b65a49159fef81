import { addMonths } from '../clock.ts';
import { Refused } from '../refused.ts';

export const levels = ['core', 'important', 'ordinary'] as const;

export type Level = (typeof levels)[number];

export const periods = ['day', 'condition', 'long'] as const;

export type Period = (typeof periods)[number];

/** How the three levels are called by a firm; 商密 is printed beside them. */
export type LevelWords = Readonly<Record<Level, string>>;

export const usualWords: LevelWords = { core: '核心', important: '重要', ordinary: '一般' };

/** The same on an English page, which says a firm's own words as they are. */
export const englishWords: LevelWords = { core: 'core', important: 'important', ordinary: 'ordinary' };

/** The levels of state secrets (保守国家秘密法 art. 14): a trade secret that bore one would be taken for something else. */
const stateSecretWords = ['绝密', '机密', '秘密'];

/**
 * Words for the three levels: one to eight characters, each another. Refuses `level_words_same`, and with
 * `level_words_state` a word of state secrets (domain facts 0.7).
 */
export function checkLevelWords(words: LevelWords): LevelWords {
  const clean = { core: words.core.trim(), important: words.important.trim(), ordinary: words.ordinary.trim() };
  for (const level of levels) {
    const word = clean[level];
    if (word === '' || [...word].length > 8) throw new Refused('invalid', { field: level, rule: '1 to 8 characters' });
    if (stateSecretWords.includes(word.normalize('NFKC').replaceAll(/\s/gu, '')))
      throw new Refused('level_words_state', { field: level, name: word });
  }
  if (new Set(Object.values(clean)).size < 3) throw new Refused('level_words_same', { field: 'core' });
  return clean;
}

type Term = { readonly period: string; readonly period_to?: string | null | undefined };

/** A period that ends on a day names it, and it is to come; the others name none (2010 rules art. 14). Refuses `period_wrong`. */
export function checkPeriod({ period, period_to = null }: Term, today: string): void {
  const fits = period === 'day' ? period_to !== null && period_to > today : period_to === null;
  if (!fits) throw new Refused('period_wrong', { field: 'period_to' });
}

/** A matter that is a state secret must not come here at all (2010 rules art. 11). Refuses `state_secret`. */
export function checkNotStateSecret(declared: boolean): void {
  if (!declared) throw new Refused('state_secret', { field: 'not_state_secret' });
}

/** Acts that one proposes and another decides (domain facts 8.2); what leaves the firm, only of the core level. */
export const needsSecond = (kind: string, level: string | null): boolean =>
  ['classify', 'change', 'declassify', 'destroy'].includes(kind) || (kind === 'disclose' && level === 'core');

/** Proposer and approver are two people (domain facts 8.1). Refuses `same_person`. */
export function checkTwo(asked: string, decides: string): void {
  if (asked === decides) throw new Refused('same_person');
}

/** Destruction before two witnesses who are two people, neither of them the one who asks. Refuses `two_witnesses`. */
export function checkWitnesses(witnesses: readonly string[], asks: string): void {
  if (new Set(witnesses).size !== 2 || witnesses.includes(asks)) throw new Refused('two_witnesses');
}

/** The rule rows of months between reviews. */
export const reviewRules: Readonly<Record<Level, string>> = {
  core: 'secret_review_core',
  important: 'secret_review_important',
  ordinary: 'secret_review_ordinary',
};

/** When it is looked at again: after the months of its level, and not later than its period ends. */
export function nextReview(today: string, { months, period_to }: { months: number; period_to: string | null }): string {
  const usual = addMonths(today, months);
  return period_to !== null && period_to < usual ? period_to : usual;
}

/** A secret is called by its number alone, in titles of duties and in the record of acts. */
export const secretNo = (number: number): string => `第${number}号秘密`;

/** Most bytes of a sealed record or form. */
export const mostSealedBytes = 256 * 1024;

/** Long texts belong into a file. Refuses `sealed_too_large`, on both sides: before it is sent, and when it comes. */
export function checkSealedSize(bytes: number): void {
  const limit = mostSealedBytes / 1024;
  if (bytes > mostSealedBytes) throw new Refused('sealed_too_large', { size: Math.ceil(bytes / 1024), limit });
}

/** A copy that is out is due back today or later. */
export function checkDueBack(due: string | null, today: string): void {
  if (due !== null && due < today) throw new Refused('invalid', { field: 'due_back_on', rule: 'not before today' });
}

/** Most parts of a sealed file: together just below the 4 GiB that a plain zip member may have. */
export const mostParts = 1_000;
export const partBytes = 4 * 1024 * 1024;

/** How many parts a sealed file of so many bytes has. Refuses `file_too_large`. */
export function partsOf(size: number): number {
  const parts = Math.ceil(size / partBytes);
  if (parts > mostParts) throw new Refused('file_too_large', { limit: '3.9 GB' });
  return Math.max(parts, 1);
}

/** Bytes that part `number` (from 1) of a file has. */
export const sizeOfPart = (size: number, number: number): number =>
  Math.min(partBytes, size - (number - 1) * partBytes);
