import { Refused } from '#domain/refused.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export type Relation = { id: string; kind: string; target: string };

/**
 * The relations of a part of an Office package (`''` for the package itself), targets as paths in the archive.
 * `kind` is the last word of the relation type: officeDocument, styles, worksheet (ECMA-376 part 2, 6.5).
 */
export function readRelations(zip: Zip, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const relations: Relation[] = [];
  readXml(zip, `${folder}_rels/${part.slice(folder.length)}.rels`, {
    root: 'Relationships',
    keep: new Set(['Relationship']),
    drop: new Set(),
    each: ({ attributes: { Id = '', Type = '', Target = '', TargetMode } }) => {
      if (TargetMode === 'External') return;
      relations.push({ id: Id, kind: Type.slice(Type.lastIndexOf('/') + 1), target: resolvePath(folder, Target) });
    },
  });
  return relations;
}

/** The main part: word/document.xml, xl/workbook.xml or what the package says. Throws `file_damaged` without one. */
export function mainPart(zip: Zip): string {
  const target = readRelations(zip, '').find((relation) => relation.kind === 'officeDocument')?.target;
  const found = [target, 'word/document.xml', 'xl/workbook.xml'].find((path) => path && zip.entries.has(path));
  if (!found) throw new Refused('file_damaged', { name: zip.name });
  return found;
}

function resolvePath(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
