import { downloadProof } from '#server/evidence/proof.ts';
import { hashToken } from '#server/kernel/session.ts';
import { ask } from '#server/kernel/verb.ts';
import { type Bar, quantile, round } from '../report.ts';
import { type Log, logSessionOf, openLogCluster } from './log.ts';
import { storageBar } from './storage.ts';
import { verifyBar } from './verify.ts';

const turns = 5;
const proofsATurn = 400;
const bars = { p99: 10, growth: 1.3 } as const;

export type Logs = { readonly full: Log; readonly tenth: Log };

/** Entries of the large register; the bar is written for ten million. */
const entries = Number(process.env.HUMI_BENCH_ENTRIES ?? 10_000_000);

/** What a large register costs: the time of a proof and its growth, verifying many proofs, bytes an entry. */
export async function benchLog(): Promise<Bar[]> {
  const cluster = await openLogCluster();
  const logs: Log[] = [];
  try {
    const tenth = await cluster.open(entries / 10);
    logs.push(tenth);
    const full = await cluster.open(entries);
    logs.push(full);
    return [...(await proofBars({ full, tenth })), await verifyBar(tenth), await storageBar(full)];
  } finally {
    for (const log of logs) await log.close();
    await cluster.close();
  }
}

/** One proof after another, each of another deposit anywhere in the register, asked for by the organisation it belongs to. */
async function proofBars({ full, tenth }: Logs): Promise<Bar[]> {
  const [many, few]: [number[], number[]] = [[], []];
  for (let turn = 0; turn <= turns; turn += 1) {
    const [ofMany, ofFew] = [await timeProofs(full, proofsATurn), await timeProofs(tenth, proofsATurn)];
    // The first turn warms both up.
    if (turn > 0) many.push(...ofMany);
    if (turn > 0) few.push(...ofFew);
  }
  const [a, b] = [quantile(many, 0.5), quantile(few, 0.5)];
  return [
    {
      name: `a proof in a register of ${millions(full)} entries, p99`,
      figure: quantile(many, 0.99),
      unit: 'ms',
      sense: 'at most',
      limit: bars.p99,
      note: `median ${round(a)} ms, longest ${round(quantile(many, 1))} ms of ${many.length}`,
    },
    {
      name: `a proof in ${millions(full)} entries against ${millions(tenth)}, median`,
      figure: a / b,
      unit: '×',
      sense: 'at most',
      limit: bars.growth,
      note: `${round(a)} ms against ${round(b)} ms; p99 ${round(quantile(many, 0.99))} against ${round(quantile(few, 0.99))} ms`,
    },
  ];
}

const millions = ({ entries }: Log): string => `${entries / 1_000_000} M`;

/** Milliseconds of each, through the door: session, permission, row security, the whole file. */
export async function timeProofs({ house, database, entries }: Log, count: number): Promise<number[]> {
  const wanted = Array.from({ length: count }, () => Math.floor(Math.random() * entries));
  const { rows } = await database.owner.query(
    `select d.id, ('x' || right(d.org_id::text, 12))::bit(48)::bigint::int as organisation
       from unnest($1::bigint[]) i join deposits d on d.entry_index = i`,
    [wanted],
  );
  const times: number[] = [];
  for (const { id, organisation } of rows) {
    const caller = { token: hashToken(logSessionOf(organisation)) };
    const begin = performance.now();
    const { bytes } = await ask(house, caller, downloadProof, { id });
    times.push(performance.now() - begin);
    if (bytes.length === 0) throw new Error('a proof is empty');
  }
  if (times.length !== count) throw new Error(`${times.length} of ${count} deposits found`);
  return times;
}
