import { readBasis } from './basis.ts';
import { readCouncil } from './councils.ts';
import { impossibleDays, outsidePeriod } from './doubts.ts';
import { readHead } from './head.ts';
import { readMeasures } from './measures.ts';
import { readOutline } from './outline.ts';
import { readPeriod } from './period.ts';
import { readPhases } from './phases.ts';
import { readAllTargets } from './places.ts';
import { readReports, reportNotes } from './reporting.ts';
import type { Draft, Note } from './schema.ts';
import { readSections } from './sections.ts';

/**
 * Reads a Chinese work plan. The text is the whole extracted text of the document; every source in the draft counts
 * UTF-16 units of exactly that text. Never throws, invents nothing: what the text does not say stays null or empty.
 * Basis: clauses C01-C05 and C10.
 */
export function readPlan(text: string): Draft {
  const outline = readOutline(text);
  const sections = readSections(outline);
  const head = readHead(outline);
  const issued = ownYear(yearIn(head.issued_on.value) ?? yearIn(head.document_no.value), head.title.value);
  const phases = readPhases(sections, issued ?? yearIn(head.title.value));
  const period = readPeriod(outline, sections, phases.phases, head.title, head.issued_on);
  const year = issued ?? yearIn(head.title.value) ?? yearIn(period.from.value);
  const { measures, notes: placed } = readMeasures(outline, sections, phases, year, head.title.value);
  const council = readCouncil(outline, sections);
  const notes = [
    ...emptyNotes(text, phases.phases.length),
    ...impossibleDays(outline),
    ...phases.notes,
    ...period.notes,
    ...outsidePeriod(phases.phases, period.from, period.to),
    ...council.notes,
    ...reportNotes(outline),
    ...placed,
  ];
  return {
    ...head,
    period_from: period.from,
    period_to: period.to,
    basis: readBasis(outline, sections, head.title.value),
    phases: phases.phases,
    targets: readAllTargets(outline, sections, phases, { year, end: period.to.value, measures }),
    measures,
    council: council.council,
    reports: readReports(outline),
    notes: notes.map((note, index) => ({ ...note, id: `n${index + 1}` })),
  };
}

/** A plan for one year may be issued in the year before: then 年内 is the year in its title. */
function ownYear(issued: number | null, title: string | null): number | null {
  const named = [...new Set((title ?? '').match(/20\d{2}/g) ?? [])];
  const only = named.length === 1 && /20\d{2}年/.test(title ?? '') ? Number(named[0]) : null;
  return issued !== null && only === issued + 1 ? only : issued;
}

function yearIn(text: string | null): number | null {
  const found = /(?:19|20)\d{2}/.exec(text ?? '');
  return found === null ? null : Number(found[0]);
}

function emptyNotes(text: string, phases: number): Omit<Note, 'id'>[] {
  if (text.trim() === '')
    return [{ level: 'unsure', message: '文档中没有可读取的文字，请核对文件内容。', source: null }];
  return phases === 0 ? [{ level: 'unsure', message: '文中未见实施阶段的安排，如有请补充。', source: null }] : [];
}
