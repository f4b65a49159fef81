import { ed25519 } from '@noble/curves/ed25519.js';
import { parseNote, parseVerifierKey, verifierOf, verifyNote } from '#domain/evidence/notes.ts';
import {
  formatEntry,
  growRoll,
  headOf,
  keyOf,
  type Roll,
  type RollAct,
  type RollTools,
} from '#domain/identities/roll.ts';
import { Refused } from '#domain/refused.ts';
import { decodeBech32 } from './bech32.ts';
import { digestText } from './bytes.ts';
import { type Identity, signNote } from './identity.ts';

/** What a client remembers of the roll it has verified: `head` is the digest of entry `length - 1`. */
export type Pin = { readonly root: string; readonly length: number; readonly head: string };

const ed25519Verify: RollTools['ed25519'] = (key, message, signature) => ed25519.verify(signature, message, key);

export const rollTools: RollTools = { digest: digestText, ed25519: ed25519Verify };

/**
 * The roll of all its notes, verified from entry 0. With a pin it refuses `roll_shorter`, `roll_other_root` and
 * `roll_rewritten`, and checks no signature a second time that the pin's digest already covers.
 */
export function verifyRoll(notes: readonly string[], organisation: string, pin?: Pin): Roll {
  if (pin && notes.length < pin.length) throw new Refused('roll_shorter', { have: notes.length, seen: pin.length });
  const covered = pin !== undefined && pinCovers(notes, pin) ? pin.length : 0;
  let roll: Roll | undefined;
  for (const [seq, note] of notes.entries())
    roll = growRoll(roll, note, { organisation, tools: rollTools, ...(seq < covered ? { trusted: true } : {}) });
  if (!roll) throw new Refused('roll_empty');
  if (pin && roll.root !== pin.root) throw new Refused('roll_other_root');
  if (pin && roll.heads[pin.length - 1] !== pin.head) throw new Refused('roll_rewritten', { seq: pin.length - 1 });
  for (const { recipient } of [...roll.keys, ...roll.recoveries])
    if (!decodeBech32('age', recipient)) throw new Refused('roll_unreadable', { seq: roll.length - 1 });
  return roll;
}

/** Every entry names the digest of the one before: the pinned digest of the last one stands for all before it. */
const pinCovers = (notes: readonly string[], { length, head }: Pin): boolean =>
  digestText(parseNote(notes[length - 1] ?? '')?.text ?? '') === head;

export const pinOf = (roll: Roll): Pin => ({ root: roll.root, length: roll.length, head: headOf(roll) });

/** The next note: `act` at the end of `roll` (undefined founds one), signed by `signer` at an instant. */
export function writeEntry(roll: Roll | undefined, act: RollAct, signer: Identity, at: string): string {
  const { organisation } = signer;
  const entry = { organisation, seq: roll?.length ?? 0, previous: roll ? headOf(roll) : '-', at, act };
  const note = signNote(signer, formatEntry(entry));
  growRoll(roll, note, { organisation, tools: rollTools });
  return note;
}

/** `humi-pins/1`: the pin as a note of its own person, kept by the server for the next browser. */
export const signPin = (identity: Identity, { root, length, head }: Pin): string =>
  signNote(identity, `humi-pins/1\n${identity.organisation}\n${root}\n${length}\n${head}\n`);

/** The pin of a note that this identity signed. Refuses `pins_tampered`. */
export function openPin(identity: Identity, note: string): Pin {
  const parsed = parseNote(note);
  const [format, organisation, root = '', length = '', head = ''] = parsed?.text.split('\n') ?? [];
  const ours = format === 'humi-pins/1' && organisation === identity.organisation && /^[1-9]\d{0,6}$/.test(length);
  if (!parsed || !ours || !isSignedBy(note, identity.verifyKey)) throw new Refused('pins_tampered');
  return { root, length: Number(length), head };
}

/** Does the note carry a good signature of this Ed25519 key? */
export function isSignedBy(note: string, verifyKey: string): boolean {
  const [parsed, key] = [parseNote(note), parseVerifierKey(verifyKey)];
  return (
    parsed !== undefined &&
    key?.type === 'ed25519' &&
    verifyNote(parsed, [verifierOf(key, { ed25519: ed25519Verify, sm2: () => false })]).ok
  );
}

/** The longer of two pins that agree on their root; the one that is there when the other is not. */
export function newerPin(one: Pin | undefined, other: Pin | undefined): Pin | undefined {
  if (!one || !other) return one ?? other;
  if (one.root !== other.root) throw new Refused('roll_other_root');
  return one.length >= other.length ? one : other;
}

/**
 * Who can open what is sealed for `persons`: their recipients and the recovery key's, from the verified roll alone.
 * Refuses `not_on_roll` with the person who has no key there.
 */
export function recipientsFor(roll: Roll, persons: Iterable<string>): string[] {
  const recipients = Array.from(new Set(persons), (person) => {
    const key = keyOf(roll, person);
    if (!key) throw new Refused('not_on_roll', { person });
    return key.recipient;
  });
  const recovery = roll.recoveries.at(-1)?.recipient;
  return recovery === undefined ? recipients : [...recipients, recovery];
}

/**
 * The keys with which a person could sign at an instant: `known` false when the roll never had one, `active` empty when
 * the last one had ended by then.
 */
export function keysAt(roll: Roll, person: string, at: string): { known: boolean; active: readonly string[] } {
  const own = roll.keys.filter((key) => key.person === person);
  const active = own.filter(({ until }) => until === undefined || Date.parse(at) < Date.parse(until));
  return { known: own.length > 0, active: active.map(({ verifyKey }) => verifyKey) };
}
