import { Certificate } from 'pkijs';
import { decodeBase64 } from '#domain/evidence/base64.ts';
import { checkSignature } from './signatures.ts';

const mostCertificates = 50;
const longestChain = 6;
const mostOthers = 30;

/** Certificates of a PEM text, in its order; undefined when it holds none, too many or an unreadable one. */
export function readPem(pem: string): Certificate[] | undefined {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)];
  if (blocks.length === 0 || blocks.length > mostCertificates) return undefined;
  const read = blocks.map(([, base64 = '']) => readCertificate(decodeBase64(base64.replaceAll(/\s/g, ''))));
  const certificates = read.filter((certificate) => certificate !== undefined);
  return certificates.length === read.length ? certificates : undefined;
}

function readCertificate(der: Uint8Array | undefined): Certificate | undefined {
  try {
    return der && Certificate.fromBER(new Uint8Array(der));
  } catch {
    return undefined;
  }
}

/** DER, as it was read: `toSchema(false)` gives back the original bytes of the signed part. */
export const derOf = (certificate: Certificate): Uint8Array => new Uint8Array(certificate.toSchema(false).toBER());

/** Milliseconds since 1970, both ends included (RFC 5280, section 4.1.2.5). */
export const validityOf = ({ notBefore, notAfter }: Certificate): { from: number; to: number } => ({
  from: notBefore.value.getTime(),
  to: notAfter.value.getTime(),
});

/** The common name, else the organisation, else nothing. */
export function subjectName({ subject }: Certificate): string {
  const named = (type: string) => subject.typesAndValues.find((it) => it.type === type)?.value.valueBlock.value;
  return String(named('2.5.4.3') ?? named('2.5.4.10') ?? '');
}

const timeStamping = '1.3.6.1.5.5.7.3.8';

/** Extended key usage critical and time stamping alone (RFC 3161, section 2.3). */
export function mayStamp(certificate: Certificate): boolean {
  const usage = extensionOf(certificate, '2.5.29.37');
  const purposes: unknown = usage?.parsedValue?.keyPurposes;
  return usage?.critical === true && Array.isArray(purposes) && purposes.length === 1 && purposes[0] === timeStamping;
}

export type Chain =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'unknown' | 'not_valid_then' | 'not_supported' };

/**
 * Whether a certificate leads to one of the trusted ones, each valid `at` that moment (milliseconds since 1970), each
 * issuer allowed to issue. A trusted certificate needs nobody above it. `others` may help; they are not believed, and
 * only the first thirty are looked at. Each certificate is asked once, however many of them name each other as issuer.
 */
export function chainTo(
  trusted: readonly Certificate[],
  { certificate, others, at }: { certificate: Certificate; others: readonly Certificate[]; at: number },
): Chain {
  const anchors = new Set(trusted.map(keyOf));
  const seen = new Set([keyOf(certificate)]);
  let left = [...trusted, ...others.slice(0, mostOthers)].map((one) => ({ one, key: keyOf(one) }));
  let problem: 'unknown' | 'not_valid_then' | 'not_supported' = 'unknown';
  const issued = (issuer: Certificate, one: Certificate): boolean => {
    if (!issuer.subject.isEqual(one.issuer)) return false;
    const found = checkSignature({
      algorithm: one.signatureAlgorithm,
      key: issuer.subjectPublicKeyInfo,
      data: one.tbsView,
      signature: one.signatureValue.valueBlock.valueHexView,
    });
    if (found === 'not_supported') problem = 'not_supported';
    return found === true;
  };
  let step: readonly { one: Certificate; key: string }[] = [{ one: certificate, key: keyOf(certificate) }];
  for (let depth = 1; depth <= longestChain && step.length > 0; depth += 1) {
    const above: { one: Certificate; key: string }[] = [];
    for (const { one, key } of step) {
      const { from, to } = validityOf(one);
      const isAnchor = anchors.has(key);
      if (at < from || at > to) {
        // Only of use to say why when the chain is one that we believe otherwise.
        if (isAnchor || trusted.some((other) => issued(other, one))) problem = 'not_valid_then';
        continue;
      }
      if (isAnchor) return { ok: true };
      left = left.filter((other) => !seen.has(other.key));
      for (const other of left) {
        if (seen.has(other.key) || !mayIssue(other.one, anchors.has(other.key)) || !issued(other.one, one)) continue;
        seen.add(other.key);
        above.push(other);
      }
    }
    step = above;
  }
  return { ok: false, problem };
}

const keyOf = (certificate: Certificate): string => derOf(certificate).join();

/** A certificate of version 1 has no extensions; only a trusted one may issue all the same. */
function mayIssue(certificate: Certificate, isTrusted: boolean): boolean {
  const basic = extensionOf(certificate, '2.5.29.19');
  if (!basic) return isTrusted;
  const usage = extensionOf(certificate, '2.5.29.15')?.parsedValue?.valueBlock?.valueHexView;
  // keyCertSign is the sixth bit (RFC 5280, section 4.2.1.3).
  const maySign = !(usage instanceof Uint8Array) || ((usage[0] ?? 0) & 0x04) !== 0;
  return basic.parsedValue?.cA === true && maySign;
}

const extensionOf = ({ extensions }: Certificate, oid: string) => extensions?.find(({ extnID }) => extnID === oid);
