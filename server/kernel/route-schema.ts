import Type, { type TObject, type TSchema } from 'typebox';
import { Refused } from '#domain/refused.ts';
import type { Route } from '#server/kernel/routes.ts';

type Properties = Record<string, TSchema>;

/** The names in a URL such as /tasks/:id/confirm. */
export const namesIn = (url: string): string[] => [...url.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');

/** The parts of an act's input as HTTP has them: in the path, in the query string (GET) or in the body (POST). */
export function schemaOf(route: Route): Record<string, unknown> {
  const all = propertiesOf(route.act.input);
  const inPath = namesIn(route.url);
  const params = pick(all, (name) => inPath.includes(name));
  const rest = pick(all, (name) => !inPath.includes(name));
  const [noun] = route.act.name.split('.');
  return {
    operationId: route.act.name,
    summary: route.act.name,
    tags: [route.url.split('/')[1] ?? noun],
    ...(inPath.length > 0 ? { params: Type.Object(params) } : {}),
    ...(Object.keys(rest).length > 0 ? inputPart(route, rest) : {}),
    response: { 200: responseOf(route), default: { $ref: 'Problem#' } },
    ...(route.method === 'POST' && route.send === 'json' ? { headers: idempotencyHeader } : {}),
  };
}

const idempotencyHeader = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      maxLength: 100,
      description: 'A retry with the same key makes no second row.',
    },
  },
};

function inputPart(route: Route, rest: Properties): Record<string, unknown> {
  if (route.method === 'GET') return { querystring: Type.Object(rest, { additionalProperties: false }) };
  if (route.takes === 'json') return { body: Type.Object(rest, { additionalProperties: false }) };
  const { bytes: _bytes, file_name: _name, ...fields } = rest;
  return {
    consumes: ['multipart/form-data'],
    body: { type: 'object', properties: { ...fields, file: { type: 'string', format: 'binary' } }, required: ['file'] },
  };
}

function responseOf(route: Route): unknown {
  if (route.send === 'file') return { type: 'string', format: 'binary' };
  if (route.send !== 'sign_in') return route.act.output;
  return Type.Object(pick(propertiesOf(route.act.output), (name) => name !== 'token'));
}

const pick = (all: Properties, keep: (name: string) => boolean): Properties =>
  Object.fromEntries(Object.entries(all).filter(([name]) => keep(name)));

/** Inputs are objects; anything else is a mistake in a verb and stops the start. */
export function propertiesOf(schema: TSchema): Properties {
  if (!isObjectSchema(schema)) throw new Refused('bug', { cause: 'the input of an act must be an object' });
  return schema.properties;
}

const isObjectSchema = (schema: TSchema): schema is TObject => 'properties' in schema;
