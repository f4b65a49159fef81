import { DOCUMENT_NO, numberText, ORDER_NO } from './organs.ts';
import type { Outline } from './outline.ts';
import { ATTACHMENT_RANK, type Block } from './part.ts';
import type { Basis } from './schema.ts';
import type { Section } from './sections.ts';
import { sentences } from './sentences.ts';
import { cut, normOf, quote, type Span, sourceOf } from './text.ts';

const GROUNDS =
  /依据|根据|按照|依照|遵照|贯彻|落实|结合|对接|衔接|参照|遵循|依托|为(?:落实|对接|实施|全面|深入|认真|切实|进一步)|精神|要求|部署/;

/**
 * The documents and laws that the plan says it rests on: those of the preamble and of sections about basis, guiding
 * thought or background, with the number that follows in brackets.
 */
export function readBasis(outline: Outline, sections: readonly Section[], title: string | null): Basis[] {
  const own = (title ?? '').replace(/\s/g, '');
  const spans = [
    ...preamble(outline.head),
    ...preamble(
      outline.parts
        .filter((part) => part.rank === ATTACHMENT_RANK && part.parts.length > 0)
        .flatMap((part) => part.blocks),
    ).filter((span) => /制定|制订|编制|决定|提出|根据|依据|贯彻|落实|按照/.test(normOf(span))),
    ...sections.flatMap(({ kind, part, attached }) =>
      attached || !['basis', 'principles', 'goals'].includes(kind) ? [] : part.blocks.flatMap(textSpan),
    ),
    ...sections.flatMap(({ kind, part, attached }) =>
      attached || !['basis', 'goals', 'principles'].includes(kind)
        ? []
        : part.parts
            .filter(
              (child) =>
                kind === 'basis' ||
                /指导思想|依据|背景|思路|目的/.test(normOf(child.title)) ||
                child.blocks.some(({ span }) => /制定|制订|编制/.test(normOf(span))),
            )
            .flatMap((child) => child.blocks.flatMap(textSpan)),
    ),
  ];
  const list: Basis[] = [];
  const seen = new Set<string>();
  for (const span of spans)
    for (const sentence of sentences(span))
      for (const basis of inSentence(sentence)) {
        const key = basis.title.replace(/\s/g, '');
        if (seen.has(key) || key === own || (own !== '' && own.endsWith(key) && key.length > 8)) continue;
        seen.add(key);
        list.push({ ...basis, id: `b${list.length + 1}` });
      }
  return list;
}

function textSpan(block: Block): Span[] {
  return block.kind === 'text' ? [block.span] : [];
}

function preamble(head: readonly Block[]): Span[] {
  return head.flatMap(textSpan).filter((span) => /[。，：]/.test(normOf(span)));
}

function inSentence(sentence: Span): Basis[] {
  const norm = normOf(sentence);
  if (/^[^《]{0,14}(?:现将|已经|现把)《|印发给你们/.test(norm)) return [];
  const first = norm.indexOf('《');
  if (first === -1) return numberOnly(sentence, norm);
  if (!GROUNDS.test(norm.slice(0, first)) && !/(?:规定|要求|精神|部署|(?:制定|制订|编制)本)/.test(norm)) return [];
  const list: Basis[] = [];
  for (let from = first; from !== -1; ) {
    const close = closing(norm, from);
    if (close === -1) break;
    const before = norm.slice(Math.max(0, from - 12), from);
    if (
      !/(?:以下简称|简称|（以下)[^）]*$/.test(before) &&
      !/(?:印发|制定|起草|形成|编制|出台)(?:了|本|出)?$/.test(before)
    ) {
      const number = numberAfter(sentence, norm, close + 1);
      const name = cut(sentence, from + 1, close);
      list.push({
        id: '',
        title: quote(name),
        document_no: number === null ? null : numberText(quote(number)),
        source: sourceOf({ ...name, start: name.start - 1, end: number?.end ?? name.end + 1 }),
        certainty: 'sure',
      });
    }
    from = norm.indexOf('《', close + 1);
  }
  return list;
}

function closing(norm: string, open: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(norm.length, open + 300); i++) {
    if (norm[i] === '《') depth++;
    if (norm[i] === '》' && --depth === 0) return i;
  }
  return -1;
}

/** （国市监竞争发〔2022〕26号） directly after the title, also behind a short form of it. */
function numberAfter(sentence: Span, norm: string, at: number): Span | null {
  const rest = norm.slice(at, at + 80);
  const next = rest.indexOf('《');
  const own = next === -1 ? rest : rest.slice(0, next);
  const found = DOCUMENT_NO.exec(own) ?? ORDER_NO.exec(own);
  if (found === null || !/^(?:的?通知)?(?:精神)?（[^）]{0,40}$/.test(rest.slice(0, found.index))) return null;
  return cut(sentence, at + found.index, at + found.index + found[0].length);
}

/** "根据鄂营商办发〔2023〕4号文件精神": a document known by its number only. */
function numberOnly(sentence: Span, norm: string): Basis[] {
  const found = DOCUMENT_NO.exec(norm);
  if (found === null || !/文件|要求|精神|部署/.test(norm.slice(found.index))) return [];
  const clean = found[0].replace(/^.*(?:根据|按照|依据|落实|贯彻|结合|和|与|及)/, '');
  const start = found.index + found[0].length - clean.length;
  if (!GROUNDS.test(norm.slice(0, start))) return [];
  const span = cut(sentence, start, start + clean.length);
  return [
    { id: '', title: quote(span), document_no: numberText(quote(span)), source: sourceOf(span), certainty: 'likely' },
  ];
}
