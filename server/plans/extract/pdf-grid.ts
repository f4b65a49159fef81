import type { Fragment, Rule, Rules } from './pdf-geometry.ts';
import { fragmentsToLines, joinText, lineText } from './pdf-lines.ts';

/** A table drawn with lines: where it stands on the page and its rows of cells. */
export type Grid = { top: number; bottom: number; rows: string[][] };

/** Finds the ruled tables of a page and takes their text out of `fragments`; what is left is returned beside them. */
export function takeGrids(fragments: readonly Fragment[], rules: Rules): { grids: Grid[]; rest: Fragment[] } {
  const frames = findFrames(rules);
  const inside = frames.map((): Fragment[] => []);
  const rest: Fragment[] = [];
  for (const fragment of fragments) {
    const at = frames.findIndex((frame) => contains(frame, fragment));
    (inside[at] ?? rest).push(fragment);
  }
  const grids = frames.map((frame, i) => fillFrame(frame, inside[i] ?? []));
  // A box around a paragraph or a line under a heading is not a table: its text goes back.
  const real = grids.map((grid) => grid.rows.length > 0 && (grid.rows[0]?.length ?? 0) > 1);
  return {
    grids: grids.filter((_, i) => real[i]),
    rest: [...rest, ...inside.flatMap((some, i) => (real[i] ? [] : some))],
  };
}

const NEAR = 2.5;

type Frame = { left: number; right: number; top: number; bottom: number; horizontal: Rule[]; vertical: Rule[] };

/** Horizontal lines that vertical ones tie together make one frame. */
function findFrames(rules: Rules): Frame[] {
  const frames: Frame[] = [];
  for (const rule of [...rules.vertical].sort((a, b) => a.from - b.from)) {
    const crossed = rules.horizontal.filter(
      (each) =>
        each.at >= rule.from - NEAR &&
        each.at <= rule.to + NEAR &&
        each.from <= rule.at + NEAR &&
        each.to >= rule.at - NEAR,
    );
    if (crossed.length === 0) continue;
    const touching = frames.filter((frame) => frame.top <= rule.to + NEAR && frame.bottom >= rule.from - NEAR);
    const merged: Frame = {
      left: Math.min(rule.at, ...touching.map((frame) => frame.left)),
      right: Math.max(rule.at, ...touching.map((frame) => frame.right)),
      top: Math.min(rule.from, ...touching.map((frame) => frame.top)),
      bottom: Math.max(rule.to, ...touching.map((frame) => frame.bottom)),
      horizontal: [...new Set([...crossed, ...touching.flatMap((frame) => frame.horizontal)])],
      vertical: [rule, ...touching.flatMap((frame) => frame.vertical)],
    };
    for (const frame of touching) frames.splice(frames.indexOf(frame), 1);
    frames.push(merged);
  }
  return frames.sort((a, b) => a.top - b.top);
}

function contains(frame: Frame, { x, y, size, width }: Fragment): boolean {
  const [middle, height] = [x + width / 2, y - size * 0.35];
  return middle > frame.left && middle < frame.right && height > frame.top && height < frame.bottom;
}

/**
 * A piece of text belongs to the cell whose borders are the nearest drawn lines to its left and above; a merged
 * cell so has its text in its first row and column, and the others it covers stay empty.
 */
function fillFrame(frame: Frame, fragments: readonly Fragment[]): Grid {
  const lefts = distinct(frame.vertical.map((rule) => rule.at)).slice(0, -1);
  const tops = distinct(frame.horizontal.map((rule) => rule.at)).slice(0, -1);
  const cells = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    const [x, y] = [fragment.x + fragment.width / 2, fragment.y - fragment.size * 0.35];
    const left = nearestBefore(frame.vertical, x, y);
    const top = nearestBefore(frame.horizontal, y, x);
    const key = `${indexOf(tops, top)}/${indexOf(lefts, left)}`;
    cells.set(key, [...(cells.get(key) ?? []), fragment]);
  }
  const rows = tops.map((_, row) => lefts.map((_, column) => cellText(cells.get(`${row}/${column}`) ?? [])));
  return { top: frame.top, bottom: frame.bottom, rows: rows.filter((row) => row.some((cell) => cell !== '')) };
}

function cellText(fragments: readonly Fragment[]): string {
  return fragmentsToLines(fragments).map(lineText).reduce(joinText, '');
}

function nearestBefore(rules: readonly Rule[], at: number, across: number): number {
  const before = rules.filter((rule) => rule.at <= at && rule.from - NEAR <= across && rule.to + NEAR >= across);
  return before.reduce((nearest, rule) => Math.max(nearest, rule.at), -Infinity);
}

function indexOf(places: readonly number[], place: number): number {
  return Math.max(
    0,
    places.findLastIndex((each) => each <= place + NEAR),
  );
}

/** Lines drawn twice or as pieces of one border lie within a hair of each other. */
function distinct(values: readonly number[]): number[] {
  const places: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    if (value - (places.at(-1) ?? -Infinity) > NEAR) places.push(value);
  }
  return places;
}
