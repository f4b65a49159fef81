import { expect, test } from 'vitest';
import { finishAssessment } from '#test/assessed.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
const owner = () => house().house.database.owner;
const fold = () => owner().query('select humi_fold_sums(100000)');

const officeAt = async (division: string): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house(), { kind: 'leading_office', division }), ['programme_officer']);

async function makeFirm(division: string, more: { industry?: string; size?: string; contact_point?: boolean } = {}) {
  const firm = await makeOrganisation(house(), { kind: 'enterprise', division });
  const { industry = null, size = null, contact_point = false } = more;
  await owner().query('update enterprises set industry = $2, size = $3, contact_point = $4 where org_id = $1', [
    firm.id,
    industry,
    size,
    contact_point,
  ]);
  return { firm, officer: await makePerson(house(), firm, ['enterprise_officer']) };
}

test('[C24] coverage, grades and missed items of a county at once, of its city the same, and the firms behind them', async () => {
  const office = await officeAt('371525');
  const city = await officeAt('371500');
  const a = await makeFirm('371525', { industry: 'C27', size: 'small', contact_point: true });
  const b = await makeFirm('371525', { industry: '65', size: 'small' });
  await makeFirm('371525', { size: 'large' });
  await makeFirm('371522');
  await finishAssessment(a.officer, a.firm.id, { A1: 0, B2: 0.5 });
  await finishAssessment(b.officer, b.firm.id, { B2: 0 });
  const seen = (await office.get('/coverage')).body;
  expect(seen).toMatchObject({ scope: 'place', division: '371525', above: [] });
  expect(seen.total).toMatchObject({ firms: 3, assessed: 2, contact_points: 1, contact_assessed: 1, A: 1, C: 1 });
  expect(
    seen.sections.map(({ section, firms, assessed }: { section: string; firms: number; assessed: number }) => [
      section,
      firms,
      assessed,
    ]),
  ).toEqual([
    ['C', 1, 1],
    ['I', 1, 1],
    ['none', 1, 0],
  ]);
  expect(seen.months.at(-1)).toMatchObject({ month: '2026-11', finished: 2, reached: 2 });
  expect(seen.months).toHaveLength(24);
  const items = (await office.get('/coverage/items')).body;
  expect(items.rows.slice(0, 2)).toMatchObject([
    { item: 'B2', no: 1, partly: 1, answered: 2, missed: 100 },
    { item: 'A1', no: 1, partly: 0, answered: 2, missed: 50, key: true },
  ]);
  expect((await office.get('/coverage/items?section=I')).body.rows[0]).toMatchObject({ item: 'B2', answered: 1 });
  const behind = (await office.get('/coverage/firms?item=B2&section=C')).body;
  expect(behind).toMatchObject({
    total: 1,
    rows: [{ id: a.firm.id, grade: 'C', key_missing: 1, contact_point: true }],
  });
  expect((await office.get('/coverage/firms?assessed=false')).body.total).toBe(1);
  expect((await office.get('/coverage/firms/export.xlsx')).bytes.subarray(0, 2).toString()).toBe('PK');
  // Folded or not, the answer is the same.
  await fold();
  expect((await office.get('/coverage')).body).toEqual(seen);
  expect((await office.get('/coverage/items')).body).toEqual(items);
  const above = (await city.get('/coverage')).body;
  expect(above.parts.find(({ division }: { division: string }) => division === '371525')).toMatchObject({
    firms: 3,
    assessed: 2,
  });
  expect((await city.get('/coverage?division=371525')).body).toMatchObject({
    total: seen.total,
    above: [{ code: '371500' }],
  });
});

test('[C24] a second assessment takes the first one out of the sums', async () => {
  const office = await officeAt('371581');
  const { firm, officer } = await makeFirm('371581', { industry: 'C27' });
  await finishAssessment(officer, firm.id, { A1: 0, C1: 0, D1: 0 });
  await fold();
  await finishAssessment(officer, firm.id, { D1: 0.5 });
  const { total, months } = (await office.get('/coverage')).body;
  expect(total).toMatchObject({ firms: 1, assessed: 1, A: 1, B: 0, C: 0, D: 0 });
  expect(months.at(-1)).toMatchObject({ finished: 2, reached: 1 });
  const missed = (await office.get('/coverage/items')).body.rows.filter(({ missed }: { missed: number }) => missed > 0);
  expect(missed).toMatchObject([{ item: 'D1', no: 0, partly: 1, answered: 1 }]);
});

test('[C15] a station sees the firms that name it, and nothing of the region', async () => {
  const station = await makeOrganisation(house(), { kind: 'station', division: '371521' });
  const clerk = await makePerson(house(), station, ['station_officer']);
  const served = await makeFirm('371521', { industry: 'C27', size: 'micro' });
  await makeFirm('371521');
  await owner().query('update enterprises set station_org = $2 where org_id = $1', [served.firm.id, station.id]);
  await finishAssessment(served.officer, served.firm.id, { A1: 0 });
  const seen = (await clerk.get('/coverage')).body;
  expect(seen).toMatchObject({ scope: 'served', division: null, parts: [], total: { firms: 1, assessed: 1 } });
  expect(seen.months.at(-1)).toMatchObject({ finished: 1, reached: 1 });
  expect((await clerk.get('/coverage/items?scale=micro')).body.rows[0]).toMatchObject({ item: 'A1', no: 1 });
  expect((await clerk.get('/coverage/firms')).body).toMatchObject({ total: 1, rows: [{ id: served.firm.id }] });
  expect((await clerk.get('/coverage?division=371521')).body.reason).toBe('place_not_overseen');
});

test('another region, an unknown place and a firm are refused', async () => {
  const office = await officeAt('371525');
  expect((await office.get('/coverage?division=371500')).body).toMatchObject({
    reason: 'place_not_overseen',
    field: 'division',
  });
  expect((await office.get('/coverage/firms?division=370102')).body.reason).toBe('place_not_overseen');
  expect((await office.get('/coverage/items?division=999999')).body.reason).toBe('place_not_overseen');
  expect((await office.get('/coverage/items?section=Z')).status).toBe(400);
  const { officer } = await makeFirm('371525');
  expect((await officer.get('/coverage')).status).toBe(403);
  // Beside the door, too: the function answers nothing to whoever does not oversee the place.
  const { rows } = await owner().query(
    "select set_config('humi.below', '!', false), (select count(*)::int from humi_place_sums('371525')) as n",
  );
  expect(rows[0].n).toBe(0);
});
