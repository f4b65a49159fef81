import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { commit, digestsOf, encodeEntry, pseudonymOf } from '#domain/evidence/entry.ts';
import { newId } from '#server/kernel/id.ts';

export type MadeEntry = { readonly id: string; readonly salt: Uint8Array; readonly entry: Uint8Array };

const organisation = '0190a1b2-c3d4-7e5f-8a6b-0123456789ab';

/** Entries as an enterprise's files would leave them, each of other content. */
export const makeEntries = (count: number): MadeEntry[] =>
  Array.from({ length: count }, () => {
    const salt = randomBytes(16);
    const entry = encodeEntry({
      kind: 'file',
      at: Date.now(),
      organisation: pseudonymOf(salt, organisation),
      commitments: commit(salt, digestsOf(randomBytes(8))),
    });
    return { id: newId(), salt, entry };
  });

/** Puts entries into the inbox as the door does, for tests of the register itself. Answers their ids. */
export async function receiveEntries(owner: pg.Pool, wanted: number | readonly MadeEntry[]): Promise<string[]> {
  const made = typeof wanted === 'number' ? makeEntries(wanted) : wanted;
  const ids = made.map(({ id }) => id);
  await owner.query(
    `insert into evidence_inbox (id, org_id, salt, digest_prefix, entry)
     select * from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bigint[], $5::bytea[])`,
    [
      ids,
      made.map(() => organisation),
      made.map(({ salt }) => salt),
      made.map(() => '1'),
      made.map(({ entry }) => entry),
    ],
  );
  return ids;
}
