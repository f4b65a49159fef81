import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '#domain/refused.ts';
import type { Trust } from '#verify/trust.ts';
import { withTrust } from '#verify/with-trust.ts';

const file = join(import.meta.dirname, '../dist/verify/humi-verify.html');

/**
 * The checking page for anybody: `/verify` to use, `/verify/humi-verify.html` to take along. It is one file with the
 * trust list of this installation inside and a policy of its own, which lets it ask for nothing, not even from here.
 */
export async function serveVerifyPage(http: FastifyInstance, trust: () => Promise<Trust>): Promise<void> {
  let kept: { key: string; page: Promise<Page> } | undefined;
  const pageOfToday = async (): Promise<Page> => {
    const [built, list] = await Promise.all([readBuilt(), trust()]);
    // The moment at which the list was made changes with every request; the page is made anew when anything else does.
    const key = JSON.stringify([built.length, built.slice(0, 1000), { ...list, made_at: list.made_at.slice(0, 10) }]);
    if (kept?.key !== key) kept = { key, page: makePage(built, list) };
    return kept.page;
  };
  http.get('/verify', { schema: { hide: true } }, async (request, reply) => send(request, reply, await pageOfToday()));
  http.get('/verify/humi-verify.html', { schema: { hide: true } }, async (request, reply) => {
    reply.header('content-disposition', 'attachment; filename="humi-verify.html"');
    return send(request, reply, await pageOfToday());
  });
}

type Page = { readonly policy: string; readonly plain: Buffer; readonly zipped: Buffer };

async function makePage(built: string, list: Trust): Promise<Page> {
  const plain = Buffer.from(withTrust(built, list));
  return { policy: policyOf(built), plain, zipped: await promisify(gzip)(plain, { level: 9 }) };
}

const policyOf = (page: string): string =>
  /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? `default-src 'none'`;

async function readBuilt(): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Refused('not_found', { noun: 'page' });
  }
}

function send(request: FastifyRequest, reply: FastifyReply, { policy, plain, zipped }: Page): FastifyReply {
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', `${policy}; frame-ancestors 'none'`)
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-encoding');
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  return takesGzip ? reply.header('content-encoding', 'gzip').send(zipped) : reply.send(plain);
}
