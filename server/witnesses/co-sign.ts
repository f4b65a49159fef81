import { failureText } from '#domain/authorities/schema.ts';
import { encodeBase64 } from '#domain/evidence/base64.ts';
import { consistencyProof } from '#domain/evidence/merkle.ts';
import { parseSignatures } from '#domain/evidence/notes.ts';
import { askEvery, downAfter, longestPause, pauseAfter } from '#domain/witnesses/rules.ts';
import type { Round, RoundContext } from '#server/kernel/rounds.ts';
import { askToSign, type Outcome } from '#server/witnesses/ask.ts';
import { watchPolicy } from '#server/witnesses/policy.ts';

export type Witness = {
  readonly id: string;
  readonly name: string;
  readonly vkey: string;
  readonly url: string;
  readonly size: number;
  readonly seen_at: string | null;
  readonly failing_since: string | null;
  readonly version: number;
};

type Checkpoint = { readonly size: number; readonly note: string };

/**
 * Sends the newest checkpoint to every witness that has not signed it, side by side. Publishing never waits for it:
 * what is signed meanwhile is taken up by the next round.
 */
export const coSignRound: Round = async (context) => {
  const witnesses = await readWitnesses(context);
  await watchPolicy(context, witnesses);
  const newest = witnesses.length === 0 ? undefined : await readNewest(context);
  if (newest === undefined) return;
  const due = witnesses.filter((witness) => isDue(context, witness, newest));
  // One that cannot be asked (its proof needs a tile that is missing) does not keep the others from signing.
  const done = await Promise.allSettled(due.map((witness) => ask(context, witness, newest)));
  const lost = done.find((one) => one.status === 'rejected');
  if (lost) throw lost.reason;
};

async function readWitnesses({ owner }: Pick<RoundContext, 'owner'>): Promise<Witness[]> {
  const { rows } = await owner.query(
    `select id, name, vkey, url, size, seen_at, failing_since, version from witnesses where state = 'active' order by id`,
  );
  return rows;
}

async function readNewest({ owner }: RoundContext): Promise<Checkpoint | undefined> {
  const { rows } = await owner.query('select size, note from checkpoints order by size desc limit 1');
  return rows[0];
}

/** Of each witness: when one that failed is asked again, or that it signed and no alarm is open. An edit forgets it. */
type Memory = Map<string, { readonly again: number } | 'signs'>;

const memories = new WeakMap<RoundContext['owner'], Memory>();

const memoryOf = ({ owner }: RoundContext): Memory => {
  const memory = memories.get(owner) ?? new Map();
  memories.set(owner, memory);
  return memory;
};

const keyOf = ({ id, version }: Witness): string => `${id} ${version}`;

function isDue(context: RoundContext, witness: Witness, newest: Checkpoint): boolean {
  const now = context.clock().getTime();
  const { size, seen_at, failing_since } = witness;
  const known = memoryOf(context).get(keyOf(witness));
  // A clock that was set back makes nobody wait for it.
  if (known !== undefined && known !== 'signs' && now < known.again && known.again - now <= longestPause) return false;
  if (failing_since !== null) return true;
  return newest.size !== size || seen_at === null || Math.abs(now - Date.parse(seen_at)) >= askEvery;
}

async function ask(context: RoundContext, witness: Witness, checkpoint: Checkpoint): Promise<void> {
  const outcome = await askToSign({
    ...{ witness, checkpoint, now: context.clock().getTime() },
    proof: (oldSize) => consistencyProof(context.hashes(checkpoint.size), oldSize, checkpoint.size),
  }).catch((error) => {
    // Our own fault (a tile is missing): told once a minute, not with every round.
    memoryOf(context).set(keyOf(witness), { again: context.clock().getTime() + longestPause });
    throw error;
  });
  if (outcome.ok) return keep(context, { witness, checkpoint, line: outcome.line });
  // Ahead of this checkpoint, but not of a newer one that was published meanwhile: the next round sends that.
  if (outcome.kind === 'ahead' && ((await readNewest(context))?.size ?? 0) >= outcome.seen) return;
  await fail(context, { witness, checkpoint, outcome });
}

type Kept = { readonly witness: Witness; readonly checkpoint: Checkpoint; readonly line: string };

const kinds = ['witness_down', 'witness_refused'] as const;

/** The first co-signature of a checkpoint counts: a later one would only vouch for a later time. */
async function keep(context: RoundContext, { witness, checkpoint, line }: Kept): Promise<void> {
  const { owner, clock, end } = context;
  await owner.query(
    `update checkpoints set cosignatures = array_append(cosignatures, $2)
      where size = $1 and not exists (select 1 from unnest(cosignatures) known where starts_with(known, $3))`,
    [checkpoint.size, line, beginningOf(line)],
  );
  await owner.query(
    `update witnesses set size = $2, seen_at = $3, failing_since = null, failure = null where id = $1`,
    [witness.id, checkpoint.size, clock()],
  );
  const memory = memoryOf(context);
  if (memory.get(keyOf(witness)) === 'signs') return;
  await end(kinds, witness.id);
  memory.set(keyOf(witness), 'signs');
}

/** Name and key of a signature line: five letters of base64 hold 30 of the 32 bits of the key's number, nothing else. */
function beginningOf(line: string): string {
  const [signature] = parseSignatures(`${line}\n`) ?? [];
  const id = new Uint8Array(4);
  new DataView(id.buffer).setUint32(0, signature?.id ?? 0);
  return `— ${signature?.name} ${encodeBase64(id).slice(0, 5)}`;
}

type Failed = {
  readonly witness: Witness;
  readonly checkpoint: Checkpoint;
  readonly outcome: Exclude<Outcome, { ok: true }>;
};

async function fail(context: RoundContext, { witness, checkpoint, outcome }: Failed): Promise<void> {
  const { owner, clock, raise } = context;
  const now = clock();
  const failingFor = witness.failing_since === null ? 0 : now.getTime() - Date.parse(witness.failing_since);
  memoryOf(context).set(keyOf(witness), { again: now.getTime() + pauseAfter(failingFor) });
  const about = { about: witness.id, name: witness.name };
  const refused = outcome.kind === 'failed' ? undefined : { size: checkpoint.size, seen: outcome.seen };
  await owner.query(
    `update witnesses set failing_since = coalesce(failing_since, $2), failure = $3 where id = $1 and state = 'active'`,
    [witness.id, now, refused ? failureText('witness_refused', refused) : failureOf(outcome)],
  );
  if (refused) await raise('witness_refused', { ...about, ...refused });
  else if (failingFor >= downAfter) await raise('witness_down', about);
}

const failureOf = (outcome: Exclude<Outcome, { ok: true }>): string => ('failure' in outcome ? outcome.failure : '');
