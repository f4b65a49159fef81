import { sql } from 'kysely';
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
 * The checkpoint that says most for the entry at `index`: one that enough witnesses signed before one that fewer did,
 * one with a held time stamp before one without, and of these the earliest. Null before the entry is published.
 */
export async function chooseCheckpoint(db: Reader, index: number): Promise<Checkpoint | null> {
  const [best] = await readRows(
    db,
    sql<Checkpoint>`
      with candidates as (
        (select c.* from checkpoints c join time_tokens t on t.checkpoint_size = c.size and t.state = 'held'
          where c.size > ${index} and c.cosignatures <> '{}' order by c.size limit 1)
        union all
        (select c.* from checkpoints c join time_tokens t on t.checkpoint_size = c.size and t.state = 'held'
          where c.size > ${index} order by c.size limit 1)
        union all
        (select c.* from checkpoints c where c.size > ${index} and c.cosignatures <> '{}' order by c.size limit 1)
        union all
        (select c.* from checkpoints c where c.size > ${index} order by c.size limit 1))
      select size, root, note, at, cosignatures from candidates
       order by (cosignatures <> '{}') desc,
         exists (select 1 from time_tokens t where t.checkpoint_size = candidates.size and t.state = 'held') desc, size
       limit 1`,
  );
  return best ?? null;
}

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
