import { Refused } from '#domain/refused.ts';
import { readBlocks } from './docx-blocks.ts';
import { countParagraphs, readNumbering } from './docx-numbering.ts';
import { readStyles } from './docx-styles.ts';
import { collectLines } from './lines.ts';
import { mainPart, readRelations } from './package-parts.ts';
import type { Node } from './xml.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/**
 * The text of a Word document as a reader sees it on paper: one line per paragraph with its automatic number, one
 * line per table row, footnotes at the end; headers, footers, comments, hidden and deleted text left out.
 * Throws `file_damaged`, `file_bomb`, `file_too_large`, `file_scanned` (pictures only), `file_empty`.
 */
export function readDocx(zip: Zip): string {
  const main = mainPart(zip);
  const parts = new Map(readRelations(zip, main).map((relation) => [relation.kind, relation.target]));
  const styles = readStyles(zip, parts.get('styles'));
  const lines = collectLines(zip.name);
  const blocks = readBlocks(styles, countParagraphs(readNumbering(zip, parts.get('numbering')), styles), lines.add);
  readXml(zip, main, { root: 'body', keep: KEEP, drop: DROP, each: blocks.add });
  blocks.end();
  for (const kind of ['footnotes', 'endnotes']) readNotes(zip, parts.get(kind), kind, blocks.textOf, lines.add);
  if (lines.text().trim() === '')
    throw new Refused(hasPictures(zip) ? 'file_scanned' : 'file_empty', { name: zip.name });
  return lines.text();
}

const KEEP = new Set(
  'p pPr numPr numId ilvl pStyle rPr rStyle vanish del r t tab br cr noBreakHyphen ptab tbl trPr tr tc tcPr gridSpan vMerge hMerge gridBefore gridAfter txbxContent footnote endnote'.split(
    ' ',
  ),
);

/** Fallback repeats its Choice; moved text is read where it went; field codes and pinyin are not the text. */
const DROP = new Set(
  'Fallback moveFrom delText instrText delInstrText sectPr pPrChange rPrChange tblPr tblGrid tblPrEx tblPrChange trPrChange tcPrChange numberingChange rt tabs sdtPr'.split(
    ' ',
  ),
);

/** Separators and continuation notices carry a type; real notes do not. */
function readNotes(
  zip: Zip,
  path: string | undefined,
  root: string,
  textOf: (note: Node) => string,
  add: (line: string) => void,
): void {
  let number = 0;
  if (!path) return;
  readXml(zip, path, {
    root,
    keep: KEEP,
    drop: DROP,
    each: (note) => {
      if (!['normal', undefined].includes(note.attributes.type)) return;
      number++;
      add(`[${number}] ${textOf(note)}`);
    },
  });
}

function hasPictures(zip: Zip): boolean {
  return [...zip.entries.keys()].some((path) => path.includes('/media/'));
}
