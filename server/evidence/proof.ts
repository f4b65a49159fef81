import { sql } from 'kysely';
import { formatCheckpointBody, parseCheckpoint } from '#domain/evidence/checkpoint.ts';
import { decodeEntry } from '#domain/evidence/entry.ts';
import { inclusionProof } from '#domain/evidence/merkle.ts';
import { formatLines, parseNote } from '#domain/evidence/notes.ts';
import { decodeBundle, fullWidth, tileAt } from '#domain/evidence/tiles.ts';
import { formatProof } from '#domain/evidence/tlog-proof.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { type Checkpoint, chooseCheckpoint } from '#server/evidence/checkpoints.ts';
import { readTile, treeReader } from '#server/evidence/log/tree.ts';
import { loadDeposit } from '#server/evidence/queries.ts';
import { trustList } from '#server/evidence/trust.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { query } from '#server/kernel/verb.ts';
import { type ProofFile, type ProofToken, writeProofFile } from '#verify/proof-file.ts';

/** The proof of one deposit as a file that a stranger can check. Refused 'not_published' before a checkpoint covers it. */
export const downloadProof = query({
  name: 'evidence.proof',
  input: ById,
  output: FileOutput,
  async run({ db, actor, tiles, now, today }, { id }) {
    const { index, organisation, organisation_name, title } = await loadDeposit(db, actor, id);
    if (index === null) throw new Refused('not_published');
    const trust = await trustList(db, { now, today });
    const deposit = { id, index, title, organisation: { id: organisation, name: organisation_name } };
    const source = { trust: JSON.stringify(trust), needed: trust.witnesses_needed, size: await publishedSize(db) };
    const proof = await buildProof({ db, tiles, ...source }, deposit);
    const bytes = writeProofFile(proof);
    return { name: `存证-${index}.humi-proof`, media_type: 'application/zip', bytes };
  },
});

export type ProofSource = {
  readonly db: Reader;
  readonly tiles: TileStore;
  /** The trust list as JSON text. */
  readonly trust: string;
  /** How many witnesses that list asks for. */
  readonly needed: number;
  /** The newest published size. */
  readonly size: number;
};

export type ProvenDeposit = {
  readonly id: string;
  readonly index: number;
  readonly title: string | null;
  readonly organisation: { readonly id: string; readonly name: string | null };
};

/** Everything that goes into a proof. Throws Refused 'not_published', 'tile_missing', 'tile_altered'. */
export async function buildProof(source: ProofSource, deposit: ProvenDeposit): Promise<ProofFile> {
  const { db, tiles, size, trust, needed } = source;
  const { id, index, title, organisation } = deposit;
  const checkpoint = await chooseCheckpoint(db, { index, needed });
  if (!checkpoint || index >= size) throw new Refused('not_published');
  const entry = await readEntry(tiles, index, size);
  // Hashes of whole subtrees are the same in every larger tree, and only the newest tiles are sure to be there.
  const path = await inclusionProof(treeReader(tiles, size), index, checkpoint.size);
  const words = await wordsOf(db, id);
  const tokens = await tokensOf(db, { id, size: checkpoint.size });
  const note = `${checkpoint.note}${formatLines(checkpoint.cosignatures)}`;
  const { kind, at } = decodeEntry(entry) ?? { kind: '', at: 0 };
  const origin = parseCheckpoint(parseNote(checkpoint.note)?.text ?? '')?.origin ?? '';
  return {
    about: {
      format: 'humi-proof/1',
      ...{ origin, index, kind, at: new Date(at).toISOString(), organisation },
      ...(title === null ? {} : { title }),
    },
    entry,
    salt: words.salt,
    proof: formatProof({ index, path, checkpoint: note }),
    checkpoint: formatCheckpointBody({ origin, size: checkpoint.size, root: checkpoint.root }),
    ...(words.statement === null ? {} : { statement: words.statement }),
    tokens: tokens.map(({ certificates: _, ...token }) => token),
    certificates: Object.fromEntries(tokens.map(({ authority, certificates }) => [authority, certificates])),
    trust,
  };
}

export async function publishedSize(db: Reader): Promise<number> {
  const log = await db.selectFrom('evidence_log').select('published_size').executeTakeFirst();
  return log?.published_size ?? 0;
}

/** The bytes of a published entry. */
export async function readEntry(tiles: TileStore, index: number, size: number): Promise<Uint8Array> {
  const tile = tileAt('entries', Math.floor(index / fullWidth), size);
  const entries = tile && decodeBundle(await readTile(tiles, tile), tile.width);
  const entry = entries?.[index % fullWidth];
  if (!entry) throw new Refused('tile_missing', { tile: String(index) });
  return entry;
}

async function wordsOf(db: Reader, id: string): Promise<{ salt: Uint8Array; statement: string | null }> {
  const [words] = await readRows(
    db,
    sql<{ salt: Buffer; statement: string | null }>`
      select d.salt, s.text as statement from deposits d left join statements s on s.deposit_id = d.id where d.id = ${id}::uuid`,
  );
  if (!words) throw new Refused('not_found', { noun: 'evidence' });
  return words;
}

type Token = ProofToken & { readonly certificates: string };
type Held = {
  id: string;
  renews: string | null;
  deposit_id: string | null;
  token: Buffer;
  authority: string;
  certificates: string;
};

/** Held tokens on the entry and on the checkpoint, each before its renewals; numbered as the files of the proof. */
async function tokensOf(db: Reader, { id, size }: { id: string; size: Checkpoint['size'] }): Promise<Token[]> {
  const held = await readRows(
    db,
    sql<Held>`
      with recursive chain as (
        select t.*, 0 as step from time_tokens t where t.state = 'held' and (t.deposit_id = ${id}::uuid or t.checkpoint_size = ${size}::bigint)
        union all
        select n.*, c.step + 1 from time_tokens n join chain c on n.renews = c.id where n.state = 'held')
      select c.id, c.renews, c.deposit_id, c.token, a.name as authority, a.certificates
        from chain c join authorities a on a.id = c.authority_id order by c.step, c.stamped_at, c.id limit 90`,
  );
  const fileOf = (token: string | null): string => `tokens/${held.findIndex(({ id }) => id === token) + 1}.tsr`;
  return held.map(({ id, renews, deposit_id, token, authority, certificates }) => ({
    file: fileOf(id),
    authority,
    subject: renews !== null ? fileOf(renews) : deposit_id !== null ? 'entry' : 'checkpoint',
    bytes: token,
    certificates,
  }));
}
