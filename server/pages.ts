import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const dist = join(import.meta.dirname, '../dist/web');

/** Serves the built web client; every path that is not a file is the application's own (client-side routing). */
export async function servePages(http: FastifyInstance): Promise<void> {
  if (!existsSync(dist)) return;
  await http.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  http.get('/*', { schema: { hide: true } }, (_request, reply) => reply.sendFile('index.html'));
}
