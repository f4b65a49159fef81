import { Refused } from '#domain/refused.ts';
import { limits } from './limits.ts';

export type Lines = { add: (line: string) => void; text: () => string };

/** Collects lines and refuses (`file_too_large`) as soon as they pass the limit, before more is unpacked. */
export function collectLines(name: string): Lines {
  const lines: string[] = [];
  let length = 0;
  return {
    add: (line) => {
      length += line.length + 1;
      if (length > limits.textChars) throw textTooLong(name);
      lines.push(line);
    },
    text: () => lines.join('\n').replace(/\s+$/, ''),
  };
}

export function textTooLong(name: string): Refused {
  return new Refused('file_too_large', { name, limit: `${limits.textChars.toLocaleString('en')} 字 (characters)` });
}

/** One table row as one line: `| 一 | 二 |  |`. A bar inside a cell would shift the columns, so it is widened. */
export function rowLine(cells: readonly string[]): string {
  return `| ${cells.map(cellText).join(' | ')} |`;
}

function cellText(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '｜');
}
