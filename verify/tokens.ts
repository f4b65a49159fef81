import { fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  type Attribute,
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { sameBytes } from '#domain/evidence/merkle.ts';
import { chainTo, derOf, mayStamp, readPem, subjectName, validityOf } from './certificates.ts';
import { algorithmName, checkSignature, hashOf, sha1Of } from './signatures.ts';
import type { TrustedAuthority } from './trust.ts';

/** What a time stamp says, once it is believed. Times in milliseconds since 1970. */
export type Stamp = {
  /** As the trust list calls the authority. */
  readonly authority: string;
  readonly at: number;
  /** How far the authority's own clock may be off, as it says itself. */
  readonly accuracy: number;
  /** End of the signer's certificate: until then a renewal is due. */
  readonly expires: number;
  readonly serial: string;
  /** Algorithm of the imprint, such as SHA-256. */
  readonly digest: string;
};

/**
 * Why a token is not believed.
 * not_a_token: other bytes, or a refusal of the authority. imprint_differs: it stamps something else. signature_wrong:
 * altered. authority_unknown: no trusted certificate leads to it. authority_wrong_certificate: its certificate is not
 * one for time stamps. certificate_not_valid_then: not within its validity when it stamped. algorithm_not_supported.
 */
export type TokenProblem =
  | 'not_a_token'
  | 'imprint_differs'
  | 'signature_wrong'
  | 'authority_unknown'
  | 'authority_wrong_certificate'
  | 'certificate_not_valid_then'
  | 'algorithm_not_supported';

export type TokenCheck =
  | { readonly ok: true; readonly stamp: Stamp }
  | {
      readonly ok: false;
      readonly problem: TokenProblem;
      /** What the token says of itself, as far as it could be read. */
      readonly at?: number;
      readonly signer?: string;
      readonly algorithm?: string;
    };

/**
 * Checks a time stamp (RFC 3161), a TimeStampResp or the bare token, over `subject`. A token that is ok was signed by a
 * certificate for time stamps that leads to one of the authorities and was valid when it signed. Never throws.
 */
export function checkToken(
  bytes: Uint8Array,
  subject: Uint8Array,
  authorities: readonly TrustedAuthority[],
): TokenCheck {
  const token = readToken(bytes);
  if (!token) return { ok: false, problem: 'not_a_token' };
  const { info, signer, certificates } = token;
  const at = info.genTime.getTime();
  const known = signer.certificate ? { at, signer: subjectName(signer.certificate) } : { at };
  const fails = (problem: TokenProblem, algorithm?: string): TokenCheck => ({
    ok: false,
    problem,
    ...known,
    ...(algorithm === undefined ? {} : { algorithm: algorithmName(algorithm) }),
  });

  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const hash = hashOf(hashAlgorithm.algorithmId);
  if (!hash) return fails('algorithm_not_supported', hashAlgorithm.algorithmId);
  if (!sameBytes(hash(subject), hashedMessage.valueBlock.valueHexView)) return fails('imprint_differs');

  const bundles = authorities.map(({ name, certificates: pem }) => ({ name, trusted: readPem(pem) ?? [] }));
  const candidates = signer.certificate ? [signer.certificate] : bundles.flatMap(({ trusted }) => trusted);
  const certificate = candidates.find((one) => isOf(signer.info, one));
  if (!certificate) return fails('authority_unknown');
  const signed = checkSigner(token, certificate);
  if (signed !== true) return fails(...signed);

  let problem: TokenProblem = 'authority_unknown';
  for (const { name, trusted } of bundles) {
    const chain = chainTo(trusted, { certificate, others: certificates, at });
    if (chain.ok && !mayStamp(certificate)) return fails('authority_wrong_certificate');
    if (chain.ok) {
      const { to: expires } = validityOf(certificate);
      const stamp = { authority: name, at, accuracy: accuracyOf(info), expires, serial: serialOf(info) };
      return { ok: true, stamp: { ...stamp, digest: algorithmName(hashAlgorithm.algorithmId) } };
    }
    if (chain.problem === 'not_valid_then') problem = 'certificate_not_valid_then';
    if (chain.problem === 'not_supported') problem = 'algorithm_not_supported';
  }
  return fails(problem);
}

type Token = {
  readonly content: Uint8Array;
  readonly info: TSTInfo;
  readonly signer: { readonly info: SignerInfo; readonly certificate: Certificate | undefined };
  readonly certificates: readonly Certificate[];
};

/** What ESSCertIDv2 means where it names no hash (RFC 5816). */
const sha256 = '2.16.840.1.101.3.4.2.1';
/** PKCS #7, and GM/T 0010 for SM2. */
const signedData = ['1.2.840.113549.1.7.2', '1.2.156.10197.6.1.4.2.2'];
const tstInfo = '1.2.840.113549.1.9.16.1.4';

function readToken(bytes: Uint8Array): Token | undefined {
  try {
    const { result } = fromBER(bytes);
    const outer = result instanceof Sequence ? result.valueBlock.value : [];
    // A response begins with its status, itself a sequence; a token with the identifier of its content.
    const content = outer[0] instanceof Sequence ? answered(result) : new ContentInfo({ schema: result });
    if (content === undefined || !signedData.includes(content.contentType)) return undefined;
    const signed = new SignedData({ schema: content.content });
    const { eContentType, eContent } = signed.encapContentInfo;
    const [info, ...more] = signed.signerInfos;
    if (eContentType !== tstInfo || !eContent || !info || more.length > 0) return undefined;
    const inner = new Uint8Array(eContent.getValue());
    const certificates = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
    const certificate = certificates.find((one) => isOf(info, one));
    return { content: inner, info: TSTInfo.fromBER(inner), signer: { info, certificate }, certificates };
  } catch {
    return undefined;
  }
}

/** The token of an answer that granted it. */
function answered(schema: unknown): ContentInfo | undefined {
  const { status, timeStampToken } = new TimeStampResp({ schema });
  return status.status <= 1 ? timeStampToken : undefined;
}

/** Whether the signer names this certificate. */
function isOf({ sid }: SignerInfo, certificate: Certificate): boolean {
  if (sid instanceof IssuerAndSerialNumber)
    return sid.issuer.isEqual(certificate.issuer) && sid.serialNumber.isEqual(certificate.serialNumber);
  const keyId = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')?.parsedValue;
  const asked: unknown = sid;
  return (
    keyId instanceof OctetString &&
    hasHex(asked) &&
    sameBytes(keyId.valueBlock.valueHexView, asked.valueBlock.valueHexView)
  );
}

const hasHex = (value: unknown): value is { valueBlock: { valueHexView: Uint8Array } } =>
  typeof value === 'object' &&
  value !== null &&
  'valueBlock' in value &&
  typeof value.valueBlock === 'object' &&
  value.valueBlock !== null &&
  'valueHexView' in value.valueBlock;

const attributes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  certificateV1: '1.2.840.113549.1.9.16.2.12',
  certificateV2: '1.2.840.113549.1.9.16.2.47',
};

/** CMS (RFC 5652, section 5.4) and the binding of the certificate (RFC 3161, section 2.4.2; RFC 5816). */
function checkSigner({ content, signer }: Token, certificate: Certificate): true | [TokenProblem, string?] {
  const { info } = signer;
  const { signedAttrs, digestAlgorithm } = info;
  const hash = hashOf(digestAlgorithm.algorithmId);
  if (!hash) return ['algorithm_not_supported', digestAlgorithm.algorithmId];
  // Signed attributes are required here: the content is never plain data (section 5.3).
  if (!signedAttrs) return ['signature_wrong'];
  const one = (type: string): unknown => {
    const found = signedAttrs.attributes.filter((it: Attribute) => it.type === type);
    return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
  };
  const digest = one(attributes.messageDigest);
  const type = one(attributes.contentType);
  if (!(digest instanceof OctetString) || !sameBytes(digest.valueBlock.valueHexView, hash(content)))
    return ['signature_wrong'];
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== tstInfo) return ['signature_wrong'];
  if (!names(certificate, one(attributes.certificateV2), one(attributes.certificateV1))) return ['signature_wrong'];
  const found = checkSignature({
    algorithm: info.signatureAlgorithm,
    digest: digestAlgorithm.algorithmId,
    key: certificate.subjectPublicKeyInfo,
    // With the tag of a set, as section 5.4 says.
    data: new Uint8Array(signedAttrs.encodedValue),
    signature: info.signature.valueBlock.valueHexView,
  });
  if (found === 'not_supported') return ['algorithm_not_supported', info.signatureAlgorithm.algorithmId];
  return found ? true : ['signature_wrong'];
}

/** Whether the first ESSCertID of either attribute is the certificate's; at least one of them must be there. */
function names(certificate: Certificate, v2: unknown, v1: unknown): boolean {
  const [first] = [v2, v1].map(firstOf);
  const der = derOf(certificate);
  if (v2 !== undefined) {
    const parts = first ?? [];
    const named = parts[0] instanceof Sequence ? parts[0].valueBlock.value[0] : undefined;
    const digest = parts.find((part) => part instanceof OctetString);
    const hash = hashOf(named instanceof ObjectIdentifier ? named.getValue() : sha256);
    return hash !== undefined && digest !== undefined && sameBytes(digest.valueBlock.valueHexView, hash(der));
  }
  const digest = firstOf(v1)?.find((part) => part instanceof OctetString);
  return digest !== undefined && sameBytes(digest.valueBlock.valueHexView, sha1Of(der));
}

/** SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID … }: the parts of the first of them. */
function firstOf(attribute: unknown): Sequence['valueBlock']['value'] | undefined {
  const certs = attribute instanceof Sequence ? attribute.valueBlock.value[0] : undefined;
  const first = certs instanceof Sequence ? certs.valueBlock.value[0] : undefined;
  return first instanceof Sequence ? first.valueBlock.value : undefined;
}

function accuracyOf({ accuracy }: TSTInfo): number {
  const { seconds = 0, millis = 0, micros = 0 } = accuracy ?? {};
  return seconds * 1000 + millis + micros / 1000;
}

const serialOf = ({ serialNumber }: TSTInfo): string => serialNumber.toBigInt().toString(16).toUpperCase();
