import { benchDeposits } from './evidence/deposits.ts';
import { benchHashing } from './evidence/hashing.ts';
import { benchLog } from './evidence/prove.ts';
import type { Bar } from './report.ts';

export const evidenceParts = ['deposits', 'log', 'hashing'] as const;
export type EvidencePart = (typeof evidenceParts)[number];

const benches: Record<EvidencePart, () => Promise<Bar[]>> = {
  deposits: benchDeposits,
  log: benchLog,
  hashing: benchHashing,
};

/** The register of evidence against the bars of its issue ("Speed"). */
export async function benchEvidence(parts: readonly EvidencePart[] = evidenceParts): Promise<Bar[]> {
  const found: Bar[] = [];
  for (const part of parts) found.push(...(await benches[part]()));
  return found;
}
