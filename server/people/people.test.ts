import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();

const newcomer = (organisation: string, roles: string[] = ['unit_officer']) => ({
  name: '示例·丙',
  login: `p${newId().slice(-10)}`,
  organisation,
  title: '科员',
  roles,
});

test('[C16] the security administrator adds a person; the list shows them with their post and the total', async () => {
  const organisation = await makeOrganisation(house());
  const security = await makePerson(house(), organisation, ['security_administrator']);
  const form = newcomer(organisation.id);
  const { body } = await security.send('/people', form);
  const found = await security.get(`/people?q=${form.login}`);
  expect(found.body).toMatchObject({
    total: 1,
    rows: [{ id: body.id, state: 'invited', posts: [{ organisation: organisation.id, title: '科员' }] }],
  });
});

test('a second click makes one person', async () => {
  const organisation = await makeOrganisation(house());
  const security = await makePerson(house(), organisation, ['security_administrator']);
  const form = newcomer(organisation.id);
  const key = { 'idempotency-key': newId() };
  const both = await Promise.all([security.send('/people', form, key), security.send('/people', form, key)]);
  expect(both.map((answer) => answer.status)).toEqual([200, 200]);
  expect(both[0]?.body.id).toBe(both[1]?.body.id);
  expect((await security.get(`/people?q=${form.login}`)).body.total).toBe(1);
});

test('the three administrators are three people without business posts', async () => {
  const organisation = await makeOrganisation(house());
  const security = await makePerson(house(), organisation, ['security_administrator']);
  const mixed = await security.send('/people', newcomer(organisation.id, ['audit_administrator', 'unit_officer']));
  expect(mixed.body.reason).toBe('roles_conflict');
  const { body } = await security.send('/people', newcomer(organisation.id, ['unit_officer']));
  const later = await security.send(`/people/${body.id}/appoint`, {
    organisation: organisation.id,
    title: '系统管理员',
    roles: ['system_administrator'],
  });
  expect(later.body.reason).toBe('roles_conflict');
});

test('a programme officer may not open accounts, and sees the people of the own organisation only', async () => {
  const mine = await makeOrganisation(house(), { kind: 'police' });
  const other = await makeOrganisation(house(), { kind: 'court' });
  const officer = await makePerson(house(), mine, ['unit_officer']);
  const stranger = await makePerson(house(), other, ['unit_officer']);
  expect((await officer.send('/people', newcomer(mine.id))).status).toBe(403);
  expect((await officer.get(`/people/${stranger.id}`)).status).toBe(404);
  expect((await officer.get(`/people/${officer.id}`)).status).toBe(200);
});

test('two people editing: the second one is told, nothing is lost', async () => {
  const organisation = await makeOrganisation(house());
  const security = await makePerson(house(), organisation, ['security_administrator']);
  const form = newcomer(organisation.id);
  const { body } = await security.send('/people', form);
  const edit = { version: 1, name: '示例·丁', login: form.login, phone: null };
  expect((await security.send(`/people/${body.id}/edit`, edit)).body.version).toBe(2);
  const stale = await security.send(`/people/${body.id}/edit`, { ...edit, name: '示例·戊' });
  expect(stale.status).toBe(409);
  expect((await security.get(`/people/${body.id}`)).body.name).toBe('示例·丁');
});

test('a post that ended takes its rights with it', async () => {
  const organisation = await makeOrganisation(house());
  const security = await makePerson(house(), organisation, ['security_administrator']);
  const officer = await makePerson(house(), organisation, ['unit_officer']);
  expect((await officer.get('/people')).status).toBe(200);
  await security.send(`/people/${officer.id}/dismiss`, { post: officer.post });
  expect((await officer.get('/people')).status).toBe(403);
});
