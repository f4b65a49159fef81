import { type Finding, finderOf, type Outsider } from './finding.ts';
import type { ProofFile, ProofToken } from './proof-file.ts';
import type { checkToken, Stamp, TokenCheck } from './tokens.ts';
import type { TrustedAuthority } from './trust.ts';
import { moment, type Words } from './words.ts';

/** A time stamp of the proof that is believed. */
export type Stamped = Stamp & {
  readonly file: string;
  readonly subject: string;
  /** Its certificate has not expired, or a renewal that is itself sound was made before. */
  readonly sound: boolean;
};

export type Times = { readonly stamps: readonly Stamped[]; readonly findings: readonly Finding[] };

type Sources = {
  readonly authorities: readonly TrustedAuthority[];
  readonly now: number;
  /** A cache may stand between. */
  readonly check: typeof checkToken;
};

const { ok, note, fails } = finderOf('time');

/** All time stamps of a proof: over the checkpoint, over the entry, over an earlier stamp (renewal). */
export function checkTimes(proof: ProofFile, { authorities, now, check }: Sources): Times {
  const findings: Finding[] = [];
  const good: { token: ProofToken; stamp: Stamp }[] = [];
  for (const token of proof.tokens) {
    const subject = subjectOf(proof, token);
    if (!subject) {
      findings.push(fails('proof_member_wrong', { member: 'tokens/tokens.json', field: token.subject.slice(0, 80) }));
      continue;
    }
    const checked = check(token.bytes, subject, authorities);
    if (checked.ok) good.push({ token, stamp: checked.stamp });
    else findings.push(problemOf(token, checked));
  }
  const soundness = soundnessOf(good, now);
  const stamps = good.map(({ token: { file, subject }, stamp }) => {
    const { sound, by } = soundness(file);
    const detail = { file, authority: stamp.authority, at: moment(stamp.at), expires: moment(stamp.expires) };
    findings.push(ok('stamped', { ...detail, subject: subjectWords(subject) }));
    if (!sound) findings.push(note('stamp_expired', detail));
    else if (by) findings.push(ok('stamp_renewed', { ...detail, by: by.authority, at: moment(by.at) }));
    return { ...stamp, file, subject, sound };
  });
  return { stamps, findings };
}

/** Stamps over the checkpoint or the entry, as words of outsiders; those that are not sound only if there is no other. */
export function outsidersOf(stamps: readonly Stamped[]): Outsider[] {
  const direct = stamps.filter(({ subject }) => subject === 'checkpoint' || subject === 'entry');
  const sound = direct.filter((stamp) => stamp.sound);
  return (sound.length > 0 ? sound : direct).map(({ authority: name, at, accuracy }) => ({
    by: 'authority',
    name,
    at,
    accuracy,
  }));
}

function subjectOf({ checkpoint, entry, tokens }: ProofFile, { subject, file }: ProofToken): Uint8Array | undefined {
  if (subject === 'checkpoint') return new TextEncoder().encode(checkpoint);
  if (subject === 'entry') return entry;
  return tokens.find((other) => other.file === subject && other.file !== file)?.bytes;
}

/** A stamp lasts as long as its certificate, or as the renewal that was made in time: so on along the chain. */
function soundnessOf(
  good: readonly { token: ProofToken; stamp: Stamp }[],
  now: number,
): (file: string) => { sound: boolean; by?: Stamp } {
  const soundness = (file: string, seen: readonly string[]): { sound: boolean; by?: Stamp } => {
    const own = good.find(({ token }) => token.file === file)?.stamp;
    if (!own || seen.includes(file)) return { sound: false };
    if (now <= own.expires) return { sound: true };
    const renewal = good.find(
      ({ token, stamp }) =>
        token.subject === file && stamp.at <= own.expires && soundness(token.file, [...seen, file]).sound,
    );
    return renewal ? { sound: true, by: renewal.stamp } : { sound: false };
  };
  return (file) => soundness(file, []);
}

function problemOf({ file, subject }: ProofToken, checked: Extract<TokenCheck, { ok: false }>): Finding {
  const { problem, at = 0, signer, algorithm = '' } = checked;
  const detail = { file, signer: signer || '—', at: moment(at), algorithm, subject: subjectWords(subject) };
  const told = {
    not_a_token: () => fails('stamp_unreadable', detail),
    imprint_differs: () => fails('stamp_of_another', detail),
    signature_wrong: () => fails('stamp_altered', detail),
    authority_unknown: () => note('stamp_authority_unknown', detail),
    authority_wrong_certificate: () => note('stamp_wrong_certificate', detail),
    certificate_not_valid_then: () => note('stamp_not_valid_then', detail),
    algorithm_not_supported: () => note('stamp_not_supported', detail),
  } as const satisfies Record<typeof problem, () => Finding>;
  return told[problem]();
}

function subjectWords(subject: string): Words {
  if (subject === 'checkpoint') return { zh: '检查点', en: 'the checkpoint' };
  if (subject === 'entry') return { zh: '登记条目', en: 'the entry' };
  return { zh: `时间戳“${subject}”`, en: `the time stamp “${subject}”` };
}
