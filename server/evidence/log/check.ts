import type pg from 'pg';
import { parseCheckpoint } from '#domain/evidence/checkpoint.ts';
import { sameBytes, treeRoot } from '#domain/evidence/merkle.ts';
import { parseNote, verifyNote } from '#domain/evidence/notes.ts';
import { Refused } from '#domain/refused.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { endAlarms, raiseAlarm } from './alarms.ts';
import { type Audit, auditTiles } from './audit.ts';
import { readHead } from './head.ts';
import { verifiersOf } from './keys.ts';
import { forgetTiles, treeReader } from './tree.ts';

export type Finding = Audit & {
  readonly origin: string;
  readonly size: number;
  /** The recomputed root is that of the newest checkpoint. */
  readonly rootFits: boolean;
  readonly checkpoints: number;
  /** Sizes of checkpoints whose root or signature is wrong; the first hundred. */
  readonly badCheckpoints: readonly number[];
  /** Deposits in the database that have no place of their own, or places without a deposit. */
  readonly misplaced: number;
  /** Places whose acts an older backup had lost: known, and no fault of the register. */
  readonly lost: number;
  readonly ok: boolean;
};

type Checking = {
  readonly owner: pg.Pool;
  readonly tiles: TileStore;
  readonly now: Date;
  readonly onProgress?: (entries: number, of: number) => void;
};

/**
 * The full check of `humi evidence check`: every tile against the entries, every checkpoint against the tiles and the
 * keys of the log, every place against the database. Raises or ends the alarms about what it found. The register may
 * grow meanwhile: what is checked is the published size at the beginning.
 */
export async function checkRegister({ owner, tiles, now, onProgress }: Checking): Promise<Finding> {
  const head = await readHead(owner);
  if (head === undefined) throw new Refused('log_not_open');
  const size = head.published_size;
  forgetTiles(tiles);
  const audit = await auditTiles(tiles, { size, onProgress: (done) => onProgress?.(done, size) });
  const { checked, bad } = audit.root && audit.count === 0 ? await checkCheckpoints(owner, tiles, size) : unchecked;
  const newest = await owner.query('select root from checkpoints where size = $1', [size]);
  const known: Buffer | undefined = newest.rows[0]?.root;
  const rootFits = audit.root !== undefined && (known ? sameBytes(known, audit.root) : size === 0);
  const { misplaced, lost } = await checkPlaces(owner, size);
  const ok = rootFits && audit.count === 0 && bad.length === 0 && misplaced === 0;
  const finding = {
    ...audit,
    origin: head.origin,
    size,
    rootFits,
    checkpoints: checked,
    badCheckpoints: bad,
    misplaced,
    lost,
    ok,
  };
  await tell(owner, finding, now);
  return finding;
}

/** Roots and signatures of tiles that are wrong say nothing more. */
const unchecked: { checked: number; bad: readonly number[] } = { checked: 0, bad: [] };

async function checkCheckpoints(
  owner: pg.Pool,
  tiles: TileStore,
  most: number,
): Promise<{ checked: number; bad: number[] }> {
  const { rows } = await owner.query('select origin, array(select vkey from log_keys) as vkeys from evidence_log');
  const verifiers = verifiersOf(rows[0].vkeys);
  const read = treeReader(tiles, most);
  const bad: number[] = [];
  let checked = 0;
  for (let after = -1; ; ) {
    const page = await owner.query(
      'select size, root, note from checkpoints where size > $1 and size <= $2 order by size limit 1000',
      [after, most],
    );
    for (const { size, root, note } of page.rows) {
      const parsed = parseNote(note);
      const said = parseCheckpoint(parsed?.text ?? '');
      const isSigned = parsed !== undefined && verifyNote(parsed, verifiers).ok;
      const isTold =
        said !== undefined && said.origin === rows[0].origin && said.size === size && sameBytes(said.root, root);
      const fits = isSigned && isTold && sameBytes(await treeRoot(read, size), root);
      if (!fits && bad.length < 100) bad.push(size);
      checked += 1;
    }
    if (page.rows.length < 1000) return { checked, bad };
    after = page.rows.at(-1).size;
  }
}

/**
 * Deposits below `size` must have the places 0 to size - 1, one each. Places that `humi evidence recover` found without
 * a deposit (their acts were lost with an older backup) are known from its events.
 */
async function checkPlaces(owner: pg.Pool, size: number): Promise<{ misplaced: number; lost: number }> {
  const { rows } = await owner.query(
    `select count(*) as deposits, count(distinct entry_index) as places,
       (select coalesce(sum((data ->> 'lost')::bigint), 0) from events where act = 'evidence.recover') as lost
     from deposits where entry_index < $1`,
    [size],
  );
  const { deposits, places, lost } = rows[0];
  return { misplaced: deposits - places + Math.abs(size - lost - places), lost };
}

async function tell(
  owner: pg.Pool,
  { faults, count, badCheckpoints, rootFits, misplaced, size, ok }: Finding,
  now: Date,
): Promise<void> {
  const missing = faults.find(({ what }) => what === 'missing');
  const altered = faults.find(({ what }) => what === 'altered');
  const data = { about: 'check', count };
  if (missing) await raiseAlarm(owner, 'tile_missing', { data: { ...data, tile: missing.tile }, now });
  const isWrong = altered !== undefined || badCheckpoints.length > 0 || (!rootFits && !missing);
  if (isWrong) await raiseAlarm(owner, 'tile_altered', { data: { ...data, tile: altered?.tile ?? 'checkpoint' }, now });
  if (misplaced > 0)
    await raiseAlarm(owner, 'order_missing', { data: { ...data, from: await firstGap(owner, size) }, now });
  if (!ok) return;
  for (const about of ['check', 'served'])
    await endAlarms(owner, ['tile_missing', 'tile_altered', 'order_missing'], { about, now });
}

async function firstGap(owner: pg.Pool, size: number): Promise<number> {
  const { rows } = await owner.query(
    `select place from (select entry_index, row_number() over (order by entry_index) - 1 as place from deposits
       where entry_index < $1) numbered where entry_index <> place order by place limit 1`,
    [size],
  );
  return rows[0]?.place ?? 0;
}
