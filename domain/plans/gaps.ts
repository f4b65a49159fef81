/** A run of blanks between words. */
export const GAP = /(?<=\S) {2,}(?=\S)/;

/** Columns made of runs of blanks, as programs that print text leave them: at least three words wide apart. */
export function gaps(norm: string): number {
  return norm.length > 300 || !norm.includes('  ') ? 0 : norm.trim().split(GAP).length - 1;
}
