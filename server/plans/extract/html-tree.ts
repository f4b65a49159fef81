import { Parser } from 'htmlparser2';
import { Refused } from '#domain/refused.ts';
import { limits } from './limits.ts';

export type Element = { tag: string; attributes: Readonly<Record<string, string>>; children: (Element | string)[] };

/**
 * The visible part of a web page as a tree of at most `limits.htmlDepth` levels.
 * Throws `file_damaged` for a page that opens element in element without end, `file_too_large` for too many.
 */
export function parseHtml(html: string, name: string): { root: Element; title: string } {
  const root: Element = { tag: 'html', attributes: {}, children: [] };
  const stack: { element: Element; shown: boolean }[] = [{ element: root, shown: true }];
  let depth = 0;
  let count = 0;
  let title = '';
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        depth++;
        if (depth > limits.htmlOpenElements) throw new Refused('file_damaged', { name });
        if (++count > limits.htmlElements) throw tooLarge(name);
        if (depth > limits.htmlDepth) return;
        const top = stack.at(-1) ?? { element: root, shown: true };
        const element: Element = { tag, attributes, children: [] };
        const shown = top.shown && !isHidden(tag, attributes);
        if (shown) top.element.children.push(element);
        stack.push({ element, shown });
      },
      onclosetag: () => {
        if (depth <= limits.htmlDepth) stack.pop();
        depth--;
      },
      ontext: (text) => {
        const top = stack.at(-1);
        if (top?.element.tag === 'title') title += text;
        else if (top?.shown) top.element.children.push(text);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  return { root, title: title.replace(/\s+/g, ' ').trim() };
}

const HIDDEN = new Set(
  'title script style noscript template svg math iframe object canvas audio video nav button select textarea input'.split(
    ' ',
  ),
);

function tooLarge(name: string): Refused {
  return new Refused('file_too_large', {
    name,
    limit: `${limits.htmlElements.toLocaleString('en')} 个网页元素 (elements)`,
  });
}

function isHidden(tag: string, attributes: Readonly<Record<string, string>>): boolean {
  if (HIDDEN.has(tag) || attributes.hidden !== undefined || attributes['aria-hidden'] === 'true') return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '');
}
