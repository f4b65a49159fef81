import type { Primitives } from '#domain/evidence/notes.ts';
import { Refused } from '#domain/refused.ts';
import { type Cache, cachedNote, cachedTokens, cachedTrust, newCache } from './cache.ts';
import { checkKeys } from './check-checkpoint.ts';
import { checkContent, type Original } from './check-content.ts';
import { checkPlace, readRegister } from './check-register.ts';
import { checkTimes, outsidersOf } from './check-time.ts';
import { type Facts, factsOf } from './facts.ts';
import { type Finding, finderOf, type Outsider } from './finding.ts';
import { notProven } from './not-proven.ts';
import { openProofFile, type ProofFile } from './proof-file.ts';
import { mainSentence } from './sentence.ts';
import { isSentence } from './sentences.ts';
import type { Trust } from './trust.ts';
import { moment, type Words } from './words.ts';

export type Verdict = {
  /** `holds_with_limits`: nothing is wrong, and something that a careful reader wants is missing. */
  readonly outcome: 'holds' | 'holds_with_limits' | 'fails';
  /** One sentence: what existed, when at the latest, who says so, who co-signed; or why the proof fails. */
  readonly sentence: Words;
  /** What is not proven by it, ever. */
  readonly limits: readonly Words[];
  readonly findings: readonly Finding[];
  /** Null when it could not be read as a proof. */
  readonly facts: Facts | null;
};

export type Terms = {
  /** Of several the one of the proof's register is taken. Null or none: the proof's own is, and the verdict says so. */
  readonly trust: Trust | readonly Trust[] | null;
  readonly original?: readonly Original[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly primitives: Primitives;
  /** Keeps what many proofs share. */
  readonly cache?: Cache;
};

/** Opens and checks the bytes of a proof file. Never throws: what cannot be opened fails with its sentence. */
export function verifyProofBytes(bytes: Uint8Array, terms: Terms): Verdict {
  try {
    return verifyProof(openProofFile(bytes), terms);
  } catch (error) {
    if (error instanceof Refused && isSentence(error.reason)) return failed(refusalFinding(error));
    throw error;
  }
}

/**
 * Checks an opened proof against a trust list and, where given, the originals. Computes only: no network, no clock,
 * and no throwing for anything that a proof can hold.
 */
export function verifyProof(proof: ProofFile, terms: Terms): Verdict {
  const { now, primitives, original = [], cache = newCache() } = terms;
  const own = cachedTrust(cache, proof.trust);
  const given = givenTrust(terms.trust, proof.about.origin);
  const trust = given ?? own;
  if (trust instanceof Refused) return failed(refusalFinding(trust));
  const read = readRegister(proof);
  if ('finding' in read) return failed(read.finding);
  const checked = cachedNote(cache, { note: read.note, trust, primitives });
  if (!checked) return failed(finderOf('register').fails('proof_wrong'));
  const { origin } = checked.checkpoint;
  if (origin !== trust.origin) {
    const key = given ? 'origin_differs' : 'trust_origin_differs';
    return failed(finderOf('register').fails(key, { origin, trusted: trust.origin }));
  }
  const content = checkContent(proof, read.entry, original);
  const { stamps, findings: stampFindings } = checkTimes(proof, {
    authorities: trust.authorities,
    now,
    check: cachedTokens(cache),
  });
  const outsiders = [...outsidersOf(stamps), ...checked.witnesses].sort((a, b) => a.at - b.at);
  // A stamp over the entry alone says nothing of the checkpoint: whoever stole a key may put an old entry under a new one.
  const vouching = [...outsidersOf(stamps.filter(({ subject }) => subject === 'checkpoint')), ...checked.witnesses];
  const isEntryWhole = content.findings.some(({ key }) => opening.has(key));
  const findings = [
    ...checkPlace({ proof, read, checked, isEntryWhole }),
    ...checkKeys(checked, vouching, own instanceof Refused ? undefined : own),
    ...checked.findings,
    ...stampFindings,
    ...compareTimes(read.entry.at, outsiders, now),
    ...content.findings,
  ];
  const facts = factsOf({ proof, read, checked, content, stamps, earliest: outsiders[0], trust });
  if (given) return verdictOf(findings, facts);
  const fingerprint = facts.keys[0]?.fingerprint ?? '—';
  return verdictOf([...findings, finderOf('signature').note('key_from_proof', { fingerprint })], facts);
}

function givenTrust(trust: Terms['trust'], wanted: string): Trust | undefined {
  const lists = trust === null ? [] : 'format' in trust ? [trust] : trust;
  return lists.find(({ origin }) => origin === wanted) ?? lists[0];
}

/** Findings which show that salt and entry are as they were made. */
const opening = new Set<string>(['statement_committed', 'manifest_committed', 'original_matches']);

/** Honest clocks differ by seconds, and a stamp may cut off the fraction of its own. */
const tolerance = 60_000;
/** Stamps are asked for within minutes: a longer way is worth a word. */
const longWay = 3_600_000;

function compareTimes(at: number, outsiders: readonly Outsider[], now: number): Finding[] {
  const { ok, note } = finderOf('time');
  const [earliest] = outsiders;
  if (!earliest) return [ok('own_time', { at: moment(at) }), note('own_clock')];
  const { name: by, accuracy } = earliest;
  const told = { at: moment(at), by, earliest: moment(earliest.at) };
  if (earliest.at > now + accuracy + longWay) return [note('outsider_in_future', { ...told, now: moment(now) })];
  if (at <= earliest.at + accuracy + tolerance)
    return [at < earliest.at - longWay ? ok('own_time_earlier', told) : ok('own_time', told)];
  return [note('entry_later', told)];
}

const refusalFinding = ({ reason, detail }: Refused): Finding =>
  finderOf('file').fails(isSentence(reason) ? reason : 'proof_not_one', detail);

const failed = (finding: Finding): Verdict => verdictOf([finding], null);

function verdictOf(findings: readonly Finding[], facts: Facts | null): Verdict {
  const outcomes = new Set(findings.map(({ outcome }) => outcome));
  const isOwnWord = findings.some(({ key }) => key === 'key_from_proof');
  return {
    outcome: outcomes.has('fails') ? 'fails' : outcomes.has('note') ? 'holds_with_limits' : 'holds',
    sentence: mainSentence(findings, facts, isOwnWord),
    limits: notProven,
    findings,
    facts,
  };
}
