import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyPattern } from '#domain/keys/schema.ts';
import { Refused } from '#domain/refused.ts';
import type { Caller } from '#server/kernel/actor.ts';
import type { Route } from '#server/kernel/routes.ts';
import { hashKey, hashToken } from '#server/kernel/session.ts';
import { ask, type House, perform } from '#server/kernel/verb.ts';

export const sessionCookie = 'humi_session';

/** One route's handler: collect the input, go through the door, send the answer. */
export const answer =
  (house: House, route: Route, secure: boolean) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const caller = callerOf(request);
    const input = route.takes === 'file' ? await formInput(request) : jsonInput(request);
    refuseUnwritable(input);
    const output = await throughDoor(house, route, caller, { ...input, ...clientOf(route, request) }, keyOf(request));
    if (route.send === 'file') return sendFile(reply, output);
    if (route.send === 'sign_out') reply.clearCookie(sessionCookie, { path: '/' });
    if (route.send === 'sign_in') return sendSession(reply, output, secure);
    return output ?? {};
  };

const throughDoor = (
  house: House,
  { act }: Route,
  caller: Caller,
  input: unknown,
  key: string | undefined,
): Promise<unknown> =>
  act.kind === 'query' ? ask(house, caller, act, input) : perform(house, caller, act, input, key);

/** A person by the cookie of a session, or a program by its access key; never both, so that no page can lend a cookie. */
function callerOf(request: FastifyRequest): Caller {
  const token = request.cookies[sessionCookie];
  const [, key] = /^Bearer\s+(.*)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (key === undefined) return { token: token ? hashToken(token) : null };
  if (token) throw new Refused('key_and_session');
  if (!keyPattern.test(key)) throw new Refused('key_refused');
  return { token: hashKey(key) };
}

/** Checked here for forms too, whose headers no schema sees. */
function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return undefined;
  if (key.length > 100) throw new Refused('invalid', { field: 'idempotency-key', rule: 'at most 100 characters' });
  return key;
}

/** NUL and half of a surrogate pair: no text that a person writes has them, and no database keeps them. */
const unwritable = /\0|\p{Cs}/u;

/** Names the field whose text cannot be kept. The shape was checked before, which bounds the depth. */
function refuseUnwritable(value: unknown, field = ''): void {
  if (typeof value === 'string' && unwritable.test(value))
    throw new Refused('invalid', { field: field || 'body', rule: 'characters' });
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [name, inner] of Object.entries(value)) {
    if (unwritable.test(name)) throw new Refused('invalid', { field: field || 'body', rule: 'characters' });
    // The name of an uploaded file is cleaned, not refused: whoever sends it seldom chose it.
    if (name !== 'file_name') refuseUnwritable(inner, field === '' ? name : `${field}.${name}`);
  }
}

const jsonInput = (request: FastifyRequest): Record<string, unknown> => ({
  ...asRecord(request.query),
  ...asRecord(request.body),
  ...asRecord(request.params),
});

/** Where a sign-in comes from is shown in the list of sessions; it is the server's to say, not the client's. */
const clientOf = (route: Route, request: FastifyRequest): Record<string, unknown> =>
  route.send === 'sign_in' ? { address: request.ip, agent: (request.headers['user-agent'] ?? '').slice(0, 200) } : {};

/** A form with one file. The size limit is the multipart plugin's; what passed it is at most 50 MB. */
async function formInput(request: FastifyRequest): Promise<Record<string, unknown>> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (!part) throw new Refused('invalid', { field: 'file', rule: 'required' });
  const bytes = await part.toBuffer();
  const fields = Object.entries(part.fields).flatMap(([name, field]) =>
    field && !Array.isArray(field) && field.type === 'field' ? [[name, field.value]] : [],
  );
  return {
    ...Object.fromEntries(fields),
    ...asRecord(request.params),
    file_name: part.filename,
    media_type: part.mimetype,
    bytes,
  };
}

type FileOutput = { name: string; media_type: string; bytes: Uint8Array | AsyncIterable<Uint8Array> };

function sendFile(reply: FastifyReply, output: unknown): FastifyReply {
  // The output schema of a `download` route is FileOutput or FileStream.
  const { name, media_type, bytes } = output as FileOutput;
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .type(media_type)
    .send(bytes instanceof Uint8Array ? Buffer.from(bytes) : piecemeal(bytes));
}

/** Asks for the next piece when the last one has left. A reader who goes away ends the iterator; so does an error. */
const piecemeal = (pieces: AsyncIterable<Uint8Array>): Readable => Readable.from(pieces, { objectMode: false });

function sendSession(reply: FastifyReply, output: unknown, secure: boolean): unknown {
  const { token, refused, ...rest } = asRecord(output);
  if (refused) throw refusalOf(refused);
  if (typeof token === 'string')
    reply.setCookie(sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'strict', secure });
  return rest;
}

/** A sign-in that failed has counted its failure and committed; now it is refused like anything else. */
function refusalOf(refused: unknown): Refused {
  const { reason, detail } = refused as { reason: string; detail: Record<string, string | number> };
  return new Refused(reason, detail);
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
