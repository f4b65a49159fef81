/** A piece of text on a page: x and y of its base line in points from the top left, y downwards. */
export type Fragment = { text: string; x: number; y: number; width: number; size: number };

/** The drawn lines of a page, in points from the top left: a horizontal one lies `at` a y and spans x, and so on. */
export type Rules = { horizontal: Rule[]; vertical: Rule[] };

export type Rule = { at: number; from: number; to: number };

export type Page = { width: number; height: number; fragments: Fragment[]; rules: Rules };

export type Matrix = readonly [number, number, number, number, number, number];

/** The matrix that applies `second` first and then `first`, as PDF writes them (ISO 32000-1, 8.3.3). */
export function multiply(first: readonly number[], second: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = first;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = second;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
