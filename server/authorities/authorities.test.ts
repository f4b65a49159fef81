import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { openAuthority, type TestAuthority } from '#test/authority.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
let authority: TestAuthority;

beforeAll(async () => {
  authority = await openAuthority();
});
afterAll(() => authority.close());
beforeEach(async () => {
  authority.set('right');
  const { owner } = house().house.database;
  await owner.query('delete from time_tokens');
  await owner.query('delete from authorities');
  await owner.query('delete from evidence_alarms');
});

const system = async (): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house()), ['system_administrator']);

let made = 0;
const fields = (more: Record<string, unknown> = {}) => {
  made += 1;
  const { url, certificates } = authority;
  return { name: `示例时间戳中心${made}`, url, certificates, every_minutes: 60, ...more };
};

test('[C23] the system administrator adds a time authority; it stands in the list with what it gave', async () => {
  const administrator = await system();
  const added = await administrator.send('/authorities', fields());
  expect(added.status).toBe(200);
  const list = await administrator.get('/authorities');
  expect(list.body).toMatchObject({
    total: 1,
    active: 1,
    rows: [{ id: added.body.id, state: 'active', held: 0, waiting: 0, failing_since: null, failure: null, version: 1 }],
  });
});

test.each([
  'https://user:secret@tsa.example/',
  'https://user@tsa.example',
  'https://tsa.example\\@x/',
  'ftp://tsa.example',
])('an address with a user and a password, which every list would show, is refused: %s', async (url) => {
  const { status, body } = await (await system()).send('/authorities', fields({ url }));
  expect([status, body.field]).toEqual([400, 'url']);
});

test('the change is in the register in the name of the installation', async () => {
  const administrator = await system();
  const { body } = await administrator.send('/authorities', fields());
  const { rows } = await house().house.database.owner.query('select act from statements where row_id = $1', [body.id]);
  expect(rows).toEqual([{ act: 'authority.add' }]);
});

test('what is no certificate, a private key, no root or an expired one is refused with its own sentence', async () => {
  const administrator = await system();
  const refused = async (certificates: string) =>
    (await administrator.send('/authorities', fields({ certificates }))).body;
  const { readFile } = await import('node:fs/promises');
  const key = await readFile(`${authority.dir}/signer.key`, 'utf8');
  const signer = await readFile(`${authority.dir}/signer.pem`, 'utf8');
  expect(await refused('机构的证书')).toMatchObject({ reason: 'certificates_unreadable', field: 'certificates' });
  expect(await refused(authority.certificates.replaceAll('A', '?'))).toMatchObject({
    reason: 'certificates_unreadable',
  });
  expect(await refused(`${authority.certificates}${key}`)).toMatchObject({ reason: 'certificates_private' });
  expect(await refused(signer)).toMatchObject({ reason: 'certificates_without_root' });
});

test('an address that is no address is named; the same address or name twice is refused', async () => {
  const administrator = await system();
  expect((await administrator.send('/authorities', fields({ url: 'ftp://x.example/' }))).body).toMatchObject({
    reason: 'invalid',
    field: 'url',
  });
  const first = fields();
  await administrator.send('/authorities', first);
  expect((await administrator.send('/authorities', fields())).body).toMatchObject({
    reason: 'authority_taken',
    facts: { name: first.name },
  });
  expect(
    (await administrator.send('/authorities', fields({ name: first.name, url: 'https://other.example/' }))).body,
  ).toMatchObject({ reason: 'authority_name_taken', field: 'name' });
});

test('a double request makes one authority; two at the same moment make one', async () => {
  const administrator = await system();
  const wanted = fields();
  const key = { 'idempotency-key': newId() };
  const both = await Promise.all([
    administrator.send('/authorities', wanted, key),
    administrator.send('/authorities', wanted, key),
  ]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  const others = await Promise.all([
    administrator.send('/authorities', fields({ url: 'https://one.example/' })),
    administrator.send('/authorities', fields({ url: 'https://one.example/' })),
  ]);
  expect(others.map(({ status }) => status).sort()).not.toEqual([200, 200]);
  expect((await administrator.get('/authorities')).body.total).toBe(2);
});

test('an edit with a stale version is told, a closed authority is edited no more, officers may not', async () => {
  const administrator = await system();
  const wanted = fields();
  const { id } = (await administrator.send('/authorities', wanted)).body;
  const edit = { ...wanted, every_minutes: 5, version: 1 };
  expect((await administrator.send(`/authorities/${id}/edit`, edit)).body).toEqual({ version: 2 });
  expect((await administrator.send(`/authorities/${id}/edit`, edit)).status).toBe(409);
  expect((await administrator.send(`/authorities/${newId()}/edit`, edit)).status).toBe(404);
  const officer = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  expect((await officer.send(`/authorities/${id}/close`, { version: 2, reason: '更换' })).status).toBe(403);
  expect((await officer.get('/authorities')).status).toBe(200);
  expect((await administrator.send(`/authorities/${id}/close`, { version: 2, reason: '更换机构' })).body).toEqual({
    version: 3,
  });
  expect((await administrator.send(`/authorities/${id}/edit`, { ...edit, version: 3 })).body).toMatchObject({
    reason: 'wrong_state',
  });
  expect((await administrator.get('/authorities')).body).toMatchObject({ total: 1, active: 0 });
});
