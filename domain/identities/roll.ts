import { type Primitives, parseNote, parseVerifierKey, verifierOf, verifyNote } from '../evidence/notes.ts';
import { Refused } from '../refused.ts';

/** One line of the firm's own list of keys says one thing (docs/decisions/0013, "Roll"). */
export type RollAct =
  | { readonly kind: 'found'; readonly person: string; readonly recipient: string; readonly verifyKey: string }
  | { readonly kind: 'recovery'; readonly recipient: string; readonly verifyKey: string }
  | {
      readonly kind: 'admit';
      readonly person: string;
      readonly recipient: string;
      readonly verifyKey: string;
      readonly rank: Rank;
    }
  | { readonly kind: 'remove'; readonly person: string };

export type Rank = 'officer' | 'member';

export type RollEntry = {
  readonly organisation: string;
  readonly seq: number;
  /** Base64 SHA-256 of the text of the entry before; `-` for entry 0. */
  readonly previous: string;
  /** Instant, as the signer's clock had it. */
  readonly at: string;
  readonly act: RollAct;
};

/** A key of a person, from the entry that admitted it to the one that ended it. */
export type RollKey = {
  readonly person: string;
  readonly recipient: string;
  readonly verifyKey: string;
  readonly rank: Rank;
  readonly from: string;
  readonly until?: string;
};

/** What a verified roll says. Only `growRoll` makes one. */
export type Roll = {
  readonly organisation: string;
  /** The verify key that founded the roll. */
  readonly root: string;
  readonly length: number;
  /** Base64 SHA-256 of every entry's text; the last is the head. */
  readonly heads: readonly string[];
  readonly keys: readonly RollKey[];
  /** Recovery keys, the present one last. */
  readonly recoveries: readonly { readonly recipient: string; readonly verifyKey: string; readonly from: string }[];
};

/** The computing, from outside. */
export type RollTools = {
  /** Base64 SHA-256 of a text in UTF-8. */
  digest(text: string): string;
  readonly ed25519: Primitives['ed25519'];
};

const format = 'humi-roll/1';
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const key = '(age1[02-9ac-hj-np-z]{58}) (\\S{1,120})';
const lines = new RegExp(
  `^${format}\\n(${uuid})\\n(0|[1-9]\\d{0,6})\\n(-|[A-Za-z0-9+/]{43}=)\\n(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)\\n([^\\n]+)\\n$`,
);
const acts = {
  found: new RegExp(`^found (${uuid}) ${key}$`),
  recovery: new RegExp(`^recovery ${key}$`),
  admit: new RegExp(`^admit (${uuid}) ${key} (officer|member)$`),
  remove: new RegExp(`^remove (${uuid})$`),
} as const;

/** The text that is signed, with its final newline. */
export function formatEntry({ organisation, seq, previous, at, act }: RollEntry): string {
  return `${[format, organisation, seq, previous, at, actText(act)].join('\n')}\n`;
}

function actText(act: RollAct): string {
  if (act.kind === 'remove') return `remove ${act.person}`;
  const keys = `${act.recipient} ${act.verifyKey}`;
  if (act.kind === 'recovery') return `recovery ${keys}`;
  return act.kind === 'found' ? `found ${act.person} ${keys}` : `admit ${act.person} ${keys} ${act.rank}`;
}

/** Undefined for a text that is not exactly an entry. */
export function parseEntry(text: string): RollEntry | undefined {
  const [whole, organisation = '', seq = '', previous = '', at = '', said = ''] = lines.exec(text) ?? [];
  const act = whole === undefined || Number.isNaN(Date.parse(at)) ? undefined : parseAct(said);
  return act && { organisation, seq: Number(seq), previous, at, act };
}

function parseAct(said: string): RollAct | undefined {
  const [, a = '', b = '', c = '', rank] =
    Object.values(acts)
      .map((one) => one.exec(said))
      .find((one) => one) ?? [];
  if (a === '') return undefined;
  if (said.startsWith('remove ')) return { kind: 'remove', person: a };
  const [person, recipient, verifyKey] = said.startsWith('recovery ') ? ['', a, b] : [a, b, c];
  if (parseVerifierKey(verifyKey)?.type !== 'ed25519') return undefined;
  if (said.startsWith('recovery ')) return { kind: 'recovery', recipient, verifyKey };
  if (said.startsWith('found ')) return { kind: 'found', person, recipient, verifyKey };
  return { kind: 'admit', person, recipient, verifyKey, rank: rank === 'officer' ? 'officer' : 'member' };
}

/** The present key of a person, or undefined. */
export const keyOf = ({ keys }: Roll, person: string): RollKey | undefined =>
  keys.find((one) => one.person === person && one.until === undefined);

export const headOf = ({ heads }: Roll): string => heads.at(-1) ?? '-';

/**
 * The roll with one more entry. `undefined` is the empty roll of `organisation`. Refuses (reason `roll_…`, with `seq`)
 * an entry that is not a signed note of the form above, belongs to another firm, stands at another place, follows
 * another entry, is signed by nobody who may, or says what cannot be. `trusted` leaves the signature out: for entries
 * whose digest chain ends in one that was verified before.
 */
export function growRoll(
  roll: Roll | undefined,
  note: string,
  { organisation, tools, trusted }: { organisation: string; tools: RollTools; trusted?: true },
): Roll {
  const seq = roll?.length ?? 0;
  const refuse = (reason: string) => new Refused(reason, { seq });
  const parsed = parseNote(note);
  const entry = parsed && parseEntry(parsed.text);
  if (!parsed || !entry || parsed.signatures.length !== 1) throw refuse('roll_unreadable');
  if (entry.organisation !== organisation) throw refuse('roll_other_firm');
  if (entry.seq !== seq) throw refuse('roll_out_of_order');
  if (entry.previous !== (roll ? headOf(roll) : '-')) throw refuse('roll_forked');
  const signer = signerOf(roll, entry.act, parsed.signatures[0]?.name ?? '');
  if (signer === undefined) throw refuse(roll ? 'roll_signer_may_not' : 'roll_not_founded');
  const parsedKey = parseVerifierKey(signer);
  const verifier = parsedKey && verifierOf(parsedKey, { ed25519: tools.ed25519, sm2: () => false });
  if (!trusted && !(verifier && verifyNote(parsed, [verifier]).ok)) throw refuse('roll_badly_signed');
  const said = applyAct(roll, entry, refuse);
  const heads = [...(roll?.heads ?? []), tools.digest(parsed.text)];
  return { organisation, root: roll?.root ?? signer, length: seq + 1, heads, ...said };
}

/** The verify key that must have signed: of entry 0 its own; then of an officer; or the recovery key, to let people in. */
function signerOf(roll: Roll | undefined, act: RollAct, name: string): string | undefined {
  if (!roll) return act.kind === 'found' && name === act.person ? act.verifyKey : undefined;
  if (act.kind === 'found') return undefined;
  const officer = keyOf(roll, name);
  if (officer) return officer.rank === 'officer' ? officer.verifyKey : undefined;
  const recovery = name === roll.organisation ? roll.recoveries.at(-1)?.verifyKey : undefined;
  return act.kind === 'remove' ? undefined : recovery;
}

function applyAct(
  roll: Roll | undefined,
  { act, at }: RollEntry,
  refuse: (reason: string) => Refused,
): Pick<Roll, 'keys' | 'recoveries'> {
  const [keys, recoveries] = [roll?.keys ?? [], roll?.recoveries ?? []];
  const owner = act.kind === 'recovery' ? roll?.organisation : act.person;
  if (act.kind !== 'remove') {
    if (parseVerifierKey(act.verifyKey)?.name !== owner && owner !== undefined) throw refuse('roll_key_taken');
    const isSame = (one: { recipient: string; verifyKey: string }) =>
      one.recipient === act.recipient || one.verifyKey === act.verifyKey;
    const taken = keys.some((one) => isSame(one) && one.person !== owner) || recoveries.some(isSame);
    if (taken) throw refuse('roll_key_taken');
  }
  if (act.kind === 'recovery')
    return { keys, recoveries: [...recoveries, { recipient: act.recipient, verifyKey: act.verifyKey, from: at }] };
  const present = keys.some((one) => one.person === act.person && one.until === undefined);
  if (act.kind === 'remove' && !present) throw refuse('roll_unknown_person');
  const ended = keys.map((one) => (one.person === act.person && one.until === undefined ? { ...one, until: at } : one));
  const rank: Rank = act.kind === 'admit' ? act.rank : 'officer';
  const next = act.kind === 'remove' ? ended : [...ended, rollKey(act, rank, at)];
  if (!next.some((one) => one.rank === 'officer' && one.until === undefined)) throw refuse('roll_last_officer');
  return { keys: next, recoveries };
}

const rollKey = (
  { person, recipient, verifyKey }: { person: string; recipient: string; verifyKey: string },
  rank: Rank,
  from: string,
): RollKey => ({ person, recipient, verifyKey, rank, from });
