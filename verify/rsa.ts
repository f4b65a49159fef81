import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { fromBER, Integer, Sequence } from 'asn1js';
import { AlgorithmIdentifier, RSASSAPSSParams } from 'pkijs';

/** RSA signatures of RFC 8017, checked with big integers: the public exponent is small, so one takes a millisecond. */

const mostBits = 8192;

type Pkcs1 = {
  /** RSAPublicKey, DER. */
  readonly key: Uint8Array;
  readonly digest: Uint8Array;
  /** Of the hash. */
  readonly oid: string;
  readonly signature: Uint8Array;
};

/** RSASSA-PKCS1-v1_5 (section 8.2.2): compares the whole encoded message, so nothing is parsed out of it. */
export function verifyRsa({ key, digest, oid, signature }: Pkcs1): boolean {
  const message = recover(key, signature);
  const info = digestInfo(oid, digest);
  if (!message || message.length < info.length + 11) return false;
  const padding = new Uint8Array(message.length - info.length - 3).fill(0xff);
  return same(message, concatBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), info));
}

type Pss = {
  readonly key: Uint8Array;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
  /** RSASSA-PSS-params. */
  readonly parameters: unknown;
  readonly hashOf: (oid: string) => ((bytes: Uint8Array) => Uint8Array) | undefined;
};

/** RSASSA-PSS (section 8.1.2) with MGF1 over the same hash. */
export function verifyPss({ key, data, signature, parameters, hashOf }: Pss): boolean | 'not_supported' {
  const { hashAlgorithm, maskGenAlgorithm, saltLength } = new RSASSAPSSParams({ schema: parameters });
  const maskHash = new AlgorithmIdentifier({ schema: maskGenAlgorithm.algorithmParams }).algorithmId;
  const hash = hashOf(hashAlgorithm.algorithmId);
  if (!hash || maskHash !== hashAlgorithm.algorithmId) return 'not_supported';
  const bits = modulusBits(key) - 1;
  const message = recover(key, signature)?.slice(-Math.ceil(bits / 8));
  const digest = hash(data);
  const space = message ? message.length - digest.length - 1 : 0;
  if (!message || space < saltLength + 1 || message.at(-1) !== 0xbc) return false;
  const masked = message.subarray(0, space);
  const inner = message.subarray(space, -1);
  const unused = 8 * message.length - bits;
  const first = masked[0] ?? 0;
  if (first >> (8 - unused) !== 0) return false;
  const mask = mgf1(inner, space, hash);
  const block = masked.map((byte, at) => byte ^ (mask[at] ?? 0));
  block[0] = (block[0] ?? 0) & (0xff >> unused);
  const salt = block.subarray(space - saltLength);
  const zeroes = block.subarray(0, space - saltLength - 1);
  if (zeroes.some((byte) => byte !== 0) || block[space - saltLength - 1] !== 1) return false;
  return same(inner, hash(concatBytes(new Uint8Array(8), digest, salt)));
}

function mgf1(seed: Uint8Array, length: number, hash: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let count = 0, made = 0; made < length; count += 1) {
    const part = hash(concatBytes(seed, Uint8Array.of(count >> 24, count >> 16, count >> 8, count)));
    parts.push(part);
    made += part.length;
  }
  return concatBytes(...parts).slice(0, length);
}

/** signature^e mod n, as long as the modulus; undefined for keys and signatures out of bounds. */
function recover(key: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
  const { n, e } = readKey(key);
  const length = Math.ceil(n.toString(2).length / 8);
  const s = BigInt(`0x${bytesToHex(signature)}`);
  if (length * 8 > mostBits || e > 0xffffffffn || signature.length !== length || s >= n) return undefined;
  let [result, base, rest] = [1n, s, e];
  while (rest > 0n) {
    if (rest & 1n) result = (result * base) % n;
    base = (base * base) % n;
    rest >>= 1n;
  }
  return hexToBytes(result.toString(16).padStart(2 * length, '0'));
}

const modulusBits = (key: Uint8Array): number => readKey(key).n.toString(2).length;

function readKey(key: Uint8Array): { n: bigint; e: bigint } {
  const { result } = fromBER(key);
  const [n, e] = result instanceof Sequence ? result.valueBlock.value : [];
  if (!(n instanceof Integer) || !(e instanceof Integer)) throw new RangeError('RSA key');
  return { n: n.toBigInt(), e: e.toBigInt() };
}

/** DigestInfo (section 9.2, note 1): all its lengths are below 128. */
function digestInfo(oid: string, digest: Uint8Array): Uint8Array {
  const prefix = prefixes[oid];
  if (prefix === undefined) throw new RangeError(`hash ${oid}`);
  return concatBytes(hexToBytes(prefix), digest);
}

const prefixes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': '3031300d060960864801650304020105000420',
  '2.16.840.1.101.3.4.2.2': '3041300d060960864801650304020205000430',
  '2.16.840.1.101.3.4.2.3': '3051300d060960864801650304020305000440',
};

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
