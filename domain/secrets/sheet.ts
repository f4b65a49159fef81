import type { Level } from './rules.ts';

/**
 * The three elements of a trade secret as a check sheet: Anti-Unfair Competition Law art. 10 (2025) and Supreme People's
 * Court, Fa Shi [2020] 7, arts 3 to 7. Any of the five ways of being known speaks against secrecy (art. 4).
 */
export const knownWays = ['common_sense', 'seen_on_product', 'published', 'shown', 'other_channel'] as const;
export type KnownWay = (typeof knownWays)[number];

export type Sheet = {
  readonly known: readonly KnownWay[];
  /** Actual or potential commercial value because it is not known, results on the way too (art. 7). */
  readonly valuable: boolean;
  /** Classes of measures in force (art. 6). */
  readonly measures: number;
};

export type Elements = { readonly secrecy: boolean; readonly value: boolean; readonly measures: boolean };

/** Which of the three elements stand. Measures answer to value and circumstances (art. 5): one class is the least. */
export const elementsOf = ({ known, valuable, measures }: Sheet): Elements => ({
  secrecy: known.length === 0,
  value: valuable,
  measures: measures > 0,
});

/** One to four: what a leak would cost, and how easily another finds it by himself. */
export type Weight = 1 | 2 | 3 | 4;

/**
 * The level that damage and ease of discovery suggest: what hurts most and is hardest to find elsewhere is core. The
 * proposer may choose another one and says why.
 */
export function suggestLevel({ damage, ease }: { damage: Weight; ease: Weight }): Level {
  const score = damage * (5 - ease);
  if (score >= 12) return 'core';
  return score >= 6 ? 'important' : 'ordinary';
}
