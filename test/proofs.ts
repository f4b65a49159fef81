import { randomBytes } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { sm2 } from 'sm-crypto-v2';
import { formatCheckpointBody } from '#domain/evidence/checkpoint.ts';
import { commit, digestsOf, encodeEntry, pseudonymOf } from '#domain/evidence/entry.ts';
import { leafHash, rootOf } from '#domain/evidence/merkle.ts';
import {
  cosignatureMessage,
  formatNote,
  formatSignature,
  formatVerifierKey,
  parseVerifierKey,
  timedSignature,
} from '#domain/evidence/notes.ts';
import { type Statement, statementText } from '#domain/evidence/statement.ts';
import { formatProof } from '#domain/evidence/tlog-proof.ts';
import type { Original } from '#verify/check-content.ts';
import type { ProofFile, ProofToken } from '#verify/proof-file.ts';
import type { Trust } from '#verify/trust.ts';

/** A register in memory with keys of its own, for tests of the checker: no database, no server. */

export type Signer = { readonly name: string; readonly vkey: string; sign(text: string): string };

export function newEd25519(name: string): Signer {
  const secret = ed25519.utils.randomSecretKey();
  return signer(name, 'ed25519', ed25519.getPublicKey(secret), (text) => ed25519.sign(utf8(text), secret));
}

export function newSm2(name: string): Signer {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  const options = { hash: true, publicKey };
  return signer(name, 'sm2', hexToBytes(publicKey), (text) =>
    hexToBytes(sm2.doSignature(utf8(text), privateKey, options)),
  );
}

/** Co-signs with a clock of its own; seconds since 1970. */
export function newWitness(name: string, seconds: number): Signer {
  const secret = ed25519.utils.randomSecretKey();
  return signer(name, 'cosignature', ed25519.getPublicKey(secret), (text) =>
    timedSignature(seconds, ed25519.sign(cosignatureMessage(text, seconds), secret)),
  );
}

function signer(
  name: string,
  type: 'ed25519' | 'sm2' | 'cosignature',
  key: Uint8Array,
  make: (text: string) => Uint8Array,
): Signer {
  const vkey = formatVerifierKey({ name, type, key });
  const id = parseVerifierKey(vkey)?.id ?? 0;
  return { name, vkey, sign: (text) => formatSignature(name, id, make(text)) };
}

export type Wanted = {
  readonly content?: Uint8Array;
  readonly statement?: Statement;
  readonly manifest?: string;
  readonly signers: readonly Signer[];
  readonly origin?: string;
  readonly at?: number;
  /** Entries in the log, and the place of this one. */
  readonly size?: number;
  readonly index?: number;
  readonly trust?: Trust;
};

export const testOrigin = 'register.example/log';
export const testOrganisation = { id: '0190a1b2-c3d4-7e5f-8a6b-0123456789ab', name: '云溪精工有限公司' };
/** 2026-11-21 10:00:00 in Beijing. */
export const testAt = Date.UTC(2026, 10, 21, 2);

/** A proof of one entry in a log whose other entries are random. Tokens are added by the test. */
export function makeProof(wanted: Wanted): ProofFile {
  const { statement, signers, origin = testOrigin, at = testAt, size = 7, index = 4 } = wanted;
  const manifest = wanted.manifest;
  const text = statement ? statementText(statement) : manifest;
  const content = text === undefined ? (wanted.content ?? utf8('content')) : utf8(text);
  const kind = statement ? statement.act : manifest === undefined ? 'file' : 'manifest';
  const salt = new Uint8Array(randomBytes(16));
  const organisation = pseudonymOf(salt, testOrganisation.id);
  const entry = encodeEntry({ kind, at, organisation, commitments: commit(salt, digestsOf(content)) });
  const leaves = Array.from({ length: size }, (_, place) => leafHash(place === index ? entry : randomBytes(40)));
  const body = formatCheckpointBody({ origin, size, root: rootOf(leaves) });
  const note = formatNote(
    body,
    signers.map((one) => one.sign(body)),
  );
  return {
    about: {
      format: 'humi-proof/1',
      ...{ origin, index, kind, at: new Date(at).toISOString(), organisation: testOrganisation },
    },
    entry,
    salt,
    proof: formatProof({ index, path: pathOf(leaves, index), checkpoint: note }),
    checkpoint: body,
    ...(statement && text !== undefined ? { statement: text } : {}),
    ...(manifest === undefined ? {} : { manifest }),
    tokens: [],
    certificates: {},
    trust: JSON.stringify(wanted.trust ?? makeTrust({ keys: signers.filter(({ vkey }) => !isWitness(vkey)), origin })),
  };
}

const isWitness = (vkey: string): boolean => parseVerifierKey(vkey)?.type === 'cosignature';

export function makeTrust({
  keys,
  origin = testOrigin,
  ...more
}: Partial<Omit<Trust, 'keys'>> & { keys: readonly Signer[] }): Trust {
  return {
    format: 'humi-trust/1',
    origin,
    issuer: '云溪县市场监督管理局',
    made_at: new Date(testAt).toISOString(),
    keys: keys.map(({ vkey }) => ({ vkey, from_size: 0, to_size: null, revoked: null })),
    witnesses: [],
    witnesses_needed: 0,
    authorities: [],
    ...more,
  };
}

/** The same proof with a time stamp more. */
export const withToken = (proof: ProofFile, token: Omit<ProofToken, 'file'>): ProofFile => ({
  ...proof,
  tokens: [...proof.tokens, { ...token, file: `tokens/${proof.tokens.length + 1}.tsr` }],
});

export function originalOf(name: string, content: Uint8Array): Original {
  const { sha256, sm3 } = digestsOf(content);
  return { name, size: content.length, sha256: bytesToHex(sha256), sm3: bytesToHex(sm3) };
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** RFC 6962, section 2.1.1. */
function pathOf(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length <= 1) return [];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return index < half ? [...pathOf(left, index), rootOf(right)] : [...pathOf(right, index - half), rootOf(left)];
}

/** For `toThrow`: a refusal for this reason. */
export const isRefused = (reason: string): RegExp => new RegExp(`^${reason} `);
