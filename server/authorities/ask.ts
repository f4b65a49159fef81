/** One question to a time authority (RFC 3161) and the judgement of its answer. */
import { createHash, randomBytes } from 'node:crypto';
import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs';
import { failureText } from '#domain/authorities/schema.ts';
import { postOutside } from '#server/kernel/outside.ts';
import { checkToken, type TokenProblem } from '#verify/tokens.ts';

export type Authority = { readonly name: string; readonly url: string; readonly certificates: string };

/**
 * `answer` is the TimeStampResp as it came, checked: it stamps the subject, answers this question, and is signed by a
 * certificate for time stamps that leads to those of the authority. Times in milliseconds since 1970. `wrong` tells an
 * answer that must not be believed from one that did not come.
 */
export type Outcome =
  | {
      readonly ok: true;
      readonly answer: Uint8Array;
      readonly at: number;
      readonly expires: number;
      readonly bits: number;
    }
  | { readonly ok: false; readonly wrong: boolean; readonly failure: string };

/** A time stamp with its chain is some ten kilobytes. All that a proof holds must fit into one (verify/proof-file.ts). */
const mostBytes = 64 * 1024;

/** Object identifiers of SHA-2 by their bits. */
const oids = { 256: '2.16.840.1.101.3.4.2.1', 384: '2.16.840.1.101.3.4.2.2', 512: '2.16.840.1.101.3.4.2.3' } as const;

/** `bits` of the hash that is sent; `wait` is how long an answer may take, in milliseconds. */
type Manner = { readonly bits: keyof typeof oids; readonly wait: number };

export async function askForStamp(authority: Authority, subject: Uint8Array, { bits, wait }: Manner): Promise<Outcome> {
  const nonce = newNonce();
  const body = requestFor(subject, { nonce, bits });
  const came = await postOutside({ url: authority.url, type: 'application/timestamp-query', body, wait, mostBytes });
  if ('unreachable' in came) return failed('time_no_answer', { cause: came.unreachable });
  if (came.status !== 200) return failed('time_no_answer', { cause: `HTTP ${came.status}` });
  const judged = judge(came.bytes, { authority, subject, nonce });
  return judged.ok ? { ...judged, bits } : judged;
}

type Failed = Extract<Outcome, { ok: false }>;
type Judged = Failed | Omit<Extract<Outcome, { ok: true }>, 'bits'>;

function judge(
  answer: Uint8Array,
  { authority, subject, nonce }: { authority: Authority; subject: Uint8Array; nonce: Uint8Array },
): Judged {
  const read = readAnswer(answer);
  if (!read) return failed('time_unreadable');
  if ('refused' in read) return failed('time_refused', { cause: read.refused });
  const checked = checkToken(answer, subject, [{ name: authority.name, certificates: authority.certificates }]);
  if (!checked.ok) return wrong(reasons[checked.problem], { algorithm: checked.algorithm ?? '' });
  if (read.nonce === undefined || Buffer.compare(read.nonce, nonce) !== 0) return wrong('time_wrong_nonce');
  return { ok: true, answer, at: checked.stamp.at, expires: checked.stamp.expires };
}

const reasons: Readonly<Record<TokenProblem, string>> = {
  not_a_token: 'time_unreadable',
  imprint_differs: 'time_wrong_imprint',
  signature_wrong: 'time_wrong_signature',
  authority_unknown: 'time_wrong_certificate',
  authority_wrong_certificate: 'time_wrong_certificate',
  certificate_not_valid_then: 'time_ended_certificate',
  algorithm_not_supported: 'time_wrong_algorithm',
};

const failed = (reason: string, facts: Record<string, string> = {}): Failed => ({
  ...{ ok: false, wrong: false, failure: failureText(reason, facts) },
});

const wrong = (reason: string, facts: Record<string, string> = {}): Failed => ({
  ...{ ok: false, wrong: true, failure: failureText(reason, facts) },
});

/** TimeStampReq with the hash of the subject, the nonce, and the wish for the certificate (section 2.4.1). */
function requestFor(subject: Uint8Array, { nonce, bits }: { nonce: Uint8Array; bits: Manner['bits'] }): Uint8Array {
  const hashedMessage = new OctetString({ valueHex: createHash(`sha${bits}`).update(subject).digest() });
  const hashAlgorithm = new AlgorithmIdentifier({ algorithmId: oids[bits], algorithmParams: new Null() });
  const request = new TimeStampReq({
    ...{ version: 1, certReq: true, nonce: new Integer({ valueHex: nonce }) },
    messageImprint: new MessageImprint({ hashAlgorithm, hashedMessage }),
  });
  return new Uint8Array(request.toSchema().toBER());
}

/** Eight bytes that are one positive integer in DER: the first is neither zero nor above 0x7f. */
function newNonce(): Uint8Array {
  const nonce = randomBytes(8);
  nonce[0] = 0x40 | ((nonce[0] ?? 0) & 0x3f);
  return nonce;
}

/** The nonce of the answer, or why it was refused (section 2.4.2); undefined for other bytes. */
function readAnswer(bytes: Uint8Array): { nonce: Uint8Array | undefined } | { refused: string } | undefined {
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(bytes);
    if (status.status > 1) return { refused: refusalOf(status.status, status.failInfo?.valueBlock.valueHexView) };
    const { eContent } = new SignedData({ schema: timeStampToken?.content }).encapContentInfo;
    return { nonce: TSTInfo.fromBER(eContent?.getValue() ?? new ArrayBuffer()).nonce?.valueBlock.valueHexView };
  } catch {
    return undefined;
  }
}

/** PKIFailureInfo: the number of the bit that is set, by its name. */
const failures: Readonly<Record<number, string>> = {
  ...{ 0: 'badAlg', 2: 'badRequest', 5: 'badDataFormat', 14: 'timeNotAvailable', 15: 'unacceptedPolicy' },
  ...{ 16: 'unacceptedExtension', 17: 'addInfoNotAvailable', 25: 'systemFailure' },
};

function refusalOf(status: number, bits: Uint8Array | undefined): string {
  const isSet = (bit: number): boolean => (((bits?.[bit >> 3] ?? 0) >> (7 - (bit % 8))) & 1) === 1;
  const named = Object.entries(failures).filter(([bit]) => isSet(Number(bit)));
  return named.map(([, name]) => name).join(', ') || `status ${status}`;
}
