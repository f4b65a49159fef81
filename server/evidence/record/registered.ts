import { sql } from 'kysely';
import { commit, decodeEntry, digestsOf } from '#domain/evidence/entry.ts';
import { sameBytes } from '#domain/evidence/merkle.ts';
import { readStatement } from '#domain/evidence/statement.ts';
import { Refused } from '#domain/refused.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { publishedSize, readEntry } from '#server/evidence/proof.ts';
import type { TileStore } from '#server/kernel/tiles.ts';

/**
 * Days whose digest stands in a statement and no longer in the table of days are put back, with their first digest: who
 * removed the row would otherwise have the day digested anew, as it is after the rewriting.
 */
export async function restoreDays(db: Writer): Promise<void> {
  await sql`
    insert into event_days (day, events, sha256, deposit_id)
    select distinct on (facts ->> 'day') (facts ->> 'day')::date, (facts ->> 'events')::bigint, facts ->> 'sha256', deposit_id
      from (select deposit_id, text::jsonb -> 'facts' as facts from statements
             where noun = 'evidence' and act = 'evidence.digest-record') s
     where facts ? 'day' and facts ? 'sha256' order by facts ->> 'day', deposit_id
    on conflict (day) do nothing`.execute(db);
}

type Kept = { readonly text: string | null; readonly salt: Buffer; readonly entry_index: number };

/**
 * Whether the register holds this digest of the day: the statement says it, and the published entry commits to that
 * statement, which nobody can make fit afterwards. What is not published yet, or cannot be read now, is not judged.
 */
export async function isRegistered(
  { db, tiles }: { readonly db: Writer; readonly tiles: TileStore },
  { day, sha256, deposit_id }: { readonly day: string; readonly sha256: string; readonly deposit_id: string },
): Promise<boolean> {
  const { rows } = await sql<Kept>`
    select s.text, d.salt, d.entry_index from deposits d left join statements s on s.deposit_id = d.id
     where d.id = ${deposit_id}::uuid`.execute(db);
  const [kept] = rows;
  if (!kept) {
    const waiting = await sql`select 1 from evidence_inbox where id = ${deposit_id}::uuid`.execute(db);
    return waiting.rows.length > 0;
  }
  const facts = readStatement(kept.text ?? '')?.facts;
  if (facts?.day !== day || facts.sha256 !== sha256) return false;
  // A handle that writes reads too; Kysely's two types are not declared related.
  const size = await publishedSize(db as unknown as Reader);
  if (kept.entry_index >= size) return true;
  const bytes = await readEntry(tiles, kept.entry_index, size).catch((error) => {
    // A tile that is missing has an alarm of its own.
    if (error instanceof Refused) return undefined;
    throw error;
  });
  if (bytes === undefined) return true;
  const entry = decodeEntry(bytes);
  const { sha256: wanted } = commit(new Uint8Array(kept.salt), digestsOf(new TextEncoder().encode(kept.text ?? '')));
  return entry !== undefined && sameBytes(entry.commitments.sha256, wanted);
}
