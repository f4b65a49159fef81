import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { commit, type Digests, digestsOf, type Entry, pseudonymOf } from '#domain/evidence/entry.ts';
import { readManifest } from '#domain/evidence/manifest.ts';
import { sameBytes } from '#domain/evidence/merkle.ts';
import { readStatement, type Statement } from '#domain/evidence/statement.ts';
import { type Finding, finderOf } from './finding.ts';
import type { ProofFile } from './proof-file.ts';
import { kindLabel } from './words.ts';

/** A file that somebody holds against the proof. Lower-case hexadecimal digests; size in bytes. */
export type Original = { readonly name: string; readonly size: number; readonly sha256: string; readonly sm3: string };

/** `matches`: what the original is by name in statement or manifest, `content` when it is the content itself. */
export type Held = { readonly name: string; readonly matches: string | null };

export type Content = {
  readonly statement: Statement | undefined;
  readonly files: readonly ListedFile[];
  readonly originals: readonly Held[];
  readonly findings: readonly Finding[];
};

type ListedFile = { readonly name: string; readonly size: number; readonly sha256: string; readonly sm3?: string };

const { ok, note, fails } = finderOf('content');

/** Whether salt, organisation, statement, manifest and originals are what the entry commits to. */
export function checkContent(proof: ProofFile, entry: Entry, originals: readonly Original[]): Content {
  const commits = (content: Digests): boolean => {
    const { sha256, sm3 } = commit(proof.salt, content);
    return sameBytes(sha256, entry.commitments.sha256) && sameBytes(sm3, entry.commitments.sm3);
  };
  const told = proof.statement ?? proof.manifest;
  const toldBytes = told === undefined ? undefined : new TextEncoder().encode(told);
  const isTold = toldBytes !== undefined && commits(digestsOf(toldBytes));
  const statement = proof.statement === undefined ? undefined : readStatement(proof.statement);
  const manifest =
    proof.statement === undefined && proof.manifest !== undefined ? readManifest(proof.manifest) : undefined;
  const findings = [
    ...checkOrganisation(proof, entry, isTold),
    ...(proof.statement === undefined ? [] : checkStatement({ proof, entry, statement, isTold })),
    ...(proof.manifest === undefined ? [] : checkManifest({ proof, entry, files: manifest?.length, isTold })),
  ];
  const files: ListedFile[] = statement
    ? [...statement.files]
    : (manifest ?? []).map(({ path: name, size, sha256, sm3 }) => ({ name, size, sha256, sm3 }));
  const held = originals.map((original) => holdAgainst(original, { commits, files: isTold ? files : [] }));
  if (told === undefined && originals.length === 0)
    findings.push(entry.kind === 'file' ? note('original_missing') : note('content_missing'));
  if (told === undefined && commits(emptyContent)) findings.push(note('content_empty'));
  return {
    statement: isTold ? statement : undefined,
    files: isTold ? files : [],
    originals: held.map(({ original }) => original),
    findings: [...findings, ...held.map(({ finding }) => finding)],
  };
}

/** Of files that a firm deposits: what is in them is the firm's own word. */
const ownKinds: readonly string[] = ['file', 'manifest'];

const emptyContent = digestsOf(new Uint8Array());

/** Tells salt from label: when the content opens the entry, the salt is right and the label is wrong. */
function checkOrganisation({ salt, about, statement }: ProofFile, entry: Entry, isTold: boolean): Finding[] {
  const { id } = about.organisation;
  if (sameBytes(pseudonymOf(salt, id.toLowerCase()), entry.organisation)) return [ok('organisation_opened', { id })];
  if (isTold) return [fails('about_differs', { field: { zh: '单位', en: 'organisation' } })];
  // A wrong salt opens nothing; then the statement is told of as well, but it is not what changed.
  return [statement === undefined ? fails('salt_or_about_differs') : fails('salt_differs')];
}

type Stated = { proof: ProofFile; entry: Entry; statement: Statement | undefined; isTold: boolean };

function checkStatement({ proof, entry, statement, isTold }: Stated): Finding[] {
  const isSalted = sameBytes(pseudonymOf(proof.salt, proof.about.organisation.id.toLowerCase()), entry.organisation);
  if (!isTold) return isSalted ? [fails('statement_differs')] : [];
  if (!statement) return [fails('proof_member_wrong', { member: 'statement.json', field: 'humi-statement/1' })];
  if (proof.manifest !== undefined) return [fails('proof_member_unknown', { member: 'manifest.txt' })];
  // What a firm deposits may look like a statement: only an act has one.
  if (statement.act !== entry.kind || ownKinds.includes(entry.kind))
    return [fails('statement_contradicts', { field: { zh: '行为', en: 'act' } })];
  if (!sameBytes(pseudonymOf(proof.salt, statement.organisation.id.toLowerCase()), entry.organisation))
    return [fails('statement_contradicts', { field: { zh: '单位', en: 'organisation' } })];
  if (Date.parse(statement.at) !== entry.at)
    return [fails('statement_contradicts', { field: { zh: '时间', en: 'time' } })];
  const { name } = proof.about.organisation;
  if (name !== null && name !== statement.organisation.name)
    return [fails('about_differs', { field: { zh: '单位名称', en: 'name of the organisation' } })];
  return [ok('statement_committed', { act: kindLabel(statement.act) })];
}

type Listed = { proof: ProofFile; entry: Entry; files: number | undefined; isTold: boolean };

function checkManifest({ proof, entry, files, isTold }: Listed): Finding[] {
  if (proof.statement !== undefined) return [];
  if (entry.kind !== 'manifest') return [fails('proof_member_unknown', { member: 'manifest.txt' })];
  if (!isTold) return [fails('manifest_differs')];
  return files === undefined
    ? [fails('proof_member_wrong', { member: 'manifest.txt', field: 'humi-manifest/1' })]
    : [ok('manifest_committed', { count: files })];
}

type Against = { commits(content: Digests): boolean; files: readonly ListedFile[] };

function holdAgainst(original: Original, { commits, files }: Against): { original: Held; finding: Finding } {
  const { name, sha256, sm3 } = original;
  const digests = { sha256: hexToBytes(sha256), sm3: hexToBytes(sm3) };
  if (commits(digests)) return { original: { name, matches: 'content' }, finding: ok('original_matches', { name }) };
  const listed = files.find((file) => file.sha256 === sha256 && (file.sm3 === undefined || file.sm3 === sm3));
  if (!listed) return { original: { name, matches: null }, finding: fails('original_wrong', { name }) };
  const by = listed.sm3 === undefined ? 'SHA-256' : 'SHA-256 + SM3';
  return {
    original: { name, matches: listed.name },
    finding: ok('original_named', { name, listed: listed.name, digests: by }),
  };
}

/** Lower-case hexadecimal, for the details of a verdict. */
export const hexOf = (bytes: Uint8Array): string => bytesToHex(bytes);
