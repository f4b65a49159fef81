import { expect, test } from 'vitest';
import { readTable } from '#server/kernel/sheets.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
const county = '371524';
let counter = 0;
const fresh = (name = '示例企业'): string => {
  counter += 1;
  return `${name}${counter}`;
};

const officerOf = async (division = county): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house(), { kind: 'market_regulation', division }), ['programme_officer']);

const form = (name: string, more: Record<string, unknown> = {}) => ({ name, division_code: county, ...more });

test('[C16] an officer enters a firm; list, filters and page show it with industry, size, tags and contact', async () => {
  const officer = await officerOf();
  const name = fresh();
  const added = await officer.send(
    '/enterprises',
    form(name, {
      ...{ credit_code: '91350100M000100Y43', industry: 'C27', size: 'small', staff: 80, tags: ['high_tech'] },
      ...{ contact_name: '示例·联络', contact_phone: '0635-0000000' },
    }),
  );
  expect(added.status).toBe(200);
  const q = encodeURIComponent(name);
  for (const filter of [
    '',
    '&industry=C',
    '&industry=27',
    '&scale=small',
    '&tag=high_tech&tag=time_honoured',
    '&assessed=no',
    '&state=open',
  ])
    expect((await officer.get(`/enterprises?q=${q}${filter}`)).body, filter).toMatchObject({
      total: 1,
      rows: [{ id: added.body.id, name, industry: '27', tags: ['high_tech'], division_name: '东阿县' }],
    });
  for (const filter of [
    '&industry=26',
    '&scale=large',
    '&tag=time_honoured',
    '&assessed=yes',
    '&contact_point=true',
    '&grade=A',
  ])
    expect((await officer.get(`/enterprises?q=${q}${filter}`)).body.total, filter).toBe(0);
  expect((await officer.get(`/enterprises?q=91350100M0`)).body.total).toBe(1);
  const shown = await officer.get(`/enterprises/${added.body.id}`);
  expect(shown.body).toMatchObject({ staff: 80, may_edit: true, oversees: true, state: 'listed', secret_count: 0 });
});

test('a firm stays inside the region, its code and name are its own, its industry and tags exist', async () => {
  const officer = await officerOf();
  const reason = async (body: unknown) => (await officer.send('/enterprises', body)).body;
  expect(await reason(form(fresh(), { division_code: '370100' }))).toMatchObject({ reason: 'outside_region' });
  expect(await reason(form(fresh(), { credit_code: '91350100M000100Y44' }))).toMatchObject({
    reason: 'credit_code_wrong',
    field: 'credit_code',
  });
  expect(await reason(form(fresh(), { industry: '98' }))).toMatchObject({
    reason: 'unknown_industry',
    field: 'industry',
  });
  expect(await reason(form(fresh(), { industry: 'A27' }))).toMatchObject({ reason: 'unknown_industry' });
  expect(await reason(form(fresh(), { tags: ['no_such_tag'] }))).toMatchObject({
    reason: 'unknown_tag',
    field: 'tags',
  });
  const name = fresh();
  expect((await officer.send('/enterprises', form(name))).status).toBe(200);
  expect(await reason(form(name))).toMatchObject({ reason: 'name_taken' });
});

test('another county sees nothing of it: not in the list, not its page, not by editing', async () => {
  const officer = await officerOf();
  const other = await officerOf('370102');
  const name = fresh();
  const { id } = (await officer.send('/enterprises', form(name))).body;
  expect((await other.get(`/enterprises?q=${encodeURIComponent(name)}`)).body.total).toBe(0);
  expect((await other.get(`/enterprises?division=${county}&q=${encodeURIComponent(name)}`)).body.total).toBe(0);
  expect((await other.get(`/enterprises/${id}`)).status).toBe(404);
  expect((await other.send(`/enterprises/${id}/edit`, { version: 1, size: 'large' })).status).toBe(404);
  const province = await officerOf('370000');
  expect((await province.get(`/enterprises?division=${county}&q=${encodeURIComponent(name)}`)).body.total).toBe(1);
});

test('a firm edits its profile, not its name, code or tags; a stale version is refused', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise', name: fresh() });
  const person = await makePerson(house(), firm, ['enterprise_officer']);
  const edit = (body: unknown) => person.send(`/enterprises/${firm.id}/edit`, body);
  expect((await edit({ version: 1, size: 'micro', contact_name: '示例·甲' })).body).toEqual({ version: 2 });
  expect((await edit({ version: 1, size: 'small' })).status).toBe(409);
  expect((await edit({ version: 2, name: '别的名字' })).body).toMatchObject({
    reason: 'office_writes_this',
    field: 'name',
  });
  expect((await edit({ version: 2, tags: ['high_tech'] })).body).toMatchObject({
    reason: 'office_writes_this',
    field: 'tags',
  });
  expect((await person.get('/enterprises')).body).toMatchObject({ total: 1, rows: [{ id: firm.id, size: 'micro' }] });
  expect((await person.send('/enterprises', form(fresh()))).status).toBe(403);
});

test('[C15] a station and a liaison office see the firms that name them, and their people show on its page', async () => {
  const officer = await officerOf();
  const station = await makeOrganisation(house(), { kind: 'station', division: county });
  const helper = await makePerson(house(), station, ['station_officer']);
  const firm = await makeOrganisation(house(), { kind: 'enterprise', name: fresh() });
  expect((await helper.get(`/enterprises/${firm.id}`)).status).toBe(404);
  const none = { liaison_org: null, liaison_person: null, station_org: null, station_person: null };
  const sides = {
    ...none,
    liaison_org: officer.organisation.id,
    liaison_person: officer.id,
    station_org: station.id,
    station_person: helper.id,
  };
  const assign = (body: Record<string, unknown>) => officer.send(`/enterprises/${firm.id}/assign`, body);
  expect((await assign({ ...sides, station_person: officer.id, contact_point: true, version: 1 })).body).toMatchObject({
    reason: 'liaison_no_post',
    field: 'station_person',
  });
  expect((await assign({ ...none, liaison_org: firm.id, contact_point: false, version: 1 })).body.reason).toBe(
    'liaison_no_office',
  );
  expect((await assign({ ...sides, contact_point: true, version: 1 })).status).toBe(200);
  expect((await helper.get('/enterprises')).body).toMatchObject({
    total: 1,
    rows: [{ id: firm.id, contact_point: true }],
  });
  const own = await makePerson(house(), firm, ['enterprise_officer']);
  const page = (await own.get(`/enterprises/${firm.id}`)).body;
  expect(page.station).toMatchObject({ org_name: station.name, person_id: helper.id });
  expect(page.station.person_name).not.toBeNull();
  expect(page.oversees).toBe(false);
  expect(
    (await helper.send(`/enterprises/${firm.id}/assign`, { ...none, contact_point: false, version: 2 })).status,
  ).toBe(403);
});

test('a region adds a tag of its own and closes it again; everybody’s tags stay', async () => {
  const officer = await officerOf();
  const tag = (await officer.send('/enterprises/tags', { zh: '示例产业链企业' })).body;
  expect((await officer.send('/enterprises/tags', { zh: '示例产业链企业' })).body.reason).toBe('tag_taken');
  const keys = async (person: TestPerson) =>
    (await person.get('/enterprises/terms')).body.tags.map((one: { key: string }) => one.key);
  expect(await keys(officer)).toContain(tag.key);
  expect(await keys(await officerOf('370102'))).not.toContain(tag.key);
  const name = fresh();
  const { id } = (await officer.send('/enterprises', form(name, { tags: [tag.key] }))).body;
  expect((await officer.send(`/enterprises/tags/${tag.key}/close`)).status).toBe(200);
  expect((await officer.send('/enterprises/tags/high_tech/close')).body.reason).toBe('tag_not_yours');
  expect(await keys(officer)).not.toContain(tag.key);
  expect((await officer.get(`/enterprises/${id}`)).body.tags).toEqual([tag.key]);
});

test('what the list shows leaves as a workbook that import reads again', async () => {
  const officer = await officerOf('370103');
  const name = fresh('=示例&<企业>');
  await officer.send('/enterprises', { name, division_code: '370103', size: 'large', tags: ['time_honoured'] });
  const file = await officer.get('/enterprises/export.xlsx');
  const rows = readTable(new Uint8Array(file.bytes), 10);
  expect(rows[0]?.slice(0, 4)).toEqual(['企业名称', '统一社会信用代码', '行政区划', '区划名称']);
  expect(rows[1]?.[0]).toBe(name);
  expect(rows[1]?.slice(5, 8)).toEqual(['大型', '', '老字号']);
});

test('one idempotency key, one firm; the metric of contact points counts those of the place', async () => {
  const officer = await officerOf('370104');
  const [name, headers] = [fresh(), { 'idempotency-key': `k${Math.random()}` }];
  const body = { name, division_code: '370104' };
  const [first, second] = [
    await officer.send('/enterprises', body, headers),
    await officer.send('/enterprises', body, headers),
  ];
  expect(second.body).toEqual(first.body);
  const none = { liaison_org: null, liaison_person: null, station_org: null, station_person: null };
  await officer.send(`/enterprises/${first.body.id}/assign`, { ...none, contact_point: true, version: 1 });
  const metric = (await officer.get('/statistics?q=contact_point')).body.rows[0];
  expect(metric).toMatchObject({ available: true, value: 1 });
});
