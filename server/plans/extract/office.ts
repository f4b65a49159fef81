import { Refused } from '#domain/refused.ts';
import { readDocx } from './docx.ts';
import { mainPart } from './package-parts.ts';
import { readXlsx } from './xlsx.ts';
import { openZip } from './zip.ts';

/**
 * Reads a zip file by what its package says it is. Throws `file_binary` for any other archive (.pptx, .ofd, a
 * folder of files), and what the readers of Word and Excel files throw.
 */
export function readOffice(bytes: Uint8Array, name: string): { text: string; format: 'docx' | 'xlsx' } {
  const zip = openZip(bytes, name);
  const paths = [...zip.entries.keys()];
  if (!paths.some((path) => /^(word|xl)\//.test(path))) throw new Refused('file_binary', { name });
  const main = mainPart(zip);
  if (/^word\/.*\.xml$/.test(main)) return { text: readDocx(zip), format: 'docx' };
  if (/^xl\/.*\.xml$/.test(main)) return { text: readXlsx(zip), format: 'xlsx' };
  throw new Refused('file_binary', { name });
}
