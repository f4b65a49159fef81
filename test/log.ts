import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { commit, digestsOf, encodeEntry, pseudonymOf } from '#domain/evidence/entry.ts';
import { newId } from '#server/kernel/id.ts';

/** Puts entries into the inbox as the door does, for tests of the register itself. Answers their ids. */
export async function receiveEntries(owner: pg.Pool, count: number): Promise<string[]> {
  const made = Array.from({ length: count }, () => makeEntry());
  await owner.query(
    `insert into evidence_inbox (id, org_id, salt, digest_prefix, entry)
     select * from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bigint[], $5::bytea[])`,
    [
      made.map(({ id }) => id),
      made.map(() => organisation),
      made.map(({ salt }) => salt),
      made.map(() => '1'),
      made.map(({ entry }) => entry),
    ],
  );
  return made.map(({ id }) => id);
}

const organisation = '0190a1b2-c3d4-7e5f-8a6b-0123456789ab';

function makeEntry(): { id: string; salt: Uint8Array; entry: Uint8Array } {
  const salt = randomBytes(16);
  const content = digestsOf(randomBytes(8));
  const commitments = commit(salt, content);
  const entry = encodeEntry({
    kind: 'file',
    at: Date.now(),
    organisation: pseudonymOf(salt, organisation),
    commitments,
  });
  return { id: newId(), salt, entry };
}
