import { cut, normOf, type Span, trim } from './text.ts';

const CLOSERS = '”’）〕》';

/** Sentences of a paragraph, each with its full stop; a bracket that follows the stop belongs to the sentence. */
export function sentences(span: Span): Span[] {
  const norm = normOf(span);
  const list: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < norm.length; i++) {
    const c = norm[i] ?? '';
    if ('（《〈'.includes(c)) depth++;
    else if ('）》〉'.includes(c)) depth = Math.max(0, depth - 1);
    if (!'。！？\n'.includes(c) || (depth > 0 && i - start < 400 && c !== '\n')) continue;
    let end = i + 1;
    while (CLOSERS.includes(norm[end] ?? ' ')) end++;
    if (norm[end] === '（') end = tailBracket(norm, end);
    list.push(trim(cut(span, start, end)));
    start = end;
    depth = 0;
    i = end - 1;
  }
  const rest = trim(cut(span, start));
  if (rest.end > rest.start) list.push(rest);
  return list.filter((each) => each.end > each.start);
}

/** Past "（责任单位：甲、乙）" that stands after the full stop; `from` when the bracket opens a new sentence. */
function tailBracket(norm: string, from: number): number {
  let depth = 0;
  for (let i = from; i < Math.min(norm.length, from + 300); i++) {
    if (norm[i] === '（') depth++;
    if (norm[i] !== '）' || --depth > 0) continue;
    const inside = norm.slice(from + 1, i);
    if (!/单位|部门|牵头|负责|配合|完成|时限|年|月|推进/.test(inside)) return from;
    const next = norm[i + 1] ?? '';
    if (next === '（') return tailBracket(norm, i + 1);
    return next === '。' || next === '；' ? i + 2 : i + 1;
  }
  return from;
}
