import { utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeBase64 } from '#domain/evidence/base64.ts';
import { longestNote, type Note, parseNote } from '#domain/evidence/notes.ts';
import type { Roll } from '#domain/identities/roll.ts';
import { Refused } from '#domain/refused.ts';
import { countRecipients, openBytes, sealBytes } from './age.ts';
import { digestsOfText, readObject, readUtf8 } from './bytes.ts';
import { type Identity, signNote } from './identity.ts';
import { isSignedBy, keysAt, recipientsFor } from './roll.ts';

/** What a sealed text is about: each kind has its own format line, so that one never passes for another. */
export type RecordFormat = 'humi-secret/1' | 'humi-form/1' | 'humi-leak/1' | 'humi-note/1';

/** A sealed text, opened and checked. */
export type SealedRecord<Body> = {
  readonly format: RecordFormat;
  readonly organisation: string;
  /** Id of the secret, the form, the incident. */
  readonly subject: string;
  /** From 1. */
  readonly version: number;
  /** Hex SHA-256 of the text of the version before; null for version 1. */
  readonly previous: string | null;
  /** Person who signed. */
  readonly author: string;
  readonly at: string;
  /** 32 random bytes in base64: nobody guesses the text from its digest. */
  readonly nonce: string;
  /** Persons who may open it, beside the author and the recovery key. */
  readonly need_to_know: readonly string[];
  readonly body: Body;
};

export type RecordDraft<Body> = Pick<
  SealedRecord<Body>,
  'format' | 'subject' | 'version' | 'previous' | 'need_to_know' | 'body'
>;

/** The form of an act with a secret: one version, for those who know the secret. */
export const formDraft = <Body>(subject: string, readers: readonly string[], body: Body): RecordDraft<Body> => ({
  ...{ format: 'humi-form/1', subject, version: 1, previous: null },
  ...{ need_to_know: [...readers], body },
});

/** An age file with the facts that go to the server beside it. */
export type Sealed = {
  readonly file: Uint8Array;
  /** Hex digests of the signed text. */
  readonly sha256: string;
  readonly sm3: string;
  /** Bytes of the signed text. */
  readonly size: number;
  /** How many can open it. */
  readonly recipients: number;
};

/**
 * Seals one version: a note signed by its author, in an age file for need-to-know ∪ author ∪ recovery key, all taken
 * from the verified roll. Refuses `not_on_roll` and `record_too_long` (a note has a million characters at most).
 */
export async function sealRecord<Body>(
  draft: RecordDraft<Body>,
  { author, roll, at }: { author: Identity; roll: Roll; at: string },
): Promise<Sealed> {
  const nonce = encodeBase64(crypto.getRandomValues(new Uint8Array(32)));
  const { format, subject, version, previous, need_to_know, body } = draft;
  const head = { format, organisation: author.organisation, subject, version, previous };
  const record = { ...head, author: author.person, at, nonce, need_to_know, body };
  const text = `${escapeControls(JSON.stringify(record, null, 2))}\n`;
  const note = signNote(author, text);
  if (note.length > longestNote || !parseNote(note)) throw new Refused('record_too_long');
  const recipients = recipientsFor(roll, [...need_to_know, author.person]);
  const file = await sealBytes(utf8ToBytes(note), recipients);
  const size = utf8ToBytes(text).length;
  return { file, ...digestsOfText(text), size, recipients: new Set(recipients).size };
}

/** C1 controls are no part of a note's text; JSON can say them with an escape. */
const escapeControls = (json: string): string =>
  json.replaceAll(/[\u007f-\u009f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What the reader asks for; a check that is not asked for is not made. */
export type Asked = {
  readonly format: RecordFormat;
  readonly subject: string;
  /** The newest version that the reader knows of: an older one is refused. */
  readonly version?: number;
  /** Hex SHA-256 of the text of the version before, where the reader has opened it. */
  readonly previous?: string;
};

export type Opened<Body> = { readonly record: SealedRecord<Body>; readonly sha256: string; readonly sm3: string };

/**
 * Opens and checks one version. Refuses `sealed_not_for_me`, `sealed_tampered`, `sealed_unreadable`,
 * `sealed_unknown_signer`, `sealed_badly_signed`, `sealed_removed_signer`, `sealed_other_firm`, `sealed_other_subject`,
 * `sealed_older_version`, `sealed_broken_chain`, `sealed_too_many_readers`. `Body` is what the caller checks further:
 * its author was a colleague, not a machine.
 */
export async function openRecord<Body>(
  file: Uint8Array,
  asked: Asked,
  { identity, roll }: { identity: Pick<Identity, 'secret'>; roll: Roll },
): Promise<Opened<Body>> {
  const { note, text } = await openNote(file, identity.secret);
  const record = readRecord<Body>(note.text);
  checkSigner(text, note, record, roll);
  if (record.organisation !== roll.organisation) throw new Refused('sealed_other_firm');
  if (record.format !== asked.format || record.subject !== asked.subject) throw new Refused('sealed_other_subject');
  const { version } = record;
  if (asked.version !== undefined && version < asked.version)
    throw new Refused('sealed_older_version', { have: version, want: asked.version });
  if (asked.version !== undefined && version > asked.version) throw new Refused('sealed_other_subject');
  if (asked.previous !== undefined && record.previous !== asked.previous) throw new Refused('sealed_broken_chain');
  const allowed = new Set([...record.need_to_know, record.author]).size + (roll.recoveries.length > 0 ? 1 : 0);
  const found = countRecipients(file);
  if (found === undefined || found > allowed)
    throw new Refused('sealed_too_many_readers', { found: found ?? 0, allowed });
  return { record, ...digestsOfText(note.text) };
}

/**
 * The same signed text for those who have keys now: after somebody's new key, or a new recovery key. Nothing of the
 * text changes; whoever has no key on the roll any more is left out.
 */
export async function resealRecord(
  file: Uint8Array,
  { secret, roll }: { secret: string; roll: Roll },
): Promise<{ file: Uint8Array; recipients: number }> {
  const { note, text } = await openNote(file, secret);
  const { need_to_know, author } = readRecord(note.text);
  const readers = [...need_to_know, author].filter((person) =>
    roll.keys.some((key) => key.person === person && key.until === undefined),
  );
  const recipients = recipientsFor(roll, readers);
  return { file: await sealBytes(utf8ToBytes(text), recipients), recipients: new Set(recipients).size };
}

async function openNote(file: Uint8Array, secret: string): Promise<{ note: Note; text: string }> {
  const text = readUtf8(await openBytes(file, secret));
  const note = text === undefined ? undefined : parseNote(text);
  if (text === undefined || !note) throw new Refused('sealed_unreadable');
  return { note, text };
}

function readRecord<Body>(text: string): SealedRecord<Body> {
  const read = readObject(text);
  const isText = (name: string) => typeof read?.[name] === 'string';
  const whole =
    read !== undefined &&
    ['format', 'organisation', 'subject', 'author', 'at', 'nonce'].every(isText) &&
    Number.isSafeInteger(read.version) &&
    (read.previous === null || isText('previous')) &&
    Array.isArray(read.need_to_know) &&
    read.need_to_know.every((person) => typeof person === 'string');
  if (!whole) throw new Refused('sealed_unreadable');
  // Its head was just checked; its body is the author's, and its readers check what they need of it.
  return read as SealedRecord<Body>;
}

function checkSigner(text: string, note: Note, { author, at }: { author: string; at: string }, roll: Roll): void {
  const { known, active } = keysAt(roll, author, at);
  if (!known || note.signatures.every(({ name }) => name !== author)) throw new Refused('sealed_unknown_signer');
  if (active.some((key) => isSignedBy(text, key))) return;
  const ended = roll.keys.some((key) => key.person === author && isSignedBy(text, key.verifyKey));
  throw new Refused(ended ? 'sealed_removed_signer' : 'sealed_badly_signed');
}
