import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '#domain/refused.ts';

const dist = join(import.meta.dirname, '../dist/web');

/**
 * Serves the built web client; every path that is not a file is the application's own (client-side routing). A hashed
 * file that is gone stays "not found": a page opened before an update then says that it must be loaded again.
 */
export async function servePages(http: FastifyInstance): Promise<void> {
  if (!existsSync(dist)) return;
  await http.register(fastifyStatic, {
    root: dist,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  http.setNotFoundHandler((request, reply) => {
    if (!isPage(request)) throw new Refused('not_found', { noun: 'page' });
    return reply.sendFile('index.html');
  });
}

const isPage = ({ method, url }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !/^\/(api|assets)\//.test(url);
