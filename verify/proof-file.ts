import { type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate';
import { Refused } from '#domain/refused.ts';
import { type Fields, parseJson, readObject } from './json.ts';
import { certificateName, readMe } from './read-me.ts';

/** What a proof says of itself: a label. Nothing here is believed unless the entry or the statement says the same. */
export type About = {
  readonly format: 'humi-proof/1';
  readonly origin: string;
  readonly index: number;
  readonly kind: string;
  /** Time of the entry, ISO text. */
  readonly at: string;
  /** The id is what the entry's pseudonym opens to; the name is told by the issuer only. */
  readonly organisation: { readonly id: string; readonly name: string | null };
  readonly title?: string;
};

/** `file` is `tokens/1.tsr` and so on; a renewal's subject is the file of the token that it stamps. */
export type ProofToken = {
  readonly file: string;
  readonly authority: string;
  readonly subject: string;
  readonly bytes: Uint8Array;
};

/** A `.humi-proof` as it was opened, not yet believed. Texts are UTF-8. */
export type ProofFile = {
  readonly about: About;
  readonly entry: Uint8Array;
  readonly salt: Uint8Array;
  /** c2sp.org/tlog-proof@v1 */
  readonly proof: string;
  /** The body of the checkpoint in `proof`: three lines with their newlines. Time stamps stamp these bytes. */
  readonly checkpoint: string;
  /** Of an act. */
  readonly statement?: string;
  /** Of a folder, where the organisation kept it. */
  readonly manifest?: string;
  readonly tokens: readonly ProofToken[];
  /** PEM by authority: for stock tools; a checker believes its trust list only. */
  readonly certificates: Readonly<Record<string, string>>;
  /** The trust list of the issuer, JSON text. */
  readonly trust: string;
};

/** Bounds of a proof file, in bytes and members. What a proof unpacks to is bounded too. */
export const proofBounds = { file: 5 << 20, member: 16 << 20, unpacked: 32 << 20, members: 200 } as const;

/** A proof file as a zip. The same parts give the same bytes. */
export function writeProofFile(parts: ProofFile): Uint8Array {
  const { about, tokens } = parts;
  const members: Record<string, Uint8Array> = {
    'about.json': text(`${JSON.stringify(about)}\n`),
    'entry.bin': parts.entry,
    'salt.bin': parts.salt,
    'proof.tlog-proof': text(parts.proof),
    'checkpoint.txt': text(parts.checkpoint),
    'trust.json': text(parts.trust),
    'read-me.html': text(readMe(parts)),
  };
  if (parts.statement !== undefined) members['statement.json'] = text(parts.statement);
  if (parts.manifest !== undefined) members['manifest.txt'] = text(parts.manifest);
  if (tokens.length > 0)
    members['tokens/tokens.json'] = text(
      `${JSON.stringify(tokens.map(({ file, authority, subject }) => ({ file, authority, subject })))}\n`,
    );
  for (const { file, bytes } of tokens) members[file] = bytes;
  for (const [authority, pem] of Object.entries(parts.certificates)) members[certificateName(authority)] = text(pem);
  // One fixed time for all members: a zip of 1980 tells nothing, and the same proof is the same file. What a checker
  // reads is stored as it is: unpacking would take longer than checking.
  const packed: Zippable = {};
  for (const [name, bytes] of Object.entries(members)) packed[name] = [bytes, { level: levelOf(name) }];
  return zipSync(packed, { mtime: new Date(1980, 0, 1) });
}

/**
 * Opens a proof file: bounded, known members only. Refused with 'proof_empty', 'proof_too_large', 'proof_not_one',
 * 'proof_newer' {format}, 'proof_member_unknown' {member}, 'proof_member_missing' {member}, 'proof_member_wrong'
 * {member, field}. Nothing is verified here.
 */
export function openProofFile(bytes: Uint8Array): ProofFile {
  const members = unpack(bytes);
  const about = readAbout(members);
  const stranger = Object.keys(members).find((name) => !knownMember.test(name));
  if (stranger !== undefined) throw new Refused('proof_member_unknown', { member: stranger.slice(0, 80) });
  const { 'statement.json': statement, 'manifest.txt': manifest } = members;
  return {
    about,
    entry: member(members, 'entry.bin'),
    salt: saltOf(members),
    proof: textOf(members, 'proof.tlog-proof'),
    checkpoint: textOf(members, 'checkpoint.txt'),
    ...(statement ? { statement: textOf(members, 'statement.json') } : {}),
    ...(manifest ? { manifest: textOf(members, 'manifest.txt') } : {}),
    tokens: readTokens(members),
    certificates: readCertificates(members),
    trust: textOf(members, 'trust.json'),
  };
}

const levelOf = (name: string): 0 | 6 => (/^(read-me\.html|manifest\.txt)$/.test(name) ? 6 : 0);

const knownMember =
  /^(about\.json|entry\.bin|salt\.bin|proof\.tlog-proof|checkpoint\.txt|statement\.json|manifest\.txt|trust\.json|read-me\.html|tokens\/(tokens\.json|[1-9]\d{0,2}\.tsr)|certificates\/[^/\\\p{Cc}]{1,64}\.pem)$/u;

function unpack(bytes: Uint8Array): Unzipped {
  if (bytes.length === 0) throw new Refused('proof_empty');
  if (bytes.length > proofBounds.file) throw new Refused('proof_too_large');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new Refused('proof_not_one');
  const names = new Set<string>();
  let unpacked = 0;
  const members = unzip(bytes, ({ name, originalSize }) => {
    unpacked += originalSize;
    if (names.size >= proofBounds.members || originalSize > proofBounds.member || unpacked > proofBounds.unpacked)
      throw new Refused('proof_too_large');
    if (names.has(name)) throw new Refused('proof_member_unknown', { member: name.slice(0, 80) });
    names.add(name);
    return name !== 'read-me.html';
  });
  return members;
}

type Filter = (file: { name: string; originalSize: number }) => boolean;

function unzip(bytes: Uint8Array, filter: Filter): Unzipped {
  try {
    // The library gives each member a buffer of the size that was declared, and writes no further.
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('proof_not_one');
  }
}

function readAbout(members: Unzipped): About {
  const { 'about.json': bytes } = members;
  if (!bytes)
    throw new Refused(members['proof.tlog-proof'] ? 'proof_member_missing' : 'proof_not_one', { member: 'about.json' });
  const wrong = { reason: 'proof_member_wrong', member: 'about.json' };
  const value = parseJson(bytes, wrong);
  const format = typeof value === 'object' && value !== null && 'format' in value ? String(value.format) : '';
  if (!/^humi-proof\/\d{1,6}$/.test(format)) throw new Refused('proof_not_one');
  if (format !== 'humi-proof/1') throw new Refused('proof_newer', { format });
  const about = readObject(value, { ...wrong, fields: aboutFields });
  const organisation = about.object('organisation');
  const title = about.textOrNull('title');
  return {
    format,
    origin: about.text('origin'),
    index: about.count('index'),
    kind: about.text('kind'),
    at: about.instant('at'),
    organisation: { id: organisation.text('id'), name: organisation.textOrNull('name') },
    ...(title === null ? {} : { title }),
  };
}

const aboutFields: Fields = {
  format: {},
  origin: {},
  index: {},
  kind: {},
  at: {},
  organisation: { id: {}, name: {} },
  'title?': {},
};

function readTokens(members: Unzipped): ProofToken[] {
  const wrong = { reason: 'proof_member_wrong', member: 'tokens/tokens.json' };
  const named = Object.keys(members).filter((name) => name.endsWith('.tsr'));
  const { 'tokens/tokens.json': listBytes } = members;
  if (!listBytes && named.length > 0) throw new Refused('proof_member_missing', { member: 'tokens/tokens.json' });
  const list = listBytes ? parseJson(listBytes, wrong) : [];
  const { list: read } = readObject({ list }, { ...wrong, fields: { list: { file: {}, authority: {}, subject: {} } } });
  const tokens = read('list').map((it) => ({
    file: it.text('file'),
    authority: it.text('authority'),
    subject: it.text('subject'),
    bytes: member(members, it.text('file')),
  }));
  const unlisted = named.find((name) => tokens.filter(({ file }) => file === name).length !== 1);
  if (unlisted !== undefined)
    throw new Refused('proof_member_wrong', { member: 'tokens/tokens.json', field: unlisted });
  return tokens;
}

function readCertificates(members: Unzipped): Record<string, string> {
  const names = Object.keys(members).filter((name) => name.startsWith('certificates/'));
  return Object.fromEntries(names.map((name) => [name.slice('certificates/'.length, -4), textOf(members, name)]));
}

function saltOf(members: Unzipped): Uint8Array {
  const salt = member(members, 'salt.bin');
  if (salt.length !== 16) throw new Refused('proof_member_wrong', { member: 'salt.bin', field: `${salt.length}` });
  return salt;
}

function member(members: Unzipped, name: string): Uint8Array {
  const bytes = Object.hasOwn(members, name) ? members[name] : undefined;
  if (!bytes) throw new Refused('proof_member_missing', { member: name.slice(0, 80) });
  return bytes;
}

function textOf(members: Unzipped, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(member(members, name));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('proof_member_wrong', { member: name, field: 'UTF-8' });
  }
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
