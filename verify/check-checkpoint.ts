import { type Checkpoint, parseCheckpoint } from '#domain/evidence/checkpoint.ts';
import {
  cosignatureTime,
  type Note,
  type NoteSignature,
  type Primitives,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  verifierOf,
  verifyNote,
} from '#domain/evidence/notes.ts';
import { type Finding, finderOf, type Outsider } from './finding.ts';
import { fingerprintOf, type Trust, type TrustedKey } from './trust.ts';
import { moment } from './words.ts';

/** A key of the trust list, with what a person knows it by. */
export type SigningKey = TrustedKey & { readonly algorithm: 'Ed25519' | 'SM2'; readonly fingerprint: string };

/** A signed checkpoint as far as it does not depend on the proof around it: many proofs share one. */
export type CheckedNote = {
  readonly checkpoint: Checkpoint;
  /** The three lines. */
  readonly body: string;
  readonly signedBy: readonly SigningKey[];
  /** Signatures by keys that are on the trust list neither as keys nor as witnesses. */
  readonly strangers: readonly NoteSignature[];
  readonly witnesses: readonly Outsider[];
  readonly findings: readonly Finding[];
};

const about = { signature: finderOf('signature'), witnesses: finderOf('witnesses') };

/** Undefined for text that is not a signed checkpoint. */
export function checkNote(
  text: string,
  { trust, primitives }: { trust: Trust; primitives: Primitives },
): CheckedNote | undefined {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint) return undefined;
  const keys = keysOf(note, trust, primitives);
  const witnesses = witnessesOf(note, trust, primitives);
  return {
    checkpoint,
    body: note.text,
    signedBy: keys.signedBy,
    strangers: note.signatures.filter((line) => !witnesses.known(line) && line.signature.length === 64),
    witnesses: witnesses.signed,
    findings: [...keys.findings, ...witnesses.findings],
  };
}

function keysOf(note: Note, trust: Trust, primitives: Primitives): { signedBy: SigningKey[]; findings: Finding[] } {
  const known = trust.keys.flatMap((key) => {
    const parsed = parseVerifierKey(key.vkey);
    return parsed ? [{ key, parsed }] : [];
  });
  const answer = verifyNote(
    note,
    known.map(({ parsed }) => verifierOf(parsed, primitives)),
  );
  if (!answer.ok)
    return {
      signedBy: [],
      findings: answer.failed.map(({ name }) => about.signature.fails('key_signature_wrong', { name })),
    };
  const signed = ({ parsed }: { parsed: VerifierKey }) => answer.verified.some((line) => isBy(line, parsed));
  const signedBy = known.filter(signed).map(({ key, parsed }) => ({
    ...key,
    algorithm: parsed.type === 'sm2' ? ('SM2' as const) : ('Ed25519' as const),
    fingerprint: fingerprintOf(key.vkey),
  }));
  return { signedBy, findings: [] };
}

function witnessesOf(note: Note, trust: Trust, primitives: Primitives): Witnessed {
  const { ok, note: reservation, fails } = about.witnesses;
  const known = trust.witnesses.flatMap(({ name, vkey }) => {
    const parsed = parseVerifierKey(vkey);
    return parsed ? [{ name, parsed }] : [];
  });
  const nameOf = (line: NoteSignature): string => known.find(({ parsed }) => isBy(line, parsed))?.name ?? line.name;
  const answer = verifyNote(
    note,
    known.map(({ parsed }) => verifierOf(parsed, primitives)),
  );
  const failed = answer.ok ? [] : answer.failed.map((line) => fails('witness_wrong', { name: nameOf(line) }));
  const signed = (answer.ok ? answer.verified : []).map(
    (line): Outsider => ({
      by: 'witness',
      name: nameOf(line),
      at: cosignatureTime(line.signature) * 1000,
      accuracy: 0,
    }),
  );
  const told = signed.map(({ name, at }) => ok('witness_signed', { name, at: moment(at) }));
  const needed = trust.witnesses_needed;
  if (failed.length === 0 && signed.length < needed)
    told.push(reservation('witnesses_too_few', { needed, count: signed.length }));
  if (failed.length === 0 && signed.length === 0 && needed === 0) told.push(ok('witnesses_none'));
  const isKnown = (line: NoteSignature): boolean => known.some(({ parsed }) => isBy(line, parsed));
  return { signed, known: isKnown, findings: [...failed, ...told] };
}

type Witnessed = {
  readonly signed: Outsider[];
  readonly findings: Finding[];
  known(line: NoteSignature): boolean;
};

/** Which of the keys that signed are believed; it takes the word of outsiders when one of them was revoked. */
export function checkKeys(checked: CheckedNote, outsiders: readonly Outsider[], own: Trust | undefined): Finding[] {
  const { fails } = about.signature;
  const { size } = checked.checkpoint;
  if (checked.findings.some(({ key }) => key === 'key_signature_wrong')) return [];
  if (checked.signedBy.length === 0) return [fails('key_unknown', { keys: strangersOf(checked, own) })];
  const found = checked.signedBy.map((key) => checkKey(key, size, outsiders));
  // One believed key is enough: a thief of the other cannot sign with it.
  const believed = found.some(({ outcome }) => outcome === 'ok');
  return found.map((one) => (believed && one.outcome === 'fails' ? { ...one, outcome: 'note' } : one));
}

function checkKey(key: SigningKey, size: number, outsiders: readonly Outsider[]): Finding {
  const { ok, fails } = about.signature;
  const { from_size: from, to_size: to, revoked, fingerprint, algorithm } = key;
  if (size < from || (to !== null && size > to))
    return fails('key_out_of_range', { fingerprint, from, to: to ?? '…', size });
  if (!revoked) return ok('key_signed', { algorithm, fingerprint });
  const at = Date.parse(revoked.at);
  const detail = { fingerprint, at: moment(at), reason: revoked.reason, effective: revoked.effective_size, size };
  if (size > revoked.effective_size) return fails('key_revoked', detail);
  const before = outsiders.find((outsider) => outsider.at + outsider.accuracy < at);
  return before ? ok('key_revoked_before', { ...detail, by: before.name }) : fails('key_revoked_no_outsider', detail);
}

/** Keys that signed and are on no list: with the fingerprint where the proof itself tells the key. */
function strangersOf({ strangers }: CheckedNote, own: Trust | undefined): string {
  return strangers
    .map(({ name, id }) => {
      const key = own?.keys.map(({ vkey }) => parseVerifierKey(vkey)).find((it) => it?.name === name && it.id === id);
      const shown = key ? fingerprintOf(key.vkey) : `${id.toString(16).padStart(8, '0')}`;
      return `${name} [${shown}]`;
    })
    .join('; ');
}

const isBy = ({ name, id }: NoteSignature, key: VerifierKey): boolean => name === key.name && id === key.id;
