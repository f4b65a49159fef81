import { expect, test } from 'vitest';
import { perform } from '#server/kernel/verb.ts';
import { rollUpProgrammes } from '#server/programmes/roll-up.ts';
import { snapshotTargets } from '#server/targets/snapshot.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();
const night = async () => {
  await perform(house().house, { token: null, system: true }, snapshotTargets, {});
  await perform(house().house, { token: null, system: true }, rollUpProgrammes, {});
};
const owner = (text: string, values: unknown[] = []) => house().house.database.owner.query(text, values);
type Tile = {
  division_code: string;
  programmes: number;
  late: number;
  tasks: number;
  confirmed: number;
  targets: number;
  targets_met: number;
};
const tile = (body: { tiles: Tile[] }, code: string) => body.tiles.find((one) => one.division_code === code);

test('[C01] a superior sees every division below as a tile, and the programmes ranked by how late they are', async () => {
  const county = await makeOrganisation(house(), { division: '371524' });
  const late = await makeProgramme(house(), county, {
    tasks: [
      { due: '2026-01-31', lead: [county] },
      { due: '2026-02-28', lead: [county] },
      { state: 'confirmed', lead: [county] },
    ],
  });
  const other = await makeOrganisation(house(), { division: '371525' });
  const calm = await makeProgramme(house(), other, { tasks: [{ due: '2026-11-24', lead: [other] }] });
  const away = await makeOrganisation(house(), { division: '110101' });
  await makeProgramme(house(), away, { tasks: [{ due: '2026-01-31', lead: [away] }] });
  await night();

  const city = await makePerson(house(), await makeOrganisation(house(), { division: '371500' }), ['superior_officer']);
  const { status, body } = await city.get('/programmes/overview');
  expect(status).toBe(200);
  expect(body.division).toMatchObject({ code: '371500', kind: 'city' });
  expect(body.above).toBeNull();
  expect(tile(body, '371524')).toMatchObject({ programmes: 1, tasks: 3, confirmed: 1, late: 2 });
  expect(tile(body, '371525')).toMatchObject({ programmes: 1, late: 0, due_soon: 1 });
  expect(tile(body, '371526')).toMatchObject({ programmes: 0, tasks: 0 });
  expect(body.totals).toMatchObject({ programmes: 2, tasks: 4, late: 2 });
  expect(body.programmes.total).toBe(2);
  expect(body.programmes.rows.map(({ id }: { id: string }) => id)).toEqual([late.id, calm.id]);
  const one = (await city.get('/programmes/overview?division=371524')).body;
  expect(one).toMatchObject({ division: { code: '371524' }, above: { code: '371500' }, programmes: { total: 1 } });
  expect((await city.get('/programmes/overview?division=110101')).status).toBe(404);

  const nation = await makePerson(house(), await makeOrganisation(house(), { division: '000000' }), [
    'superior_officer',
  ]);
  const whole = (await nation.get('/programmes/overview')).body;
  expect(tile(whole, '370000')).toMatchObject({ programmes: 2, late: 2 });
  expect(whole.totals).toMatchObject({ programmes: 3, late: 3 });
  expect(whole.programmes.rows).toHaveLength(3);
});

test('[C01] an act shows in every division above at once; a closed programme leaves the sums', async () => {
  const office = await makeOrganisation(house(), { division: '350429' });
  const programme = await makeProgramme(house(), office, { tasks: [{ due: '2026-01-31', lead: [office] }] });
  await night();
  const officer = await makePerson(house(), office, ['programme_officer']);
  const province = await makePerson(house(), await makeOrganisation(house(), { division: '350000' }), [
    'superior_officer',
  ]);
  const sums = async () => tile((await province.get('/programmes/overview')).body, '350400');
  expect(await sums()).toMatchObject({ programmes: 1, tasks: 1, late: 1 });
  expect((await officer.send('/tasks', { programme: programme.id, text: '新任务', due_on: '2026-02-01' })).status).toBe(
    200,
  );
  expect(await sums()).toMatchObject({ programmes: 1, tasks: 2, late: 2 });
  const stored = await owner('select * from division_rollups order by code');
  await night();
  expect(
    (await owner('select * from division_rollups order by code')).rows,
    'differences add up to what the night counts',
  ).toEqual(stored.rows);
  const { version } = (await officer.get(`/programmes/${programme.id}`)).body;
  const closed = await officer.send(`/programmes/${programme.id}/close`, { version, reason: '试点结束' });
  expect(closed.status, JSON.stringify(closed.body)).toBe(200);
  expect(await sums()).toMatchObject({ programmes: 0, tasks: 0, late: 0 });
});

test('[C04] targets met are counted by their comparison: at least, exactly, at most, between', async () => {
  const office = await makeOrganisation(house(), { division: '371581' });
  const officer = await makePerson(house(), office, ['programme_officer']);
  const programme = await makeProgramme(house(), office);
  for (let n = 0; n < 3; n += 1) await makeOrganisation(house(), { kind: 'station', division: '371581' });
  await owner("update organisations set created_on = '2026-01-01' where division_code = '371581'");
  const add = (comparison: string, value: number, value_to?: number) =>
    officer.send('/targets', {
      programme: programme.id,
      subject: 'station',
      subject_text: '服务站',
      unit: '处',
      comparison,
      value,
      ...(value_to ? { value_to } : {}),
    });
  await add('at_least', 3); // met
  await add('at_least', 4);
  await add('exactly', 3); // met
  await add('exactly', 2);
  await add('at_most', 3); // met
  await add('at_most', 2);
  await add('between', 2, 5); // met
  await add('between', 4, 5);
  const { rows } = await owner('select targets, targets_met from programme_rollups where programme_id = $1', [
    programme.id,
  ]);
  expect(rows[0]).toEqual({ targets: 8, targets_met: 4 });
});

test('a member unit has no overview; an officer of a unit that oversees nothing sees no tiles filled', async () => {
  const unit = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  expect((await unit.get('/programmes/overview')).status).toBe(403);
  const police = await makePerson(house(), await makeOrganisation(house(), { kind: 'police', division: '371500' }), [
    'superior_officer',
  ]);
  const { body } = await police.get('/programmes/overview');
  expect(body.tiles.every((one: Tile) => one.programmes === 0)).toBe(true);
  expect(body.programmes.rows).toEqual([]);
});
