import { type RawBuilder, sql } from 'kysely';
import { cosignatureTime, parseNote } from '#domain/evidence/notes.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';

export type Checkpoint = {
  readonly size: number;
  readonly root: Buffer;
  /** The note with the log's own signatures. */
  readonly note: string;
  readonly at: string;
  /** Whole signature lines without their newline. */
  readonly cosignatures: readonly string[];
};

/**
 * The checkpoint that says most for the entry at `index`: one whose keys are believed, then one that enough witnesses
 * signed, then one with a held time stamp, and of these the earliest. Null before the entry is published.
 */
export async function chooseCheckpoint(db: Reader, { index, needed }: Covered): Promise<Checkpoint | null> {
  const isSigned = signedBy(Math.max(1, needed));
  const [best] = await readRows(
    db,
    sql<Checkpoint>`
      with candidates as (
        (${firstStamped(index, isSigned)}) union all (${firstStamped(index, sql`true`)}) union all
        (${first(index, isSigned)}) union all (${first(index, sql`true`)}) union all
        (select c.* from checkpoints c where c.size > ${index} order by c.size limit 1))
      select size, root, note, at, cosignatures from candidates c
       order by ${isBelieved} desc, ${isSigned} desc, ${isStamped} desc, size limit 1`,
  );
  return best ?? null;
}

/** An entry, and how many witnesses must have co-signed (the rule row evidence_witnesses_needed). */
type Covered = { readonly index: number; readonly needed: number };

const signedBy = (witnesses: number): RawBuilder<unknown> =>
  sql`(c.cosignatures <> '{}' and cardinality(c.cosignatures) >= ${witnesses})`;

const isStamped = sql`exists (select 1 from time_tokens t where t.checkpoint_size = c.size and t.state = 'held')`;

/**
 * Not signed by a key that was stolen, or within the size up to which that key is believed and with an outsider's word.
 * The checkpoint at which keys changed was signed again by the new ones.
 */
const isBelieved = sql`not exists (select 1 from log_keys k where k.revoked_at is not null
  and c.size >= k.from_size and c.size < k.to_size
  and (c.size > k.effective_size or (c.cosignatures = '{}' and not ${isStamped})))`;

/** The earliest believed checkpoint over the entry that also fits `condition`. */
const first = (index: number, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select c.* from checkpoints c where c.size > ${index} and ${isBelieved} and ${condition} order by c.size limit 1`;

/** The same of those with a time stamp: these are few, so they are gone through by their stamps. */
const firstStamped = (index: number, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select c.* from time_tokens t join checkpoints c on c.size = t.checkpoint_size
    where t.state = 'held' and t.checkpoint_size > ${index} and ${isBelieved} and ${condition}
    order by t.checkpoint_size limit 1`;

/** Who co-signed, and when by their own clock. */
export async function witnessesOf(db: Reader, lines: readonly string[]): Promise<{ name: string; at: string }[]> {
  if (lines.length === 0) return [];
  const known = await db.selectFrom('witnesses').select(['name', 'vkey']).execute();
  const note = parseNote(`x\n\n${lines.map((line) => `${line}\n`).join('')}`);
  return (note?.signatures ?? []).map(({ name, signature }) => ({
    name: known.find(({ vkey }) => vkey.startsWith(`${name}+`))?.name ?? name,
    at: new Date(cosignatureTime(signature) * 1000).toISOString(),
  }));
}
