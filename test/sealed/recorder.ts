import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** One request and its answer, whole. */
export type Exchange = {
  readonly method: string;
  readonly url: string;
  readonly asked: Buffer;
  readonly answered: Buffer;
  readonly status: number;
};

export type Recorder = {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** The next request to such an address is broken off in the middle of its body. */
  cutNext(url: RegExp): void;
  close(): Promise<void>;
};

/** Stands between browser and server and keeps every byte of both directions: lines, headers, bodies as they are read. */
export async function openRecorder(port: () => number): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  let cut: RegExp | undefined;
  const server = createServer((incoming, outgoing) => {
    const [method, url] = [incoming.method ?? '', incoming.url ?? ''];
    const asked: Buffer[] = [Buffer.from(`${method} ${url}\n${headerText(incoming.rawHeaders)}\n`)];
    const breaking = cut?.test(url) === true;
    if (breaking) cut = undefined;
    const keep = (status: number, answered: Buffer) =>
      exchanges.push({ method, url, asked: Buffer.concat(asked), answered, status });
    const upstream = send(
      { host: '127.0.0.1', port: port(), method, path: url, headers: incoming.headers },
      async (answer) => {
        const body = await bytesOf(answer);
        const head = Buffer.from(`${answer.statusCode} ${answer.statusMessage}\n${headerText(answer.rawHeaders)}\n`);
        keep(answer.statusCode ?? 0, Buffer.concat([head, readable(body, answer.headers)]));
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        outgoing.end(body);
      },
    );
    upstream.on('error', () => {
      keep(0, Buffer.alloc(0));
      incoming.destroy();
    });
    incoming.on('data', (bytes: Buffer) => {
      asked.push(bytes);
      upstream.write(bytes);
      if (breaking) upstream.destroy(new Error('cut'));
    });
    incoming.on('end', () => upstream.end());
    incoming.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on TCP, so that the address is one of TCP.
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    exchanges,
    cutNext: (url) => {
      cut = url;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const headerText = (raw: readonly string[]): string =>
  raw.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\n`)).join('');

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

function readable(body: Buffer, headers: IncomingHttpHeaders): Buffer {
  const encoding = headers['content-encoding'];
  if (body.length === 0) return body;
  if (encoding === 'br') return brotliDecompressSync(body);
  if (encoding === 'gzip') return gunzipSync(body);
  return encoding === 'deflate' ? inflateSync(body) : body;
}
