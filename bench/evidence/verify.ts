import { primitives } from '#server/evidence/log/primitives.ts';
import { downloadProof } from '#server/evidence/proof.ts';
import { trustList } from '#server/evidence/trust.ts';
import { hashToken } from '#server/kernel/session.ts';
import { ask, dayInChina } from '#server/kernel/verb.ts';
import { newCache } from '#verify/cache.ts';
import { readTrust } from '#verify/trust.ts';
import { verifyProofBytes } from '#verify/verdict.ts';
import { type Bar, median, round } from '../report.ts';
import { type Log, logSessionOf } from './log.ts';

const least = 5_000;
/** Of checkpoints that lie all over the register, so many entries each: an organisation's deposits of some hundred days. */
const checkpoints = 100;
const proofsEach = 20;
const turns = 5;

/** Whole proof files, opened and checked to the verdict; each checkpoint's Ed25519 and SM2 signatures once, as a batch does. */
export async function verifyBar(log: Log): Promise<Bar> {
  const proofs = await makeProofs(log);
  const trust = await trustOf(log);
  const rates: number[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const cache = newCache();
    const now = Date.now();
    const begin = performance.now();
    const outcomes = new Set(proofs.map((bytes) => verifyProofBytes(bytes, { trust, now, primitives, cache }).outcome));
    rates.push(proofs.length / ((performance.now() - begin) / 1000));
    if (outcomes.has('fails')) throw new Error('a proof of the register fails');
  }
  return {
    name: 'proofs verified',
    figure: median(rates.slice(1)),
    unit: '/s',
    sense: 'at least',
    limit: least,
    note: `${proofs.length} files of ${round((proofs[0]?.length ?? 0) / 1000)} kB under ${checkpoints} checkpoints, one core`,
  };
}

async function makeProofs({ house, database, entries }: Log): Promise<Uint8Array[]> {
  const apart = Math.floor(entries / checkpoints);
  const wanted = Array.from(
    { length: checkpoints * proofsEach },
    (_, at) => Math.floor(at / proofsEach) * apart + (at % proofsEach) * 50,
  );
  const { rows } = await database.owner.query(
    `select d.id, ('x' || right(d.org_id::text, 12))::bit(48)::bigint::int as organisation
       from unnest($1::bigint[]) i join deposits d on d.entry_index = i`,
    [wanted],
  );
  const proofs: Uint8Array[] = [];
  for (const { id, organisation } of rows)
    proofs.push((await ask(house, { token: hashToken(logSessionOf(organisation)) }, downloadProof, { id })).bytes);
  return proofs;
}

const trustOf = ({ database, house }: Log) =>
  database.read({ token: null, system: true }, 'humi_system', async (db) =>
    readTrust(JSON.stringify(await trustList(db, { now: house.clock(), today: dayInChina(house.clock()) }))),
  );
