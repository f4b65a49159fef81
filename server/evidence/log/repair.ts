import { sameBytes } from '#domain/evidence/merkle.ts';
import { parseNote, verifyNote } from '#domain/evidence/notes.ts';
import { tilePath } from '#domain/evidence/tiles.ts';
import { Refused } from '#domain/refused.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { auditTiles } from './audit.ts';
import { verifiersOf } from './keys.ts';
import { readCopy } from './settle.ts';
import { forgetTiles } from './tree.ts';

/** `signers`: the key IDs whose signatures under the checkpoint are right. */
export type Repaired = { readonly size: number; readonly repaired: number; readonly signers: readonly number[] };

/**
 * The tile store against the checkpoint that lies with it: signed by one of `vkeys`, and the root of all entries. Then
 * writes hash tiles that are missing or wrong again, from the entries. Answers the size and how many were written;
 * undefined when there is no checkpoint. Throws Refused 'recover_altered' when entries or signature are wrong.
 */
export async function repairTiles(tiles: TileStore, vkeys: readonly string[]): Promise<Repaired | undefined> {
  const copy = await readCopy(tiles).catch(() => {
    throw new Refused('recover_altered', { from: 0 });
  });
  if (copy === undefined) return undefined;
  const note = parseNote(copy.note);
  const signed = note && verifyNote(note, verifiersOf(vkeys));
  if (!signed?.ok) throw new Refused('recover_altered', { from: 0 });
  const { size, root } = copy;
  const found = await auditTiles(tiles, { size });
  if (found.root === undefined || !sameBytes(found.root, root))
    throw new Refused('recover_altered', { from: firstEntry(found.faults) });
  if (found.count > 0) await auditTiles(tiles, { size, onFault: (tile) => tiles.write(tilePath(tile), tile.bytes) });
  forgetTiles(tiles);
  return { size, repaired: found.count, signers: signed.verified.map(({ id }) => id) };
}

/** Where the first bundle that is wrong begins; 0 when only the root tells that something is. */
function firstEntry(faults: readonly { tile: string }[]): number {
  const bundle = faults.map(({ tile }) => tile).find((tile) => tile.startsWith('tile/entries/'));
  return bundle
    ? Number(
        bundle
          .replace('tile/entries/', '')
          .replace(/\.p\/.*/, '')
          .replaceAll(/[x/]/g, ''),
      ) * 256
    : 0;
}
