import { decodeEntry, type Entry } from '#domain/evidence/entry.ts';
import { leafHash, verifyInclusion } from '#domain/evidence/merkle.ts';
import { parseProof } from '#domain/evidence/tlog-proof.ts';
import type { CheckedNote } from './check-checkpoint.ts';
import { type Finding, finderOf } from './finding.ts';
import type { ProofFile } from './proof-file.ts';

const { ok, fails } = finderOf('register');

/** What the proof names, read but not yet believed; the finding says which part cannot be read. */
export type RegisterRead = {
  readonly entry: Entry;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** The signed checkpoint. */
  readonly note: string;
};

export function readRegister(proof: ProofFile): RegisterRead | { readonly finding: Finding } {
  const parsed = parseProof(proof.proof);
  if (!parsed) return { finding: fails('proof_wrong') };
  const entry = decodeEntry(proof.entry);
  if (!entry) return { finding: fails('entry_wrong') };
  return { entry, index: parsed.index, path: parsed.path, note: parsed.checkpoint };
}

type Placed = {
  readonly proof: ProofFile;
  readonly read: RegisterRead;
  readonly checked: CheckedNote;
  /** The content opens the entry: then it is not the entry that was changed. */
  readonly isEntryWhole: boolean;
};

/** Whether the entry stands under the checkpoint, and the labels of the proof say what entry and checkpoint say. */
export function checkPlace({ proof, read, checked, isEntryWhole }: Placed): Finding[] {
  const { index, path, entry } = read;
  const { size, root, origin } = checked.checkpoint;
  const findings: Finding[] = [];
  const part = isEntryWhole
    ? { zh: '“proof.tlog-proof”', en: '“proof.tlog-proof”' }
    : { zh: '“entry.bin”或“proof.tlog-proof”', en: '“entry.bin” or “proof.tlog-proof”' };
  if (verifyInclusion({ index, size, leaf: leafHash(proof.entry), path, root }))
    findings.push(ok('included', { index, size }));
  else findings.push(fails('not_included', { part }));
  if (proof.checkpoint !== checked.body) findings.push(fails('checkpoint_differs'));
  const { about } = proof;
  const fields = [
    [about.index === index, { zh: '编号', en: 'number' }],
    [about.kind === entry.kind, { zh: '类型', en: 'kind' }],
    [Date.parse(about.at) === entry.at, { zh: '时间', en: 'time' }],
    [about.origin === origin, { zh: '登记系统', en: 'register' }],
  ] as const;
  for (const [agrees, field] of fields) if (!agrees) findings.push(fails('about_differs', { field }));
  return findings;
}
