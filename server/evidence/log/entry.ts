import type pg from 'pg';
import { decodeBundle, fullWidth, tileAt } from '#domain/evidence/tiles.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { publishedSize } from './head.ts';
import { readTile } from './tree.ts';

/** A deposit by its key, which begins with the organisation. */
type Owned = { readonly organisation: string; readonly id: string };

type From = { readonly owner: pg.Pool; readonly tiles: TileStore };

/**
 * The bytes of the entry of a deposit, wherever it stands: received, in order, or published. Undefined for an id that
 * is none. Throws Refused 'tile_missing', 'tile_altered', 'file_store_unavailable'.
 */
export async function entryOf({ owner, tiles }: From, { organisation, id }: Owned): Promise<Uint8Array | undefined> {
  const { rows } = await owner.query(placeOf, [organisation, id]);
  const [place] = rows;
  if (!place) return undefined;
  if (place.entry) return place.entry;
  const index: number = place.entry_index;
  if (place.batch) return decodeBundle(place.batch, place.size)?.[index - place.from_index];
  const tile = tileAt('entries', Math.floor(index / fullWidth), await publishedSize(owner));
  const entries = tile && decodeBundle(await readTile(tiles, tile), tile.width);
  return entries?.[index % fullWidth];
}

const placeOf = `
  select entry, null::bigint as entry_index, null::bytea as batch, null::integer as size, null::bigint as from_index
    from evidence_inbox where id = $2 and org_id = $1
  union all
  select null, d.entry_index, b.entries, b.size, b.from_index
    from deposits d left join evidence_batches b on d.entry_index >= b.from_index and d.entry_index < b.from_index + b.size
   where d.org_id = $1 and d.id = $2`;
