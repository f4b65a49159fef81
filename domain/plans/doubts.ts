import { findDates } from './dates.ts';
import type { Outline } from './outline.ts';
import type { Fact, Note, Phase } from './schema.ts';
import { cut, normOf, sourceOf } from './text.ts';

type Doubt = Omit<Note, 'id'>;

/** Days that no calendar has, wherever they stand. */
export function impossibleDays(outline: Outline): Doubt[] {
  return outline.blocks.flatMap(({ span }) => {
    const norm = normOf(span);
    if (!/(?:2月|二月|[469]月|[四六九]月|11月|十一月|1[3-9]月)/.test(norm)) return [];
    return findDates(norm, 2000)
      .filter((when) => when.impossible)
      .map((when): Doubt => {
        const at = cut(span, when.start, when.end);
        return { level: 'unsure', message: `“${normOf(at)}”不是实际存在的日期，请核对。`, source: sourceOf(at) };
      });
  });
}

/** Phases that the stated period does not hold. */
export function outsidePeriod(phases: readonly Phase[], from: Fact<string>, to: Fact<string>): Doubt[] {
  return phases.flatMap((phase): Doubt[] => {
    const early = phase.from !== null && from.value !== null && phase.from < from.value;
    const late = phase.to !== null && to.value !== null && phase.to > to.value;
    if (!early && !late) return [];
    const message = `“${phase.title}”的时间（${stretch(phase.from, phase.to)}）超出方案的起止时间（${stretch(from.value, to.value)}），请核对。`;
    return [{ level: 'conflict', message, source: phase.source }];
  });
}

/** "2024-03-01 至 2024-06-30"; an end that is unknown is said to be so. */
export function stretch(from: string | null, to: string | null): string {
  return `${from ?? '起始未注明'} 至 ${to ?? '结束未注明'}`;
}
