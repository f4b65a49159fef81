import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestOrganisation, type TestPerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();
const county = '371524';
let counter = 0;

const fresh = (name = '示例局'): string => {
  counter += 1;
  return `${name}${counter}`;
};

async function office(): Promise<{ place: TestOrganisation; officer: TestPerson }> {
  const place = await makeOrganisation(house(), { kind: 'market_regulation', division: county });
  return { place, officer: await makePerson(house(), place, ['programme_officer']) };
}

const system = async (): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house()), ['system_administrator']);

const form = (name: string, more: Record<string, unknown> = {}) => ({
  kind: 'justice',
  name,
  division_code: county,
  ...more,
});

test('[C16] an officer adds an organisation of the own region; the list finds it by name, alias and code, with the total', async () => {
  const { officer } = await office();
  const name = fresh();
  const added = await officer.send(
    '/organisations',
    form(name, { short_name: '示例简称', aliases: ['老名字甲'], credit_code: '91350100M000100Y43' }),
  );
  expect(added.status).toBe(200);
  for (const q of [name, '老名字甲', '91350100M0'])
    expect((await officer.get(`/organisations?q=${encodeURIComponent(q)}`)).body).toMatchObject({
      total: 1,
      rows: [{ id: added.body.id, division_name: '东阿县' }],
    });
  const kind = await officer.get(`/organisations?q=${encodeURIComponent(name)}&kind=police`);
  expect(kind.body.total).toBe(0);
  const above = await officer.get(`/organisations?q=${encodeURIComponent(name)}&division=370000&sort=-name`);
  expect(above.body.total).toBe(1);
  expect((await officer.get(`/organisations?q=${encodeURIComponent(name)}&division=370100`)).body.total).toBe(0);
});

test('a text that looks like a pattern is only text', async () => {
  const { officer } = await office();
  expect((await officer.get(`/organisations?q=${encodeURIComponent('%_%')}`)).body.total).toBe(0);
});

test('outside the own region nothing is added, with a sentence that names the place', async () => {
  const { officer } = await office();
  const answer = await officer.send('/organisations', form(fresh(), { division_code: '370100' }));
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({
    reason: 'outside_region',
    field: 'division_code',
    detail: expect.stringContaining('济南市'),
  });
  const unit = await makeOrganisation(house(), { kind: 'police', division: county });
  const police = await makePerson(house(), unit, ['programme_officer']);
  expect((await police.send('/organisations', form(fresh()))).body.reason).toBe('outside_region');
});

test('a unit officer may not add; a stranger to an enterprise does not see it', async () => {
  const unit = await makeOrganisation(house(), { kind: 'police' });
  const officer = await makePerson(house(), unit, ['unit_officer']);
  expect((await officer.send('/organisations', form(fresh()))).status).toBe(403);
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  expect((await officer.get(`/organisations/${firm.id}`)).status).toBe(404);
  expect((await (await office()).officer.get(`/organisations/${firm.id}`)).status).toBe(200);
});

test('a double click makes one organisation; the same name again is refused', async () => {
  const { officer } = await office();
  const name = fresh();
  const key = { 'idempotency-key': newId() };
  const both = await Promise.all([
    officer.send('/organisations', form(name), key),
    officer.send('/organisations', form(name), key),
  ]);
  expect(both[0]?.body.id).toBe(both[1]?.body.id);
  expect((await officer.get(`/organisations?q=${encodeURIComponent(name)}`)).body.total).toBe(1);
  expect((await officer.send('/organisations', form(name))).body).toMatchObject({
    reason: 'name_taken',
    field: 'name',
  });
});

test('a wrong credit code, a code that is taken and an unknown division are named', async () => {
  const { officer } = await office();
  const wrong = await officer.send('/organisations', form(fresh(), { credit_code: '91350100M000100Y44' }));
  expect(wrong.body).toMatchObject({ reason: 'credit_code_wrong', field: 'credit_code' });
  const taken = '91350100M000100Y43';
  await house().house.database.owner.query('update organisations set credit_code = null where credit_code = $1', [
    taken,
  ]);
  await house().house.database.owner.query(
    `insert into organisations (id, kind, name, division_code, path, credit_code)
     select $1, 'enterprise', $2, code, path, $3 from divisions where code = '370100'`,
    [newId(), fresh(), taken],
  );
  const again = await officer.send('/organisations', form(fresh(), { credit_code: taken }));
  expect(again.body).toMatchObject({ reason: 'credit_code_taken', field: 'credit_code' });
  expect((await officer.send('/organisations', form(fresh(), { division_code: '999999' }))).body).toMatchObject({
    reason: 'unknown_division',
  });
});

test('a superior is in the division or above it, never below and never in a circle', async () => {
  const { officer } = await office();
  const city = await makeOrganisation(house(), { kind: 'justice', division: '371500' });
  const sibling = await makeOrganisation(house(), { kind: 'justice', division: '371522' });
  const good = await officer.send('/organisations', form(fresh(), { superior_id: city.id }));
  expect(good.status).toBe(200);
  expect((await officer.send('/organisations', form(fresh(), { superior_id: sibling.id }))).body).toMatchObject({
    reason: 'superior_wrong',
    field: 'superior_id',
  });
  const below = await officer.send('/organisations', form(fresh(), { superior_id: good.body.id }));
  const shown = await officer.get(`/organisations/${good.body.id}`);
  const circle = await officer.send(`/organisations/${good.body.id}/edit`, {
    ...form(shown.body.name),
    version: 1,
    superior_id: below.body.id,
  });
  expect(circle.body.reason).toBe('superior_wrong');
});

test('a renamed organisation keeps its old name; the second editor is told', async () => {
  const { officer } = await office();
  const old = fresh();
  const { body } = await officer.send('/organisations', form(old, { short_name: '简称不变' }));
  const edit = { version: 1, ...form(fresh('新名')) };
  expect((await officer.send(`/organisations/${body.id}/edit`, edit)).body).toEqual({ version: 2 });
  expect((await officer.get(`/organisations/${body.id}`)).body).toMatchObject({
    name: edit.name,
    aliases: [old],
    short_name: '简称不变',
    version: 2,
  });
  expect((await officer.send(`/organisations/${body.id}/edit`, edit)).status).toBe(409);
});

test('an organisation that another region keeps cannot be changed from here', async () => {
  const { officer } = await office();
  const other = await makeOrganisation(house(), { kind: 'court', division: '370100' });
  const answer = await officer.send(`/organisations/${other.id}/edit`, {
    version: 1,
    ...form(fresh(), { division_code: '370100' }),
  });
  expect([404, 422]).toContain(answer.status);
  expect((await officer.get(`/organisations/${other.id}`)).body).toMatchObject({ name: other.name, may_change: false });
});

test('it moves to another division only while nothing hangs on it', async () => {
  const { officer } = await office();
  const city = await makePerson(
    house(),
    await makeOrganisation(house(), { kind: 'market_regulation', division: '371500' }),
    ['superior_officer'],
  );
  const { body } = await officer.send('/organisations', form(fresh()));
  const name = fresh();
  expect(
    (await city.send(`/organisations/${body.id}/edit`, { version: 1, ...form(name, { division_code: '371522' }) }))
      .status,
  ).toBe(200);
  expect((await city.get(`/organisations/${body.id}`)).body.path).toContain('/371522/');
  const busy = await makeOrganisation(house(), { kind: 'justice', division: county });
  await makePerson(house(), busy, ['unit_officer']);
  const moved = await city.send(`/organisations/${busy.id}/edit`, {
    version: 1,
    ...form(busy.name, { division_code: '371522' }),
  });
  expect(moved.body).toMatchObject({ reason: 'organisation_in_use', facts: { posts: 1 } });
});

test('the detail shows the divisions above, and the posts and programmes that the reader may see', async () => {
  const { place, officer } = await office();
  const police = await makeOrganisation(house(), { kind: 'police' });
  const programme = await makeProgramme(house(), place, { tasks: [{ lead: [police] }, { supporting: [police] }] });
  const shown = (await officer.get(`/organisations/${police.id}`)).body;
  expect(shown.divisions.map((one: { code: string }) => one.code)).toEqual(['000000', '370000', '371500', '371524']);
  expect(shown.programmes).toMatchObject({ total: 1, rows: [{ id: programme.id, leads: false, tasks: 2 }] });
  expect((await officer.get(`/organisations/${place.id}`)).body).toMatchObject({
    may_change: true,
    posts: { total: 1 },
  });
  const elsewhere = await makePerson(house(), await makeOrganisation(house(), { kind: 'court', division: '370100' }), [
    'unit_officer',
  ]);
  expect((await elsewhere.get(`/organisations/${police.id}`)).body).toMatchObject({
    posts: { total: 0 },
    programmes: { total: 0 },
  });
});

test('the system administrator closes one with a reason, but not one that leads a running programme', async () => {
  const administrator = await system();
  const { place, officer } = await office();
  expect((await officer.send(`/organisations/${place.id}/close`, { version: 1, reason: '机构改革' })).status).toBe(403);
  await makeProgramme(house(), place);
  expect(
    (await administrator.send(`/organisations/${place.id}/close`, { version: 1, reason: '机构改革' })).body.reason,
  ).toBe('organisation_leads');
  const idle = await makeOrganisation(house(), { kind: 'court' });
  expect((await administrator.send(`/organisations/${idle.id}/close`, { version: 1, reason: '机构改革' })).status).toBe(
    200,
  );
  expect((await administrator.send(`/organisations/${idle.id}/close`, { version: 2, reason: '机构改革' })).status).toBe(
    409,
  );
  expect((await administrator.get(`/organisations?state=closed&q=${encodeURIComponent(idle.name)}`)).body.total).toBe(
    1,
  );
});
