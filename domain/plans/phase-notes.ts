import type { Note, Phase } from './schema.ts';
import { type Span, sourceOf } from './text.ts';

/** What is odd about one phase. `when`: where its dates stand. */
export function remarks(when: { bad: boolean; at: Span | null }, phase: Phase | undefined): Omit<Note, 'id'>[] {
  if (phase === undefined) return [];
  const source = when.at === null ? phase.source : sourceOf(when.at);
  if (phase.from !== null && phase.to !== null && phase.from > phase.to)
    return [
      {
        level: 'conflict',
        message: `“${phase.title}”的结束时间（${phase.to}）早于开始时间（${phase.from}），请核对。`,
        source,
      },
    ];
  if (!when.bad && phase.from === null && phase.to === null)
    return [{ level: 'unsure', message: `“${phase.title}”未写明起止时间，如有请补充。`, source }];
  return [];
}

/** Phases that begin before the one before them ends. */
export function overlaps(phases: readonly Phase[]): Omit<Note, 'id'>[] {
  const notes: Omit<Note, 'id'>[] = [];
  phases.slice(1).forEach((phase, index) => {
    const before = phases[index];
    if (
      before?.to == null ||
      phase.from === null ||
      phase.from > before.to ||
      before.from === null ||
      before.from > before.to ||
      touches(before.to, phase.from)
    )
      return;
    notes.push({
      level: 'conflict',
      message: `“${before.title}”与“${phase.title}”的时间有重叠，已按原文保留，请核对。`,
      source: phase.source,
    });
  });
  return notes;
}

/** "至5月中旬" and "5月中旬起": stages that share the ten days between them follow each other. */
function touches(to: string, from: string): boolean {
  if (to.slice(0, 7) !== from.slice(0, 7)) return false;
  const first = Number(from.slice(8));
  const last = Number(to.slice(8));
  return (first === 1 && last === 10) || (first === 11 && last === 20) || (first === 21 && last >= 28);
}
