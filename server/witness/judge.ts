import { type Checkpoint, parseCheckpoint } from '#domain/evidence/checkpoint.ts';
import { sameBytes, verifyConsistency } from '#domain/evidence/merkle.ts';
import { parseNote, verifyNote } from '#domain/evidence/notes.ts';
import { parseAddCheckpoint } from '#domain/evidence/witness-request.ts';
import type { Logs } from '#server/witness/keys.ts';
import type { Seen } from '#server/witness/state.ts';

/** What of a refused request tells of the log itself: another history of the same size, no growth, a smaller log. */
export type Alarm = 'fork' | 'no_growth' | 'shrunk';

/** C2SP tlog-witness, "add-checkpoint": 200 with what to sign, or the status of the refusal. */
export type Judgement =
  | { readonly status: 200; readonly signed: Signed }
  | { readonly status: 400 | 403 | 404 }
  | { readonly status: 409; readonly size: number; readonly alarm?: Alarm; readonly signed: Signed }
  | { readonly status: 422; readonly alarm: Alarm; readonly signed: Signed };

/** A checkpoint that a known key of its log signed; `note` is all of it, `text` what is signed. */
export type Signed = { readonly checkpoint: Checkpoint; readonly note: string; readonly text: string };

/** Judges the body of one request by what was signed before, in the order of the specification. */
export function judge(body: string, logs: Logs, seenOf: (origin: string) => Seen): Judgement {
  const request = parseAddCheckpoint(body);
  const note = request && parseNote(request.checkpoint);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!request || !note || !checkpoint) return { status: 400 };
  const keys = logs.get(checkpoint.origin);
  if (!keys) return { status: 404 };
  if (!verifyNote(note, keys).ok) return { status: 403 };
  if (request.oldSize > checkpoint.size) return { status: 400 };
  const signed = { checkpoint, note: request.checkpoint, text: note.text };
  const seen = seenOf(checkpoint.origin);
  if (request.oldSize !== seen.size)
    return {
      ...{ status: 409, size: seen.size, signed },
      ...(checkpoint.size < seen.size ? { alarm: 'shrunk' as const } : {}),
    };
  if (checkpoint.size === seen.size && !sameBytes(checkpoint.root, seen.root))
    return { status: 409, size: seen.size, alarm: 'fork', signed };
  const { size: oldSize, root: oldRoot } = seen;
  const growth = { oldSize, oldRoot, newSize: checkpoint.size, newRoot: checkpoint.root, path: request.path };
  if (!verifyConsistency(growth)) return { status: 422, alarm: 'no_growth', signed };
  return { status: 200, signed };
}
