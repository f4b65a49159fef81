import { sql } from 'kysely';
import Type from 'typebox';
import { sameBytes, treeRoot } from '#domain/evidence/merkle.ts';
import { decodeBundle } from '#domain/evidence/tiles.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import { asAsked, endAlarms } from '#server/evidence/log/alarms.ts';
import { readBundles } from '#server/evidence/log/audit.ts';
import { readCopy } from '#server/evidence/log/settle.ts';
import { treeReader } from '#server/evidence/log/tree.ts';
import { ownTrouble } from '#server/evidence/log/trouble.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

const Size = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/**
 * A database from an older backup takes back what it forgot: the order that was published since, from the tiles, which
 * `humi evidence recover` has checked before. Deposits that wait in the inbox with the very same entry get the place
 * they had; places whose deposits are gone are counted. Keys that signed meanwhile are taken over as well.
 */
export const recoverLog = verb({
  name: 'evidence.recover',
  input: Type.Object({
    size: Size,
    repaired: Type.Integer({ minimum: 0, description: 'Hash tiles that were written again from the entries' }),
    keys: Type.Array(
      Type.Object({ kind: Type.Enum(['ed25519', 'sm2']), vkey: Type.String({ maxLength: 400 }), from_size: Size }),
      { maxItems: 20 },
    ),
  }),
  output: Type.Object({
    from: Type.Integer({ description: 'Entries whose order the database knew' }),
    size: Type.Integer({ description: 'Entries that the register has' }),
    placed: Type.Integer({ description: 'Waiting deposits that got back the place they had' }),
    lost: Type.Integer({ description: 'Places whose deposits the database does not know any more' }),
  }),
  async run(ctx, { size, repaired, keys }) {
    const { db, tiles, now, about } = ctx;
    const head = await lockHead(db);
    const copy = await readCopy(tiles);
    if (copy?.size !== size) throw new Refused('changed_meanwhile');
    await checkKnown(ctx, { ...head, to: size });
    const placed = size > head.size ? await takeOver(ctx, head.size, size) : 0;
    const lost = Math.max(0, size - head.size) - placed;
    await takeKeys(ctx, keys);
    await sql`select humi_restore(${size}, ${Buffer.from(copy.root)}, ${copy.note}, ${now.toISOString()})`.execute(db);
    await endAlarms(asAsked(db), ['log_shrunk'], { about: ownTrouble, now });
    about({ data: { from: head.size, size, placed, lost, repaired } });
    return { from: head.size, size, placed, lost };
  },
});

type Head = { size: number; published_size: number };

async function lockHead(db: Writer): Promise<Head> {
  const { rows } = await sql<Head>`select size, published_size from evidence_log for update`.execute(db);
  if (rows[0] === undefined) throw new Refused('log_not_open');
  return rows[0];
}

/** What the database still knows must be what the tiles say; otherwise two registers grew from one, and no order is right. */
async function checkKnown(
  { db, tiles }: VerbContext,
  { size, published_size, to }: Head & { to: number },
): Promise<void> {
  const last = await db.selectFrom('checkpoints').select('root').where('size', '=', published_size).executeTakeFirst();
  const root = await treeRoot(treeReader(tiles, to), Math.min(published_size, to));
  if (published_size > to || (last && !sameBytes(last.root, root)))
    throw new Refused('recover_altered', { from: Math.min(published_size, to) });
  const batches = await db
    .selectFrom('evidence_batches')
    .select(['from_index', 'size', 'entries'])
    .where('from_index', '>=', published_size)
    .orderBy('from_index')
    .execute();
  const known = batches.flatMap((batch) => decodeBundle(batch.entries, batch.size) ?? []);
  let at = published_size;
  for await (const entry of entriesOf(tiles, at, Math.min(size, to))) {
    const mine = known[at - published_size];
    if (mine === undefined || !sameBytes(mine, entry)) throw new Refused('recover_altered', { from: at });
    at += 1;
  }
}

/** Answers how many waiting deposits found their place. */
async function takeOver({ db, tiles }: VerbContext, from: number, to: number): Promise<number> {
  let placed = 0;
  for (let first = from; first < to; ) {
    const chunk: Uint8Array[] = [];
    for await (const entry of entriesOf(tiles, first, Math.min(to, first + 10_000))) chunk.push(entry);
    const { rows } = await sql<{ found: number }>`select humi_place(${first}, ${chunk}::bytea[]) as found`.execute(db);
    placed += rows[0]?.found ?? 0;
    first += chunk.length;
  }
  return placed;
}

/** Entries `from` to `to` (not among them) of a published tree of at least `to`. */
async function* entriesOf(tiles: TileStore, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from - (from % 256); at < to; ) {
    const bundles = await readBundles(tiles, at, to);
    for (const { tile, entries } of bundles) {
      if (entries === undefined) throw new Refused('recover_altered', { from: at });
      for (const [place, entry] of entries.entries()) if (at + place >= from) yield entry;
      at += tile.width;
    }
  }
}

/** Keys that the register got after the backup was made; what they replaced ended where they began. */
async function takeKeys(
  { db, now }: VerbContext,
  keys: readonly { kind: string; vkey: string; from_size: number }[],
): Promise<void> {
  for (const key of keys) {
    const known = await db.selectFrom('log_keys').select('vkey').where('vkey', '=', key.vkey).executeTakeFirst();
    if (known) continue;
    await sql`update log_keys set to_size = ${key.from_size} where kind = ${key.kind} and to_size is null`.execute(db);
    await db
      .insertInto('log_keys')
      .values({ ...key, created_at: now.toISOString() })
      .execute();
  }
}
