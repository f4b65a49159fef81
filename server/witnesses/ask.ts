/** One request to a witness (C2SP tlog-witness, add-checkpoint) and the judgement of its answer. */
import { failureText } from '#domain/authorities/schema.ts';
import { parseDecimal } from '#domain/evidence/lines.ts';
import { cosignatureTime, parseNote, parseSignatures, parseVerifierKey, verifierOf } from '#domain/evidence/notes.ts';
import { formatAddCheckpoint } from '#domain/evidence/witness-request.ts';
import { postOutside } from '#server/kernel/outside.ts';
import { plainPrimitives } from '#verify/primitives.ts';

export type Asked = {
  readonly witness: { readonly url: string; readonly vkey: string; readonly size: number };
  readonly checkpoint: { readonly size: number; readonly note: string };
  /** The consistency proof from an old size to the checkpoint's. */
  readonly proof: (oldSize: number) => Promise<readonly Uint8Array[]>;
  /** By our clock, milliseconds since 1970. */
  readonly now: number;
};

/**
 * `line` is the co-signature, checked, without its newline. `ahead`: the witness signed for more entries than these;
 * `refused`: it found that this checkpoint does not continue what it signed for (`seen` entries).
 */
export type Outcome =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly kind: 'ahead' | 'refused'; readonly seen: number }
  | { readonly ok: false; readonly kind: 'failed'; readonly failure: string };

/** How long an answer may take, in milliseconds. */
const patience = 5_000;
const mostBytes = 64 * 1024;
/** How far the clocks of a witness and of this register may be apart, in milliseconds. */
const mostApart = 31 * 86_400_000;

/** Sends the checkpoint with the proof from the size that the witness knows; it says so itself (409) when we do not. */
export async function askToSign(asked: Asked): Promise<Outcome> {
  const { size } = asked.checkpoint;
  let known = Math.min(asked.witness.size, size);
  for (let left = 3; left > 0; left -= 1) {
    const answer = await send(asked, known);
    if ('unreachable' in answer) return failed('witness_no_answer', { cause: answer.unreachable });
    if (answer.status === 200) return readLine(asked, answer.bytes);
    if (answer.status === 422) return { ok: false, kind: 'refused', seen: known };
    if (answer.status !== 409) return failed(...reasonOf(answer.status));
    const seen = parseDecimal(Buffer.from(answer.bytes).toString('latin1').trim());
    if (seen === undefined) return failed('witness_unreadable', { cause: 'HTTP 409' });
    if (seen > size) return { ok: false, kind: 'ahead', seen };
    if (seen === known) return { ok: false, kind: 'refused', seen };
    known = seen;
  }
  return failed('witness_no_answer', { cause: 'HTTP 409' });
}

async function send({ witness, checkpoint, proof }: Asked, oldSize: number) {
  return postOutside({
    ...{ url: `${witness.url}/add-checkpoint`, type: 'text/plain; charset=utf-8', wait: patience, mostBytes },
    body: formatAddCheckpoint({ oldSize, path: await proof(oldSize), checkpoint: checkpoint.note }),
  });
}

/** The line of the registered key among those that came; lines of other keys are left aside. */
function readLine({ witness, checkpoint, now }: Asked, bytes: Uint8Array): Outcome {
  const key = parseVerifierKey(witness.vkey);
  const text = parseNote(checkpoint.note)?.text;
  const lines = parseSignatures(Buffer.from(bytes).toString('utf8'));
  if (!key || text === undefined || !lines) return failed('witness_unreadable', { cause: 'HTTP 200' });
  const own = lines.find(({ name, id }) => name === key.name && id === key.id);
  const isRight = own && verifierOf(key, plainPrimitives).verify(Buffer.from(text), own.signature);
  if (!isRight) return failed('witness_wrong_signature');
  // The earliest outsider's clock is what a verdict names: one that fell back to 1970 would speak for every proof.
  const isNear = Math.abs(cosignatureTime(own.signature) * 1000 - now) <= mostApart;
  return isNear ? { ok: true, line: own.line } : failed('witness_wrong_clock');
}

const failed = (reason: string, facts: Record<string, string> = {}): Outcome => ({
  ...{ ok: false, kind: 'failed', failure: failureText(reason, facts) },
});

/** Unknown origin (404) and unknown key (403) have the same cure: the witness is given the register's key. */
function reasonOf(status: number): [string, Record<string, string>?] {
  if (status === 404 || status === 403) return ['witness_unknown_log'];
  const cause = { cause: `HTTP ${status}` };
  return status >= 500 || status === 429 ? ['witness_no_answer', cause] : ['witness_unreadable', cause];
}
