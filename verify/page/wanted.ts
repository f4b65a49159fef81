import type { Result } from '../verify-all.ts';
import { type Detail, fill, type Words } from '../words.ts';
import { element, icon } from './element.ts';
import { type Language, texts } from './texts.ts';

/** Which proof a printed certificate asks for: the name of the register and the number of the entry. */
export type Wanted = { readonly origin: string; readonly index: number };

const mostLetters = 300;

/** Out of `#<register>/<number>`, where the code on a certificate leads; null for anything else. */
export function readWanted(hash: string): Wanted | null {
  const [, origin, digits] = /^#(.+)\/(\d{1,15})$/.exec(decoded(hash.slice(0, mostLetters * 3))) ?? [];
  if (origin === undefined || digits === undefined || origin.length > mostLetters) return null;
  return { origin, index: Number(digits) };
}

/** A broken escape is no reason to show no page. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/**
 * The line that says which proof is wanted; once one was checked, whether it is that one. A proof that fails proves no
 * number, so it answers nothing here. Text of the address goes in as text.
 */
export function showWanted(wanted: Wanted, results: readonly Result[], language: Language): HTMLElement {
  const say = (words: Words, detail: Detail = {}): string => fill(words, detail)[language];
  const found = results.flatMap(({ verdict: { outcome, facts } }) => (facts && outcome !== 'fails' ? [facts] : []));
  const isFound = found.some(({ origin, index }) => origin === wanted.origin && index === wanted.index);
  const [other] = found;
  const [look, text] =
    other === undefined
      ? (['open', say(texts.wanted, wanted)] as const)
      : isFound
        ? (['holds', say(texts.wantedFound, wanted)] as const)
        : (['fails', say(texts.wantedOther, { ...wanted, other: other.origin, number: other.index })] as const);
  return element(
    'p',
    { class: `wanted ${look}`, role: look === 'fails' ? 'alert' : undefined },
    icon(look === 'open' ? 'file' : look === 'fails' ? 'holds_with_limits' : 'holds'),
    element('span', {}, text),
  );
}
