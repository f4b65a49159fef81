import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/**
 * A port in front of the product, for commands that run as processes of their own. `down` cuts every connection, as a
 * server that is not there; `swallow` lets the act happen and cuts the connection before its answer, as one that dies.
 */
export type Front = {
  mode: 'up' | 'down' | 'swallow';
  readonly url: string;
  /** When the next answer of a POST was swallowed. */
  swallowed(): Promise<void>;
  close(): Promise<void>;
};

export async function openFront(http: () => FastifyInstance): Promise<Front> {
  let tell = (): void => undefined;
  const server = createServer((request, reply) => {
    if (front.mode === 'down') return void request.socket.destroy();
    pass(http(), request).then(
      (answer) => {
        if (front.mode !== 'swallow' || request.method !== 'POST') return send(reply, answer);
        request.socket.destroy();
        tell();
      },
      () => request.socket.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port of TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const front: Front = {
    mode: 'up',
    url: `http://127.0.0.1:${port}`,
    swallowed: () => new Promise((resolve) => (tell = resolve)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return front;
}

type Passed = { statusCode: number; headers: Record<string, unknown>; rawPayload: Buffer };

async function pass(http: FastifyInstance, request: IncomingMessage): Promise<Passed> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host: _host, connection: _connection, 'transfer-encoding': _coding, ...headers } = request.headers;
  return http.inject({
    // Only these two methods are sent by what is tested.
    method: request.method === 'POST' ? 'POST' : 'GET',
    url: request.url ?? '/',
    headers,
    ...(chunks.length > 0 ? { payload: Buffer.concat(chunks) } : {}),
  });
}

function send(reply: ServerResponse, { statusCode, headers, rawPayload }: Passed): void {
  for (const [name, value] of Object.entries(headers))
    if (name !== 'transfer-encoding' && name !== 'connection') reply.setHeader(name, String(value));
  reply.writeHead(statusCode).end(rawPayload);
}

export type Ended = { readonly code: number | null; readonly output: string; readonly errors: string };

export type Running = {
  readonly ended: Promise<Ended>;
  readonly pid: number | undefined;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the words have been printed so many times; rejects when the command ends before. */
  says(words: string, times?: number): Promise<void>;
};

/** The `humi` command as a process of its own. */
export function runHumi(
  args: readonly string[],
  { cwd, env }: { cwd?: string; env?: Record<string, string> } = {},
): Running {
  const command = fileURLToPath(new URL('../bin/humi.mjs', import.meta.url));
  const child = spawn(process.execPath, [command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd ? { cwd } : {}),
  });
  const said = { output: '', errors: '' };
  const listeners = new Set<() => void>();
  const hear = (stream: 'output' | 'errors') => (text: string) => {
    said[stream] += text;
    for (const listener of [...listeners]) listener();
  };
  child.stdout.setEncoding('utf8').on('data', hear('output'));
  child.stderr.setEncoding('utf8').on('data', hear('errors'));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, ...said });
    });
  });
  const says = (words: string, times = 1): Promise<void> =>
    new Promise((resolve, reject) => {
      const listen = (): void => {
        if ((said.output + said.errors).split(words).length <= times) return;
        listeners.delete(listen);
        resolve();
      };
      listeners.add(listen);
      ended.then(() => reject(new Error(`ended without “${words}”: ${said.output}${said.errors}`)), reject);
      listen();
    });
  return { ended, pid: child.pid, kill: (signal) => void child.kill(signal), says };
}
