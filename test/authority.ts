import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Integer } from 'asn1js';
import { ContentInfo, SignedData, TimeStampReq, TimeStampResp } from 'pkijs';

/**
 * What the authority does with the next requests: `no_usage` signs with a certificate that is not meant for time
 * stamps, `other` with one of another root, `other_nonce` as if for another request, `replay` sends what it sent
 * before, `refuse` a rejection, `nonsense` a page, `slow` nothing for ten seconds, `down` cuts the line.
 */
export type Mode = 'right' | 'down' | 'slow' | 'no_usage' | 'other' | 'other_nonce' | 'replay' | 'refuse' | 'nonsense';

export type TestAuthority = {
  readonly url: string;
  /** PEM of the root. */
  readonly certificates: string;
  /** PEM of the root of the mode `other`. */
  readonly otherCertificates: string;
  /** Folder with root.pem, signer.pem and the rest, for `openssl ts -verify -CAfile`. */
  readonly dir: string;
  set(mode: Mode): void;
  /** How many requests have come. */
  requests(): number;
  /** The answer (TimeStampResp, DER) over `content`, without http. */
  stamp(content: Uint8Array, digest?: 'sha256' | 'sha384' | 'sha512' | 'sm3'): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** A real RFC 3161 authority: `openssl ts` behind http. `days` is how long its certificate for time stamps holds. */
export async function openAuthority({ days = 3_650 }: { days?: number } = {}): Promise<TestAuthority> {
  const dir = await mkdtemp(join(tmpdir(), 'humi-authority-'));
  await writeFile(join(dir, 'openssl.cnf'), settings);
  await writeFile(join(dir, 'serial'), '01\n');
  await makeRoot(dir, 'root');
  await makeRoot(dir, 'strange');
  await makeSigner(dir, { name: 'signer', root: 'root', days, usage: 'stamps' });
  await makeSigner(dir, { name: 'other', root: 'strange', days, usage: 'stamps' });
  await makeSigner(dir, { name: 'no_usage', root: 'root', days, usage: 'nothing' });
  let mode: Mode = 'right';
  let requests = 0;
  const answer = oneAtATime((query: Uint8Array, how: Mode) => reply(dir, query, how));
  const server = createServer((request, response) => {
    requests += 1;
    serve(request, response, { mode, answer }).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    certificates: await readFile(join(dir, 'root.pem'), 'utf8'),
    otherCertificates: await readFile(join(dir, 'strange.pem'), 'utf8'),
    dir,
    set: (wanted) => {
      mode = wanted;
    },
    requests: () => requests,
    stamp: async (content, digest = 'sha256') => {
      await writeFile(join(dir, 'content'), content);
      await openssl(dir, ['ts', '-query', '-data', 'content', `-${digest}`, '-cert', '-out', 'asked.tsq']);
      return answer(await readFile(join(dir, 'asked.tsq')), 'right');
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dir, { recursive: true, force: true });
    },
  };
}

type Serving = { mode: Mode; answer: (query: Uint8Array, how: Mode) => Promise<Uint8Array> };

async function serve(request: IncomingMessage, response: ServerResponse, { mode, answer }: Serving): Promise<void> {
  if (mode === 'down') return void request.socket.destroy();
  const body = await bodyOf(request);
  if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, 10_000).unref());
  if (mode === 'nonsense') return void response.end('<html>welcome</html>');
  if (request.headers['content-type'] !== 'application/timestamp-query') return void response.writeHead(415).end();
  const token = await answer(body, mode);
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(token);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** One call of openssl, about 10 ms; a second for a certificate that openssl would not stamp with. */
async function reply(dir: string, query: Uint8Array, mode: Mode): Promise<Uint8Array> {
  const path = join(dir, 'reply.tsr');
  if (mode === 'replay') return readFile(path);
  if (mode === 'refuse') return new Uint8Array(rejection);
  await writeFile(join(dir, 'query.tsq'), mode === 'other_nonce' ? withOtherNonce(query) : query);
  const name = mode === 'other' ? 'other' : 'signer';
  const [queryfile, root] = ['query.tsq', mode === 'other' ? 'strange.pem' : 'root.pem'];
  await openssl(dir, [
    ...['ts', '-reply', '-config', 'openssl.cnf', '-queryfile', queryfile, '-signer', `${name}.pem`],
    ...['-inkey', `${name}.key`, '-chain', root, '-out', 'reply.tsr'],
  ]);
  if (mode === 'no_usage') return signAgain(dir, await readFile(path));
  return readFile(path);
}

/** The same statement about the time, signed by a certificate that has no business with time stamps. */
async function signAgain(dir: string, answer: Uint8Array): Promise<Uint8Array> {
  const { timeStampToken } = TimeStampResp.fromBER(answer);
  const stated = new SignedData({ schema: timeStampToken?.content }).encapContentInfo.eContent?.getValue();
  await writeFile(join(dir, 'stated.der'), new Uint8Array(stated ?? new ArrayBuffer()));
  await openssl(dir, [
    ...['cms', '-sign', '-binary', '-nodetach', '-cades', '-md', 'sha256', '-in', 'stated.der', '-outform', 'DER'],
    ...['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-signer', 'no_usage.pem', '-inkey', 'no_usage.key'],
    ...['-out', 'signed.der'],
  ]);
  const { status } = TimeStampResp.fromBER(answer);
  const token = ContentInfo.fromBER(await readFile(join(dir, 'signed.der')));
  return new Uint8Array(new TimeStampResp({ status, timeStampToken: token }).toSchema().toBER());
}

function withOtherNonce(query: Uint8Array): Uint8Array {
  const asked = TimeStampReq.fromBER(query);
  asked.nonce = new Integer({ value: 4_711 });
  return new Uint8Array(asked.toSchema().toBER());
}

/** PKIStatus rejection (2), failure badAlg. */
const rejection = Uint8Array.of(0x30, 0x09, 0x30, 0x07, 0x02, 0x01, 0x02, 0x03, 0x02, 0x07, 0x80);

const openssl = async (dir: string, args: readonly string[]): Promise<void> => {
  await promisify(execFile)('openssl', [...args], { cwd: dir });
};

const makeRoot = (dir: string, name: string): Promise<void> =>
  openssl(dir, [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'openssl.cnf'],
    ...['-extensions', 'root', '-days', '3660', '-subj', `/CN=Test root ${name}`],
    ...['-keyout', `${name}.key`, '-out', `${name}.pem`],
  ]);

type Signer = { name: string; root: string; days: number; usage: 'stamps' | 'nothing' };

async function makeSigner(dir: string, { name, root, days, usage }: Signer): Promise<void> {
  await openssl(dir, [
    ...['req', '-newkey', 'rsa:2048', '-nodes', '-config', 'openssl.cnf', '-subj', `/CN=Test authority ${name}`],
    ...['-keyout', `${name}.key`, '-out', `${name}.csr`],
  ]);
  await openssl(dir, [
    ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${root}.pem`, '-CAkey', `${root}.key`, '-CAcreateserial'],
    ...['-days', String(days), '-extfile', 'openssl.cnf', '-extensions', usage, '-out', `${name}.pem`],
  ]);
}

/** What openssl keeps in files (serial, query) is not shared by two requests. */
function oneAtATime<A extends unknown[], T>(work: (...input: A) => Promise<T>): (...input: A) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (...input) => {
    const next = last.then(() => work(...input));
    last = next.catch(() => undefined);
    return next;
  };
}

const settings = `
[req]
distinguished_name = name
prompt = no
[name]
CN = unnamed
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[nothing]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = emailProtection
[tsa]
default_tsa = stamping
[stamping]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512, sm3
accuracy = secs:1
ess_cert_id_alg = sha256
`;
