import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
let counter = 0;

const system = async (): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
const zoneCode = (): string => {
  counter += 1;
  return `Z371500${String(counter).padStart(2, '0')}`;
};
const zone = (code: string, more: Record<string, unknown> = {}) => ({
  code,
  name: `示例经济开发区${code}`,
  kind: 'development_zone',
  parent_code: '371500',
  ...more,
});

test('[C16] a signed-in person finds divisions below a parent, with the total', async () => {
  const person = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  const found = await person.get('/divisions?parent=371500');
  expect(found.status).toBe(200);
  expect(found.body.rows.map((row: { code: string }) => row.code)).toContain('371524');
  expect(found.body.total).toBe(found.body.rows.length);
});

test('a page of a long list says the total of all', async () => {
  const person = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  const found = await person.get('/divisions?kind=county&size=20&page=2');
  expect(found.body.rows).toHaveLength(20);
  expect(found.body.total).toBeGreaterThan(2_000);
});

test('a stranger is asked to sign in', async () => {
  const answer = await callsAs(house()).get('/divisions');
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ reason: 'not_signed_in', status: 401 });
});

test('an unknown query field is refused and named', async () => {
  const person = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  const answer = await person.get('/divisions?nonsense=1');
  expect(answer.status).toBe(400);
  expect(answer.body.field).toBe('nonsense');
});

test('[C16] the system administrator adds a development zone that no list has; it shows with those above it', async () => {
  const administrator = await system();
  const code = zoneCode();
  expect((await administrator.send('/divisions', zone(code))).status).toBe(200);
  expect((await administrator.get(`/divisions/${code}`)).body).toMatchObject({
    path: `000000/370000/371500/${code}/`,
    chain: [{ code: '000000' }, { code: '370000' }, { code: '371500' }, { code }],
    below: 0,
    organisations: 0,
  });
  const officer = await makePerson(house(), await makeOrganisation(house(), { division: '371500' }), [
    'programme_officer',
  ]);
  const added = await officer.send('/organisations', { kind: 'park', name: `示例管委会${code}`, division_code: code });
  expect(added.status).toBe(200);
});

test('a code that exists, a parent that does not fit or does not exist, and a wrong period are refused', async () => {
  const administrator = await system();
  expect((await administrator.send('/divisions', zone('371524'))).body).toMatchObject({
    reason: 'division_taken',
    field: 'code',
    detail: expect.stringContaining('东阿县'),
  });
  expect((await administrator.send('/divisions', zone(zoneCode(), { parent_code: '000000' }))).body.reason).toBe(
    'division_parent_wrong',
  );
  expect((await administrator.send('/divisions', zone(zoneCode(), { parent_code: '999999' }))).body.reason).toBe(
    'unknown_division',
  );
  expect(
    (await administrator.send('/divisions', zone(zoneCode(), { valid_from: '2026-05-01', valid_to: '2026-04-01' })))
      .body,
  ).toMatchObject({ reason: 'end_before_start', field: 'valid_to' });
  expect((await administrator.send('/divisions', zone(zoneCode(), { valid_from: '2026-02-30' }))).status).toBe(400);
});

test('a double click makes one division, and nobody else may add', async () => {
  const administrator = await system();
  const code = zoneCode();
  const key = { 'idempotency-key': newId() };
  const both = await Promise.all([
    administrator.send('/divisions', zone(code), key),
    administrator.send('/divisions', zone(code), key),
  ]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  const officer = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  expect((await officer.send('/divisions', zone(zoneCode()))).status).toBe(403);
});

test('a division that ended yesterday is not listed or chosen any more; one that ends today still is', async () => {
  const administrator = await system();
  const [past, last] = [zoneCode(), zoneCode()];
  await administrator.send('/divisions', zone(past, { valid_to: '2026-11-20' }));
  await administrator.send('/divisions', zone(last, { valid_to: '2026-11-21' }));
  expect((await administrator.get(`/divisions?q=${past}`)).body.total).toBe(0);
  expect((await administrator.get(`/divisions?q=${past}&ended=true`)).body.total).toBe(1);
  expect((await administrator.get(`/divisions?q=${last}`)).body.total).toBe(1);
  expect((await administrator.send('/divisions', { ...zone(zoneCode()), parent_code: past })).body.reason).toBe(
    'division_ended',
  );
  const chosen = await administrator.send('/organisations', { kind: 'park', name: '示例管委会', division_code: past });
  expect(chosen.body).toMatchObject({ reason: 'division_ended', facts: { day: '2026-11-20' } });
});

test('a rename keeps the code; the second editor is told', async () => {
  const administrator = await system();
  const code = zoneCode();
  await administrator.send('/divisions', zone(code));
  const { code: _code, ...fields } = zone(code, { name: '示例高新区', version: 1 });
  expect((await administrator.send(`/divisions/${code}/edit`, fields)).body).toEqual({ version: 2 });
  expect((await administrator.send(`/divisions/${code}/edit`, fields)).status).toBe(409);
  expect((await administrator.get(`/divisions/${code}`)).body.name).toBe('示例高新区');
});

test('an empty division moves with everything below it; one with organisations does not', async () => {
  const administrator = await system();
  const [county, inner] = ['371599', zoneCode()];
  await administrator.send('/divisions', { code: county, name: '示例新县', kind: 'county', parent_code: '371500' });
  await administrator.send('/divisions', zone(inner, { parent_code: county }));
  const moved = { version: 1, name: '示例新县', kind: 'county', parent_code: '370100' };
  expect((await administrator.send(`/divisions/${county}/edit`, moved)).status).toBe(200);
  expect((await administrator.get(`/divisions/${inner}`)).body.path).toBe(`000000/370000/370100/${county}/${inner}/`);
  const { rows } = await house().house.database.owner.query('select city_code from divisions where code = $1', [inner]);
  expect(rows[0].city_code).toBe('370100');
  await makeOrganisation(house(), { division: inner });
  const refused = await administrator.send(`/divisions/${county}/edit`, {
    ...moved,
    version: 2,
    parent_code: '371500',
  });
  expect(refused.body).toMatchObject({ reason: 'division_in_use', facts: { organisations: 1, programmes: 0 } });
  expect(
    (
      await administrator.send('/divisions/371524/edit', {
        version: 1,
        name: '东阿县',
        kind: 'county',
        parent_code: '371500',
        valid_to: null,
      })
    ).status,
  ).toBe(200);
});
