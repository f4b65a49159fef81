import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { formatLines } from '#domain/evidence/notes.ts';
import { judge } from '#server/witness/judge.ts';
import { statusOf, statusPage } from '#server/witness/page.ts';
import type { Witness } from '#server/witness/parts.ts';
import type { Seen } from '#server/witness/state.ts';

/** A checkpoint with its 63 hashes and a hundred signatures is far smaller. */
const mostBytes = 64 * 1024;

/** C2SP tlog-witness: `POST /add-checkpoint`; `GET /status` as JSON, `GET /` as a page. Does not listen yet. */
export function openWitness(witness: Witness): Server {
  const server = createServer((request, response) => {
    answer(witness, request, response).catch((error) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      if (response.headersSent) response.destroy();
      else send(response, { status: 500 });
    });
  });
  server.requestTimeout = 15_000;
  return server;
}

async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  if (path === '/add-checkpoint') return addCheckpoint(witness, request, response);
  if (path !== '/' && path !== '/status') return send(response, { status: 404 });
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, { status: 405 });
  const status = statusOf(witness);
  if (path === '/') return send(response, { status: 200, type: 'text/html; charset=utf-8', body: statusPage(status) });
  send(response, { status: 200, type: 'application/json', body: `${JSON.stringify(status, null, 2)}\n` });
}

async function addCheckpoint(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return send(response, { status: 405 });
  const bytes = await bodyOf(request);
  if (bytes === undefined) return send(response, { status: 413 });
  const body = textOf(bytes);
  send(response, body === undefined ? { status: 400 } : decide(witness, body));
}

/**
 * Judging and keeping are one step: nothing here waits, so that no second request comes between them (the race that
 * tlog-witness describes), and what is signed is on disk before the answer leaves.
 */
function decide({ key, logs, state, alarms, clock }: Witness, body: string): Answer {
  const judged = judge(body, logs, state.get);
  const now = clock();
  const { status } = judged;
  if (status === 200) {
    const { checkpoint, note, text } = judged.signed;
    const { origin, size, root } = checkpoint;
    if (isNews(state.get(origin), size, now)) state.put(origin, { size, root, at: now.toISOString(), note });
    return { status, body: formatLines([key.cosign(text, Math.floor(now.getTime() / 1000))]) };
  }
  if ('alarm' in judged && judged.alarm)
    alarms.raise(judged.alarm, {
      at: now.toISOString(),
      signed: judged.signed,
      seen: state.get(judged.signed.checkpoint.origin),
    });
  return status === 409 ? { status, type: 'text/x.tlog.size', body: `${judged.size}\n` } : { status };
}

/** What is on disk is not written again for everybody who sends it again: once a minute says that the log is heard from. */
const isNews = (seen: Seen, size: number, now: Date): boolean =>
  seen.size !== size || seen.at === null || Math.abs(now.getTime() - Date.parse(seen.at)) > 60_000;

type Answer = { readonly status: number; readonly type?: string; readonly body?: string };

function send(response: ServerResponse, { status, type = 'text/plain; charset=utf-8', body = '' }: Answer): void {
  // A body that was not read to its end may not be taken for the next request.
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** Undefined when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Undefined for bytes that are not UTF-8. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
