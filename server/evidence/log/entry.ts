import type pg from 'pg';
import { decodeBundle, fullWidth, tileAt } from '#domain/evidence/tiles.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { publishedSize } from './head.ts';
import { readTile } from './tree.ts';

type From = { readonly owner: pg.Pool; readonly tiles: TileStore };

/**
 * The bytes of the entry of a deposit, wherever it stands: received, in order, or published. Undefined for an id that
 * is none. Throws Refused 'tile_missing', 'tile_altered', 'file_store_unavailable'.
 */
export async function entryOf({ owner, tiles }: From, id: string): Promise<Uint8Array | undefined> {
  const { rows } = await owner.query(placeOf, [id]);
  const [place] = rows;
  if (!place) return undefined;
  if (place.entry) return place.entry;
  const index: number = place.entry_index;
  if (place.batch) return decodeBundle(place.batch, place.size)?.[index - place.from_index];
  const tile = tileAt('entries', Math.floor(index / fullWidth), await publishedSize(owner));
  const entries = tile && decodeBundle(await readTile(tiles, tile), tile.width);
  return entries?.[index % fullWidth];
}

/** The key of `deposits` begins with the organisation, which only the deposit's own words tell. */
const placeOf = `
  select entry, null::bigint as entry_index, null::bytea as batch, null::integer as size, null::bigint as from_index
    from evidence_inbox where id = $1
  union all
  select null, d.entry_index, b.entries, b.size, b.from_index
    from (select org_id from statements where deposit_id = $1
          union all select org_id from deposited_files where deposit_id = $1) o
    join deposits d on d.org_id = o.org_id and d.id = $1
    left join evidence_batches b on d.entry_index >= b.from_index and d.entry_index < b.from_index + b.size`;
