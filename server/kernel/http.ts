import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { nouns } from '#domain/glossary.ts';
import { permissions } from '#domain/permissions.ts';
import { Refused } from '#domain/refused.ts';
import type { Language } from '#domain/sentences.ts';
import { answer } from '#server/kernel/answer.ts';
import { bugProblem, Problem, problemOf } from '#server/kernel/problem.ts';
import { schemaOf } from '#server/kernel/route-schema.ts';
import type { Route } from '#server/kernel/routes.ts';
import type { House } from '#server/kernel/verb.ts';
import type { Report } from '#server/kernel/worker.ts';

export type HttpOptions = {
  house: House;
  routes: readonly Route[];
  /** 'errors' (the default) writes bugs, 'requests' a line per request too. */
  log?: 'errors' | 'requests';
  /** Where lines of the log go; standard output unless said otherwise. */
  logTo?: { write(line: string): void };
  secure?: boolean;
  behindProxy?: boolean;
};

export const maxFileBytes = 50 * 1024 * 1024;

/** The HTTP server: routes from the explicit list, strict bodies, problems as RFC 9457, OpenAPI at /openapi.json. */
export async function openHttp({
  house,
  routes,
  log = 'errors',
  logTo,
  secure = false,
  behindProxy = false,
}: HttpOptions): Promise<FastifyInstance> {
  const http = Fastify({
    logger: { ...quietLogger, level: log === 'requests' ? 'info' : 'error', ...(logTo ? { stream: logTo } : {}) },
    bodyLimit: 4 * 1024 * 1024,
    genReqId: () => randomUUID(),
    trustProxy: behindProxy && ['loopback', 'linklocal', 'uniquelocal'],
  });
  http.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? strict : lenient).compile(schema));
  await http.register(helmet, { contentSecurityPolicy: { directives: pagePolicy } });
  await http.register(cookie);
  await http.register(compress, { threshold: 2048 });
  await http.register(rateLimit, { global: false });
  await http.register(multipart, { limits: { fileSize: maxFileBytes, files: 1, fields: 20, fieldSize: 100_000 } });
  await http.register(swagger, { openapi: apiDescription });
  http.addSchema(Problem);
  http.setErrorHandler(sendProblem);
  await http.register(
    async (api) => {
      for (const route of routes) {
        api.route({
          method: route.method,
          url: route.url,
          schema: schemaOf(route),
          ...limitOf(route),
          // The body of an upload is a form: it is read and checked in answer(), not by the JSON validator.
          ...(route.takes === 'file' ? { validatorCompiler: () => () => true } : {}),
          ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
          handler: answer(house, route, secure),
        });
      }
      api.get('/openapi.json', { schema: { hide: true } }, () => http.swagger());
      api.get('/health', { schema: { hide: true } }, async () => {
        await house.database.owner.query('select 1');
        return { ok: true };
      });
      api.setNotFoundHandler(() => {
        throw new Refused('not_found', { noun: 'page' });
      });
    },
    { prefix: '/api' },
  );
  return http;
}

const strict = new Ajv({
  removeAdditional: false,
  coerceTypes: false,
  useDefaults: true,
  allErrors: false,
  strict: false,
});
const lenient = new Ajv({
  removeAdditional: false,
  coerceTypes: 'array',
  useDefaults: true,
  allErrors: false,
  strict: false,
});
addFormats.default(strict);
addFormats.default(lenient);

/** So often a minute one address may ask for what can be guessed, or for what anybody may do without an account. */
function limitOf(route: Route): { config?: { rateLimit: { max: number; timeWindow: string } } } {
  const max = secretive(route) ? 60 : isOpen(route) ? 300 : undefined;
  return max === undefined ? {} : { config: { rateLimit: { max, timeWindow: '1 minute' } } };
}

const isOpen = ({ act: { name } }: Route): boolean => {
  const grants: readonly string[] = permissions[name];
  return grants.includes('anybody') && !name.startsWith('account.');
};

/** Acts before sign-in are the ones a stranger can hammer; a password can be guessed where it is changed, too. */
const secretive = (route: Route): boolean => route.send === 'sign_in' || route.act.name === 'account.change-password';

const pagePolicy = {
  'default-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  // Files are hashed in the browser by WebAssembly (verify/hashing): compiling it is allowed, evaluating text is not.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'upgrade-insecure-requests': null,
};

const apiDescription = {
  openapi: '3.1.0',
  info: {
    title: '护秘 Humi',
    version: '0.1.0',
    description: 'Every act of the product. The web client uses only this document.',
  },
  tags: Object.entries(nouns).map(([name, term]) => ({ name, description: `${term.zh}: ${term.meaning || term.en}` })),
};

/** No body, cookie or address in the log: only what was asked and how it went. */
const quietLogger = {
  serializers: {
    req: (request: FastifyRequest) => ({ method: request.method, url: request.url.split('?')[0] ?? '' }),
    res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
  },
};

export const languageOf = (request: FastifyRequest): Language =>
  /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';

function sendProblem(error: FastifyError | Refused, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.raw.socket.destroyed) {
    // The answer broke off because its reader left; nobody is there to be told, and nothing is wrong with us.
    request.log.info({ id: request.id }, 'the client left');
    return reply;
  }
  const language = languageOf(request);
  const refused = asRefused(error);
  if (refused) {
    const problem = problemOf(refused, language);
    return reply.status(problem.status).type('application/problem+json').send(problem);
  }
  request.log.error({ id: request.id, err: { message: withoutValues(error.message), stack: framesOf(error) } }, 'bug');
  return reply.status(500).type('application/problem+json').send(bugProblem(request.id, language));
}

/** Writes down a schedule that failed, in the same way as a bug of a request. */
export const reportTo =
  ({ log }: FastifyInstance): Report =>
  (queue, error) => {
    const cause = error instanceof Error ? error : new Error(String(error));
    log.error({ queue, err: { message: withoutValues(cause.message), stack: framesOf(cause) } }, 'schedule failed');
  };

/** Databases and parsers quote what they were given, which may be anything that a person wrote. */
const withoutValues = (message: string): string => message.replaceAll(/"[^"]*"/g, '"…"').slice(0, 500);

/** Where it happened, without the message that stands above. */
const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/** Errors of the framework in our words; null for a bug. */
function asRefused(error: FastifyError | Refused): Refused | null {
  if (error instanceof Refused) return error;
  const first = error.validation?.[0];
  if (first)
    return new Refused('invalid', { field: fieldOf(first.instancePath, first.params), rule: first.message ?? '' });
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') return new Refused('file_too_large', { limit: '50 MB' });
  if (error.statusCode === 413) return new Refused('file_too_large', { limit: '4 MB' });
  if (error.statusCode === 429) return new Refused('too_many');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Refused('invalid', { field: 'body', rule: error.message });
  return null;
}

function fieldOf(path: string, params: Record<string, unknown>): string {
  const more = params['missingProperty'] ?? params['additionalProperty'];
  const base = path.replace(/^\//, '').replaceAll('/', '.');
  return typeof more === 'string' ? [base, more].filter(Boolean).join('.') : base || 'body';
}
