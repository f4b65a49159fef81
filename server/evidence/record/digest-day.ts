import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { digestsOf } from '#domain/evidence/entry.ts';
import { canonicalJson } from '#domain/evidence/statement.ts';
import type { Writer } from '#server/db/open.ts';

/** What a day of the record of acts comes to. `sm3` is of the SHA-256 digest, so that both rest on every event. */
export type DayDigest = { readonly events: number; readonly sha256: string; readonly sm3: string };

const pageSize = 5_000;

/**
 * Digests every event of a day in China, in the order of time and id, one canonical JSON line each: an event that is
 * changed, removed or slipped in later gives another digest (docs/evidence-format.md).
 */
export async function digestDay(db: Writer, day: string): Promise<DayDigest> {
  const hash = createHash('sha256');
  let events = 0;
  let after = { at: '0001-01-01T00:00:00Z', id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const page = await readPage(db, day, after);
    for (const event of page) hash.update(`${canonicalJson(event)}\n`);
    events += page.length;
    const last = page.at(-1);
    if (!last || page.length < pageSize) break;
    after = last;
  }
  const sha256 = hash.digest();
  return { events, sha256: sha256.toString('hex'), sm3: Buffer.from(digestsOf(sha256).sm3).toString('hex') };
}

type Place = { readonly at: string; readonly id: string };

/** Moments as text with microseconds: what the table keeps, whatever the reader's clock is set to. */
async function readPage(db: Writer, day: string, after: Place): Promise<readonly (Place & Record<string, unknown>)[]> {
  const { rows } = await sql<Place & Record<string, unknown>>`
    select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, person_id, post_id, org_id, act, noun,
           row_id, programme_id, path, data
      from events
     where at >= (${day}::date::timestamp at time zone 'Asia/Shanghai')
       and at < ((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')
       and (at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
     order by at, id limit ${pageSize}`.execute(db);
  return rows;
}
