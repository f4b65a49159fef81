import { expect, test } from 'vitest';
import { openHttp } from '#server/kernel/http.ts';
import { routes } from '#server/routes.ts';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;
const digest = (letter: string): string => letter.repeat(64);
const file = { kind: 'file', size: 12, sha256: digest('a'), sm3: digest('b') };

async function makeFirm(roles: Parameters<typeof makePerson>[2] = ['enterprise_officer']) {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  return { firm, officer: await makePerson(house(), firm, roles) };
}

async function issue(officer: TestPerson, more: Record<string, unknown> = {}) {
  const answer = await officer.send('/keys', { name: '设计服务器', ...more });
  expect(answer.status).toBe(200);
  return answer.body as { id: string; key: string; expires_at: string };
}

/** A program: requests with the key alone. */
async function byKey(method: 'GET' | 'POST', url: string, headers: Record<string, string>, body?: object) {
  const answer = await house().http.inject({ method, url: `/api${url}`, headers, ...(body ? { payload: body } : {}) });
  return { status: answer.statusCode, body: JSON.parse(answer.payload) };
}
const withKey = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
const deposit = (key: string, more: Record<string, string> = {}) =>
  byKey('POST', '/evidence', { ...withKey(key), ...more }, { files: [file] });

test('[C23] a firm issues a key; its program deposits with it, and the record names issuer and key', async () => {
  const { firm, officer } = await makeFirm();
  const { id, key, expires_at } = await issue(officer);
  expect(key).toMatch(/^humi_[A-Za-z0-9_-]{43}$/);
  expect(expires_at).toBe('2027-11-21T04:00:00.000Z');
  const sent = await deposit(key);
  expect(sent.status).toBe(200);
  const [event] = await rows("select * from events where act = 'evidence.deposit' and org_id = $1", [firm.id]);
  expect(event).toMatchObject({ person_id: officer.id, post_id: officer.post, data: { key: id } });
  expect((await byKey('GET', '/evidence', withKey(key))).body.total).toBe(1);
  expect((await byKey('GET', `/evidence/${sent.body.deposits[0].id}`, withKey(key))).status).toBe(200);
  const list = await officer.get('/keys');
  expect(list.body).toMatchObject({
    total: 1,
    rows: [{ id, name: '设计服务器', state: 'active', issued_by: officer.id, seen_at: '2026-11-21T04:00:00.000Z' }],
  });
});

test('a key does nothing else, whatever its issuer may do, and sees only its own organisation', async () => {
  const bureau = await makeOrganisation(house(), { kind: 'market_regulation' });
  const { key } = await issue(await makePerson(house(), bureau, ['programme_officer']));
  for (const url of ['/keys', '/tasks', '/accounts/me', '/people', '/programmes', '/organisations', '/events']) {
    const answer = await byKey('GET', url, withKey(key));
    expect([url, answer.status, answer.body.reason]).toEqual([url, 403, 'key_not_permitted']);
  }
  expect((await byKey('POST', '/keys', withKey(key), { name: '再来一个' })).status).toBe(403);
  expect((await byKey('POST', '/accounts/sign-out', withKey(key), {})).status).toBe(403);
  const { officer } = await makeFirm();
  const theirs = await officer.send('/evidence', { files: [file] });
  expect((await byKey('GET', `/evidence/${theirs.body.deposits[0].id}`, withKey(key))).status).toBe(404);
});

test('a key reads the files of its organisation, and no statement of an act, which may name people', async () => {
  const bureau = await makeOrganisation(house(), { kind: 'market_regulation' });
  const custodian = await makePerson(house(), bureau, ['unit_officer']);
  const exhibit = await custodian.send('/exhibits', {
    ...{ name: '电脑', kind: 'device', taken_from: '示例·持有人', place: '示例路1号', case_no: null, programme: null },
  });
  const taken = await custodian.send(`/exhibits/${exhibit.body.id}/take`, {
    ...{
      version: 1,
      device: '只读锁',
      tool: '示例软件',
      method: '镜像。',
      operator: '示例·甲',
      second_person: '示例·乙',
    },
    place: '示例路1号',
  });
  expect(taken.status).toBe(200);
  const { key } = await issue(custodian);
  expect((await deposit(key)).status).toBe(200);
  expect((await custodian.get('/evidence')).body.total).toBe(2);
  expect((await byKey('GET', '/evidence', withKey(key))).body).toMatchObject({ total: 1, rows: [{ kind: 'file' }] });
  expect((await byKey('GET', `/evidence/${taken.body.deposit}`, withKey(key))).status).toBe(404);
  expect((await byKey('GET', `/evidence/${taken.body.deposit}/proof`, withKey(key))).status).toBe(404);
});

test('every act but those of the list is closed to a key', async () => {
  const { key } = await issue((await makeFirm()).officer);
  const open: string[] = [];
  for (const { method, url, act } of routes) {
    const { statusCode, payload } = await house().http.inject({
      method,
      url: `/api${url.replaceAll(/:\w+/g, '0192f0c0-0000-7000-8000-000000000000')}`,
      headers: withKey(key),
      ...(method === 'POST' ? { payload: {} } : {}),
    });
    const { reason } = JSON.parse(payload);
    if (!['key_not_permitted', 'invalid'].includes(reason)) open.push(`${act.name} ${statusCode}`);
  }
  expect(open.map((one) => one.split(' ')[0]).filter((name) => !name?.startsWith('evidence.'))).toEqual([]);
});

test('an expired, revoked or unknown key is refused with the cure', async () => {
  const { officer } = await makeFirm();
  const [old, gone] = [await issue(officer), await issue(officer, { name: '另一台' })];
  await rows("update access_keys set expires_at = '2026-11-21T03:59:59Z' where id = $1", [old.id]);
  expect((await officer.send(`/keys/${gone.id}/revoke`, { reason: '服务器退役。' })).status).toBe(200);
  for (const key of [old.key, gone.key, `humi_${'A'.repeat(43)}`, 'humi_short', officer.cookie.split('=')[1] ?? '']) {
    const answer = await deposit(key);
    expect([answer.status, answer.body.reason]).toEqual([401, 'key_refused']);
    expect((await byKey('GET', '/accounts/me', withKey(key))).status).toBe(401);
  }
  const states = (await officer.get('/keys')).body.rows.map((row: { state: string }) => row.state);
  expect(states).toEqual(['revoked', 'expired']);
});

test.each([
  ['the person left', "update people set state = 'left' where id = $1", 'person'],
  ['the post ended', "update posts set to_on = '2026-11-20' where person_id = $1", 'person'],
  ['the organisation closed', "update organisations set state = 'closed' where id = $1", 'firm'],
])('a key ends when %s', async (_why, statement, whose) => {
  const { firm, officer } = await makeFirm();
  const { key } = await issue(officer);
  expect((await deposit(key)).status).toBe(200);
  await rows(statement, [whose === 'firm' ? firm.id : officer.id]);
  expect((await deposit(key)).body.reason).toBe('key_refused');
});

test('a key is worth no more than its issuer: without a role that deposits it does not', async () => {
  const { officer } = await makeFirm();
  const { key } = await issue(officer);
  await rows("update posts set roles = '{audit_administrator}' where person_id = $1", [officer.id]);
  expect((await deposit(key)).body.reason).toBe('key_not_permitted');
});

test('a key beside a session is refused; a session is no key and a key no session', async () => {
  const { officer } = await makeFirm();
  const { key } = await issue(officer);
  const both = await deposit(key, { cookie: officer.cookie });
  expect([both.status, both.body.reason]).toEqual([400, 'key_and_session']);
  const asSession = await callsAs(house(), `humi_session=${key}`).get('/keys');
  expect(asSession.status).toBe(401);
  const basic = await house().http.inject({
    method: 'GET',
    url: '/api/keys',
    headers: { cookie: officer.cookie, authorization: 'Basic eDp5' },
  });
  expect(basic.statusCode).toBe(200);
});

test('the text of a key is nowhere: not in the database, the record, the answers for retries or the log', async () => {
  const lines: string[] = [];
  const logTo = { write: (line: string) => void lines.push(line) };
  const http = await openHttp({ house: house().house, routes, log: 'requests', logTo });
  const { firm, officer } = await makeFirm();
  const headers = { cookie: officer.cookie, 'idempotency-key': 'retry-1' };
  const ask = { method: 'POST', url: '/api/keys', headers, payload: { name: '甲' } } as const;
  const { key, id } = JSON.parse((await http.inject(ask)).payload);
  const again = await http.inject(ask);
  expect([again.statusCode, JSON.parse(again.payload).reason]).toEqual([422, 'key_name_taken']);
  expect(again.payload).not.toContain(key);
  await http.inject({ method: 'POST', url: '/api/evidence', headers: withKey(key), payload: { files: [file] } });
  await http.close();
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).not.toContain(key.slice(5));
  for (const table of ['events', 'idempotency_keys', 'access_keys']) {
    const found = await rows(`select count(*)::int as n from ${table} t where t::text like '%' || $1 || '%'`, [
      key.slice(5),
    ]);
    expect([table, found[0].n]).toEqual([table, 0]);
  }
  expect(await rows('select id from access_keys where org_id = $1', [firm.id])).toEqual([{ id }]);
});

test('a last day is chosen between tomorrow and the longest; the rule row says the usual one', async () => {
  const { officer } = await makeFirm();
  const wanted = (expires_on: string) => officer.send('/keys', { name: expires_on, expires_on });
  expect((await wanted('2026-11-22')).body.expires_at).toBe('2026-11-22T04:00:00.000Z');
  expect((await wanted('2026-11-21')).body).toMatchObject({ reason: 'key_too_short', field: 'expires_on' });
  expect((await wanted('2027-12-26')).status).toBe(200);
  expect((await wanted('2027-12-27')).body).toMatchObject({ reason: 'key_too_long', facts: { limit: 400 } });
  expect((await officer.send('/keys', { name: ' ' })).status).toBe(400);
});

test('only who answers for a program issues keys, and only of the own organisation; another’s is not there', async () => {
  const { firm, officer } = await makeFirm();
  const { id } = await issue(officer);
  const leader = await makePerson(house(), firm, ['leader']);
  expect((await leader.send('/keys', { name: '乙' })).status).toBe(403);
  expect((await leader.get('/keys')).status).toBe(403);
  const other = (await makeFirm()).officer;
  expect((await other.get('/keys')).body).toEqual({ total: 0, rows: [] });
  expect((await other.send(`/keys/${id}/revoke`, { reason: '误操作。' })).status).toBe(404);
  const colleague = await makePerson(house(), firm, ['enterprise_officer']);
  expect((await colleague.send(`/keys/${id}/revoke`, { reason: '不再使用。' })).status).toBe(200);
  expect((await colleague.send(`/keys/${id}/revoke`, { reason: '不再使用。' })).body.reason).toBe('wrong_state');
  expect((await colleague.send('/keys', { name: '设计服务器' })).status).toBe(200);
});

test('requests cannot read the hashes of keys, not even of their own organisation', async () => {
  const client = await house().house.database.owner.connect();
  await client.query('begin; set local role humi_app');
  await expect(client.query('select token_hash from access_keys')).rejects.toThrow('permission denied');
  await client.query('rollback');
  client.release();
});
