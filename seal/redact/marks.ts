/** What takes the place of a removed passage. Its length says nothing of what was there. */
export const removed = '【已删略】';

/** A passage of one block of text: characters from `from` up to `to`, in UTF-16 units as browsers select. */
export type Mark = { readonly block: number; readonly from: number; readonly to: number };

/**
 * Every place of a word or sentence; overlapping ones once. Case, full or half width, and signs that do not show make no
 * difference, nor do spaces unless the words are Latin letters alone.
 */
export function marksOf(blocks: readonly string[], term: string): Mark[] {
  const spaced = isSpaced(term);
  const wanted = fold(term.trim(), spaced).text;
  if (wanted === '') return [];
  return blocks.flatMap((text, block) => {
    const found: Mark[] = [];
    const { text: small, places } = fold(text, spaced);
    for (let at = small.indexOf(wanted); at >= 0; at = small.indexOf(wanted, at + wanted.length))
      found.push({ block, from: places[at] ?? 0, to: (places[at + wanted.length - 1] ?? 0) + 1 });
    return found;
  });
}

/** Do spaces matter in this term? */
export const isSpaced = (term: string): boolean => /^[\p{Script=Latin}\s]+$/u.test(term.trim());

/** A text as it is compared, and where each of its signs stood. Signs of two units are kept as they are. */
export function fold(text: string, spaced: boolean): { text: string; places: number[] } {
  let out = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (/[\u00ad\u200b-\u200f\u2060\ufeff]/.test(sign)) continue;
    if (/\s/.test(sign)) {
      if (!spaced || out.endsWith(' ')) continue;
      out += ' ';
      places.push(at);
      continue;
    }
    const plain = /[\ud800-\udfff]/.test(sign) ? sign : hyphen(sign.normalize('NFKC').toLowerCase());
    out += plain;
    for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
  }
  return { text: out, places };
}

const hyphen = (sign: string): string => (/^[\u2010-\u2015\u2212]$/.test(sign) ? '-' : sign);

/** Marks by their block, so that a long text with many of them is gone through once. */
export function groupMarks(marks: readonly Mark[]): (block: number) => readonly Mark[] {
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) {
    const own = groups.get(mark.block);
    if (own) own.push(mark);
    else groups.set(mark.block, [mark]);
  }
  return (block) => groups.get(block) ?? [];
}

/** Passages of one block, in order, those that touch or overlap made one, clipped to its length. */
export function mergeMarks(marks: readonly Mark[], block: number, length: number): { from: number; to: number }[] {
  const own = marks
    .filter((mark) => mark.block === block && mark.to > mark.from)
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(length, to) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const mark of own) {
    const last = merged.at(-1);
    if (last && mark.from <= last.to) last.to = Math.max(last.to, mark.to);
    else merged.push({ ...mark });
  }
  return merged;
}

/** The text without its marked passages. */
export function cutText(text: string, passages: readonly { from: number; to: number }[]): string {
  let out = '';
  let at = 0;
  for (const { from, to } of passages) {
    out += text.slice(at, from) + removed;
    at = to;
  }
  return out + text.slice(at);
}
