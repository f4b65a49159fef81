import type { Level } from '#domain/secrets/rules.ts';
import { formDraft, sealRecord } from '#seal/record.ts';
import type { House } from '#server/kernel/verb.ts';
import type { Holder, Keyed } from './keyholders.ts';

/** An entry of the register as it goes through the acts: the version of its row, and whether it is in force. */
export type Entry = { id: string; version: number; level: Level | null; readers: string[]; inForce: boolean };

export type Sealing = { keyed: Keyed; on: House; author: Holder; id: string; readers: readonly string[] };

type Form = { step: string; fields: Readonly<Record<string, string>> };

/** The form of an act, sealed for those who know the entry. */
export async function sealForm({ keyed, on, author, id, readers }: Sealing, body: Form) {
  const by = { author: author.identity, roll: keyed.roll, at: on.clock().toISOString() };
  return sent(await sealRecord(formDraft(id, readers, body), by));
}

export const sent = ({ file, sha256, sm3, size }: { file: Uint8Array; sha256: string; sm3: string; size: number }) => ({
  ...{ sealed: Buffer.from(file).toString('base64'), sha256, sm3, size },
});
