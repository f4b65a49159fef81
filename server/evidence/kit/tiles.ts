import { fullWidth, type Tile, tileAt, tilePath, tilesOfSize } from '#domain/evidence/tiles.ts';
import { Refused } from '#domain/refused.ts';
import { readTile } from '#server/evidence/log/tree.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import type { Member } from '#server/kernel/zip.ts';

export type TileSource = {
  readonly tiles: TileStore;
  /** Entries at the checkpoint of the kit. */
  readonly size: number;
  /** Which hash tiles the kit has so far: one number a tile. */
  readonly seen: Map<number, Set<number>>;
  /** Paths that could not be read, with the reason: the kit tells them and goes on. */
  readonly problems: string[];
};

/** The tiles above an entry that the kit does not have yet, from its leaf to the top. */
export async function* tilesAbove(source: TileSource, index: number): AsyncGenerator<Member> {
  const { size, seen } = source;
  for (
    let [level, place] = [0, Math.floor(index / fullWidth)];
    ;
    [level, place] = [level + 1, Math.floor(place / fullWidth)]
  ) {
    const tile = tileAt(level, place, size);
    if (!tile || seen.get(level)?.has(place)) return;
    seen.set(level, (seen.get(level) ?? new Set()).add(place));
    yield* memberOf(source, tile);
  }
}

/** The right edge, from which the root is computed. */
export async function* edgeTiles(source: TileSource): AsyncGenerator<Member> {
  for (const tile of tilesOfSize(source.size))
    if (!source.seen.get(tile.level)?.has(tile.index)) yield* memberOf(source, tile);
}

/** Every tile of the register and every bundle of entries. */
export async function* allTiles(source: TileSource): AsyncGenerator<Member> {
  for (let level = 0; tileAt(level, 0, source.size); level++) yield* tilesOf(source, level);
  yield* tilesOf(source, 'entries');
}

async function* tilesOf(source: TileSource, level: Tile['level']): AsyncGenerator<Member> {
  for (let index = 0; ; index++) {
    const tile = tileAt(level, index, source.size);
    if (!tile) return;
    yield* memberOf(source, tile);
  }
}

async function* memberOf({ tiles, problems }: TileSource, tile: Tile): AsyncGenerator<Member> {
  const path = `log/${tilePath(tile)}`;
  try {
    yield { path, bytes: await readTile(tiles, tile) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problems.push(`${path}: ${error.reason}`);
  }
}
