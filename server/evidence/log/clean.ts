import type pg from 'pg';
import { fullWidth, parseTilePath } from '#domain/evidence/tiles.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { outgrown } from './grow.ts';

/** Partial tiles that wider ones replaced, and when: readers that began before still find them for a while. */
export type Cleaning = {
  readonly waiting: { path: string; since: number }[];
  /** Sizes that a run which was killed may have written tiles for, without publishing them. */
  readonly tried: readonly number[];
};

const grace = 30_000;

/** What may be left over from a run that was killed: of the newest checkpoints, and of batches not published yet. */
export async function openCleaning(owner: pg.Pool, size: number): Promise<Cleaning> {
  const former = await owner.query('select size from checkpoints where size < $1 order by size desc limit 200', [size]);
  const pending = await owner.query('select from_index + size as size from evidence_batches');
  const cleaning: Cleaning = { waiting: [], tried: pending.rows.map((batch) => Number(batch.size)) };
  for (const before of former.rows) noteOutgrown(cleaning, before.size, size);
  return cleaning;
}

/** The published tree grew: its narrower partial tiles are to go. */
export function noteOutgrown(cleaning: Cleaning | undefined, before: number, after: number): void {
  if (cleaning === undefined) return;
  const known = new Set(cleaning.waiting.map(({ path }) => path));
  const sizes = [before, ...cleaning.tried.filter((size) => size > before && size < after)];
  for (const path of sizes.flatMap((size) => outgrown(size, after))) {
    if (!known.has(path)) cleaning.waiting.push({ path, since: performance.now() });
    known.add(path);
  }
}

/** Removes what nobody can still be reading. */
export async function clean(tiles: TileStore, cleaning: Cleaning | undefined): Promise<void> {
  if (cleaning === undefined) return;
  const young = cleaning.waiting.findIndex(({ since }) => performance.now() - since < grace);
  const due = cleaning.waiting.splice(0, young < 0 ? cleaning.waiting.length : young);
  const isFull = (path: string) => parseTilePath(path)?.width === fullWidth;
  await Promise.all(due.map(({ path }) => (isFull(path) ? tiles.removePartials(path) : tiles.remove(path))));
}
