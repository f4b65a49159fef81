import { sql } from 'kysely';
import { formatLines, parseNote } from '#domain/evidence/notes.ts';
import { Refused } from '#domain/refused.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { type PublicKey, publicKeyOf } from '#server/evidence/kit/keys.ts';
import { trustList } from '#server/evidence/trust.ts';
import type { Trust } from '#verify/trust.ts';

/** What every kit rests on: the checkpoint that it hangs from, and whom to believe. */
export type Basis = {
  readonly trust: Trust;
  /** The checkpoint with all its signatures, and the entries under it. */
  readonly note: string;
  readonly size: number;
  readonly keys: readonly PublicKey[];
  /** The signed list of revoked keys; null where none was. */
  readonly revocations: string | null;
};

/** Of the newest checkpoint that enough witnesses co-signed, else of the newest. Refused 'not_published' before the first. */
export async function readBasis(db: Reader, times: { now: Date; today: string }): Promise<Basis> {
  const trust = await trustList(db, times);
  const [newest] = await readRows(
    db,
    sql<{ size: number; note: string; cosignatures: string[]; revocations: string | null }>`
      select c.size, c.note, c.cosignatures, l.revocations from checkpoints c, evidence_log l
       order by cardinality(c.cosignatures) >= ${trust.witnesses_needed} desc, c.size desc limit 1`,
  );
  if (!newest) throw new Refused('not_published');
  const vkeys = [...trust.keys, ...trust.witnesses].map(({ vkey }) => vkey);
  return {
    trust,
    note: `${newest.note}${formatLines(newest.cosignatures)}`,
    size: newest.size,
    keys: vkeys.flatMap((vkey) => publicKeyOf(vkey) ?? []),
    revocations: newest.revocations,
  };
}

/** The keys that signed a note, of those known. */
export function signersOf(note: string, keys: readonly PublicKey[]): PublicKey[] {
  const signed = (parseNote(note)?.signatures ?? []).map(
    ({ name, id }) => `${name}+${id.toString(16).padStart(8, '0')}+`,
  );
  return keys.filter(({ vkey }) => signed.some((start) => vkey.startsWith(start)));
}
