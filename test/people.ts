import type { OrganisationKind, Role } from '#domain/glossary.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import type { TestHouse } from './house.ts';

export type TestOrganisation = {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly division_code: string;
};

export type TestPerson = {
  readonly id: string;
  readonly post: string;
  readonly organisation: TestOrganisation;
  get(url: string): Promise<Answer>;
  send(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  readonly cookie: string;
};

// The body of a reply is whatever the route's output schema says; tests look into it freely.
// biome-ignore lint/suspicious/noExplicitAny: tests read replies of every shape
export type Answer = { status: number; body: any; headers: Record<string, unknown>; bytes: Buffer };

/** What a person needs of a house: the tests of verbs and the journeys have more. */
type Place = Pick<TestHouse, 'house' | 'http'>;

let counter = 0;

/** A fresh organisation, written as the owner: every test makes its own. Division 371524 exists in the seed. */
export async function makeOrganisation(
  house: Place,
  wanted: { kind?: OrganisationKind; name?: string; division?: string; superior?: string } = {},
): Promise<TestOrganisation> {
  counter += 1;
  const { kind = 'market_regulation', name = `示例单位${counter}`, division = '371524', superior = null } = wanted;
  const id = newId();
  const made = await house.house.database.owner.query(
    `insert into organisations (id, kind, name, division_code, path, superior_id)
     select $1, $2, $3, code, path, $5 from divisions where code = $4 returning id, name, path, division_code`,
    [id, kind, name, division, superior],
  );
  return made.rows[0];
}

/** A signed-in person with one post in an organisation. */
export async function makePerson(
  house: Place,
  organisation: TestOrganisation,
  roles: readonly Role[],
): Promise<TestPerson> {
  counter += 1;
  const [id, post, session, token] = [newId(), newId(), newId(), newToken()];
  const { owner } = house.house.database;
  await owner.query("insert into people (id, name, login, state) values ($1, $2, $3, 'active')", [
    id,
    `示例·甲${counter}`,
    `person${counter}-${id.slice(-6)}`,
  ]);
  await owner.query(
    "insert into posts (id, person_id, org_id, path, title, roles, from_on) values ($1, $2, $3, $4, '工作人员', $5, '2020-01-01')",
    [post, id, organisation.id, organisation.path, roles],
  );
  await owner.query(
    "insert into sessions (id, token_hash, person_id, post_id, expires_at) values ($1, $2, $3, $4, now() + interval '1 day')",
    [session, hashToken(token), id, post],
  );
  await owner.query('insert into credentials (person_id, totp_confirmed_at) values ($1, now())', [id]);
  const cookie = `humi_session=${token}`;
  return { id, post, organisation, cookie, ...callsAs(house, cookie) };
}

/** Requests through HTTP with a cookie, or as a stranger without one. */
export function callsAs(house: Place, cookie?: string): Pick<TestPerson, 'get' | 'send'> {
  const headers = cookie ? { cookie } : {};
  return {
    get: async (url) => answerOf(await house.http.inject({ method: 'GET', url: `/api${url}`, headers })),
    send: async (url, body = {}, more = {}) =>
      answerOf(
        await house.http.inject({
          method: 'POST',
          url: `/api${url}`,
          headers: { ...headers, ...more },
          payload: body as object,
        }),
      ),
  };
}

/** Sends a file as a form, with other fields beside it. */
export async function sendFile(
  house: Place,
  person: TestPerson,
  url: string,
  file: { name: string; bytes: Uint8Array; type?: string },
  fields: Record<string, string> = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append(
    'file',
    new Blob([Buffer.from(file.bytes)], { type: file.type ?? 'application/octet-stream' }),
    file.name,
  );
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const payload = Buffer.from(await request.arrayBuffer());
  return answerOf(
    await house.http.inject({
      method: 'POST',
      url: `/api${url}`,
      headers: { cookie: person.cookie, 'content-type': request.headers.get('content-type') ?? '' },
      payload,
    }),
  );
}

type Injected = { statusCode: number; headers: Record<string, unknown>; rawPayload: Buffer; payload: string };

function answerOf({ statusCode, headers, rawPayload, payload }: Injected): Answer {
  const json = String(headers['content-type']).includes('json');
  return { status: statusCode, headers, bytes: rawPayload, body: json ? JSON.parse(payload) : payload };
}
