/** What takes the place of a removed passage. Its length says nothing of what was there. */
export const removed = '【已删略】';

/** A passage of one block of text: characters from `from` up to `to`, in UTF-16 units as browsers select. */
export type Mark = { readonly block: number; readonly from: number; readonly to: number };

/** Every place of a word or sentence, in any case of Latin letters; overlapping ones once. */
export function marksOf(blocks: readonly string[], term: string): Mark[] {
  const wanted = term.trim().toLowerCase();
  if (wanted === '') return [];
  return blocks.flatMap((text, block) => {
    const found: Mark[] = [];
    const small = lower(text);
    for (let at = small.indexOf(wanted); at >= 0; at = small.indexOf(wanted, at + wanted.length))
      found.push({ block, from: at, to: at + wanted.length });
    return found;
  });
}

/** Small letters one by one, so that places stay: some letters become two when small. */
const lower = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => {
    const small = text.charAt(at).toLowerCase();
    return small.length === 1 ? small : text.charAt(at);
  }).join('');

/** Passages of one block, in order, those that touch or overlap made one, clipped to its length. */
export function mergeMarks(marks: readonly Mark[], block: number, length: number): { from: number; to: number }[] {
  const own = marks
    .filter((mark) => mark.block === block && mark.to > mark.from)
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(length, to) }))
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
