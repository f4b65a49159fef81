import { describe, expect, test } from 'vitest';
import { depositingActs } from '#domain/evidence/kinds.ts';
import { nouns, singularOf, verbs } from '#domain/glossary.ts';
import { type Act, permissions } from '#domain/permissions.ts';
import { propertiesOf } from '#server/kernel/route-schema.ts';
import type { Route } from '#server/kernel/routes.ts';
import { beats, commands, routes, schedules } from '#server/routes.ts';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson } from '#test/people.ts';
import { sample } from '#test/sample.ts';

/**
 * The contract of every act, made from the registry: nothing here names an act, so a new one is covered the day it
 * is listed. What an act *does* is tested beside it; here is what all acts owe.
 */
const house = useHouse();
const acts = [
  ...routes.map((route) => route.act),
  ...schedules.map((schedule) => schedule.act),
  ...beats.flatMap((beat) => beat.acts),
  ...commands,
];
const urlOf = (route: Route): string =>
  route.url.replaceAll(/:(\w+)/g, (_, name: string) => String(sample(route.act.input)[name]));
const titleOf = (route: Route): string => `${route.method} ${route.url} (${route.act.name})`;
const grantsOf = (route: Route): readonly string[] => permissions[route.act.name];
const needsPost = routes.filter(
  (route) => !grantsOf(route).some((grant) => grant === 'anybody' || grant === 'everybody'),
);

test('every permission belongs to an act, and every act has a permission', () => {
  const used = new Set<string>(acts.map((act) => act.name));
  const unused = Object.keys(permissions).filter((name) => !used.has(name));
  expect(unused).toEqual([]);
  expect(acts.filter((act) => !Object.hasOwn(permissions, act.name))).toEqual([]);
});

test('every act that changes something is a word of the glossary, and its noun too', () => {
  const singular = new Set(Object.keys(nouns).map(singularOf));
  for (const { kind, name } of acts) {
    const [noun = '', word = ''] = name.split('.');
    expect(singular, name).toContain(noun);
    if (kind === 'verb') expect(Object.keys(verbs), name).toContain(word);
  }
});

test('the acts that evidence is looked for by are those that deposit', () => {
  const depositing = acts.flatMap((act) => (act.kind === 'verb' && act.deposits ? [act.name] : []));
  expect([...depositingActs]).toEqual([...new Set<string>(depositing)].sort());
});

test('no URL is bound twice', () => {
  const urls = routes.map((route) => `${route.method} ${route.url}`);
  expect(urls.filter((url, index) => urls.indexOf(url) !== index)).toEqual([]);
});

test('a read is a GET, a change a POST', () => {
  for (const { method, act } of routes) expect(method, act.name).toBe(act.kind === 'query' ? 'GET' : 'POST');
});

describe('a stranger is turned away', () => {
  test.each(
    routes.filter((route) => !grantsOf(route).includes('anybody')).map((route) => [titleOf(route), route] as const),
  )('%s', async (_title, route) => {
    const answer = await request(callsAs(house()), route);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ reason: 'not_signed_in' });
  });
});

describe('a role that the table does not name is refused', () => {
  const roles = [
    'programme_officer',
    'leader',
    'unit_officer',
    'superior_officer',
    'station_officer',
    'enterprise_officer',
    'system_administrator',
    'security_administrator',
    'audit_administrator',
  ] as const;
  test.each(needsPost.map((route) => [titleOf(route), route] as const))('%s', async (_title, route) => {
    const outsider = roles.find((role) => !grantsOf(route).includes(role));
    expect(outsider).toBeDefined();
    if (!outsider) return;
    const person = await makePerson(house(), await makeOrganisation(house()), [outsider]);
    const answer = await request(person, route);
    expect(answer.status).toBe(403);
    expect(answer.body.reason).toBe('not_permitted');
  });
});

describe('a refused change leaves no event and no row', () => {
  test.each(needsPost.filter((route) => route.act.kind === 'verb').map((route) => [titleOf(route), route] as const))(
    '%s',
    async (_title, route) => {
      const count = async (): Promise<number> =>
        Number((await house().house.database.owner.query('select count(*) as n from events')).rows[0].n);
      const before = await count();
      await request(callsAs(house()), route);
      expect(await count()).toBe(before);
    },
  );
});

describe('unknown fields of a body are refused, never dropped', () => {
  const bodies = routes.filter(
    (route) => route.method === 'POST' && route.takes === 'json' && bodyFields(route).length > 0,
  );
  test.each(bodies.map((route) => [titleOf(route), route] as const))('%s', async (_title, route) => {
    const person = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
    const answer = await person.send(urlOf(route), { ...bodyOf(route), no_such_field: 1 });
    expect(answer.status).toBe(400);
    expect(answer.body.field).toBe('no_such_field');
  });
});

describe('every text and list that comes in is bounded', () => {
  test.each(routes.map((route) => [titleOf(route), route] as const))('%s', (_title, route) => {
    expect(unbounded(route.act.input, route.act.name)).toEqual([]);
  });
});

test('every act is in the OpenAPI document, with its answer and its problem', async () => {
  const document = (await callsAs(house()).get('/openapi.json')).body;
  for (const route of routes) {
    const path = `/api${route.url.replaceAll(/:(\w+)/g, '{$1}')}`;
    const operation = document.paths[path]?.[route.method.toLowerCase()];
    expect(operation?.operationId, route.url).toBe(route.act.name satisfies Act);
    expect(operation.responses.default, route.url).toBeDefined();
  }
});

const bodyFields = (route: Route): string[] =>
  Object.keys(propertiesOf(route.act.input)).filter((name) => !route.url.includes(`:${name}`));

/** A well-formed input without the names that are in the URL. */
function bodyOf(route: Route): Record<string, unknown> {
  const input = sample(route.act.input);
  const wanted = bodyFields(route).filter((name) => input[name] !== undefined);
  return Object.fromEntries(wanted.map((name) => [name, input[name]]));
}

type Caller = Pick<ReturnType<typeof callsAs>, 'get' | 'send'>;

/** A well-formed request, so that what is refused is the person, not the form. */
function request(caller: Caller, route: Route) {
  const rest = bodyOf(route);
  if (route.method === 'GET')
    return caller.get(
      `${urlOf(route)}?${new URLSearchParams(Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])))}`,
    );
  return route.takes === 'file' ? sampleForm(caller, route) : caller.send(urlOf(route), rest);
}

const sampleForm = (caller: Caller, route: Route) =>
  caller.send(
    urlOf(route),
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nx\r\n--x--\r\n',
    { 'content-type': 'multipart/form-data; boundary=x' },
  );

type Shape = {
  type?: string;
  enum?: unknown;
  const?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
};

function unbounded(schema: unknown, path: string): string[] {
  // A TypeBox schema is plain JSON Schema; only these keywords matter here.
  const shape = schema as Shape;
  const here: string[] = [];
  if (
    shape.type === 'string' &&
    !shape.enum &&
    shape.const === undefined &&
    !shape.format &&
    shape.maxLength === undefined &&
    !bounded(shape.pattern) &&
    !setByServer.test(path)
  )
    here.push(path);
  if (shape.type === 'array' && shape.maxItems === undefined) here.push(path);
  const inside = Object.entries(shape.properties ?? {}).flatMap(([name, one]) => unbounded(one, `${path}.${name}`));
  return [
    ...here,
    ...inside,
    ...(shape.items ? unbounded(shape.items, `${path}[]`) : []),
    ...(shape.anyOf ?? []).flatMap((one) => unbounded(one, path)),
  ];
}

/** Address and agent are the server's own; a file's name and kind are bounded by the form parser. */
const setByServer = /\.(address|agent)$/;

/** A pattern that fixes the length, such as six digits. */
const bounded = (pattern: string | undefined): boolean => pattern !== undefined && /\{\d+\}\$$/.test(pattern);
