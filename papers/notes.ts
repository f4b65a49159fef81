import { articleWords } from './numbers.ts';
import { dayWords } from './template-inline.ts';

/** A law as it is printed: its name with version, the article, how sure we are. */
export type PrintedBasis = { readonly law: string; readonly article: string; readonly certainty: string };

const sure: Readonly<Record<string, string>> = {
  T: '',
  P: '（据公开转述，引用前请核对原文）',
  M: '（待核对）',
};

type Source = { readonly title: string; readonly version: number; readonly rulesOn: string };

/** The last lines of a paper: what it rests on, where a reader must look again, and what it is not. */
export function notesOf(basis: readonly PrintedBasis[], { title, version, rulesOn }: Source): string[] {
  const where = basis.map(({ law, article, certainty }) => `${law}${articleWords(article)}${sure[certainty] ?? ''}`);
  return [
    `依据：${where.join('；')}。`,
    `本文本由护秘范本“${title}”（第${version}版）生成，所引规则核对至${dayWords(rulesOn)}。施行或者签署前，请结合本单位实际核对。`,
  ];
}
