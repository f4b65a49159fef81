import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { perform } from '#server/kernel/verb.ts';
import { rollUpProgrammes } from '#server/programmes/roll-up.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();
const rollUp = () => perform(house().house, { token: null, system: true }, rollUpProgrammes, {});

/** Counties of Shandong: each test has one of its own, whose programmes its overseers follow. */
const counties = ['371521', '371522', '371524', '371526', '371581', '371502', '371503', '370102', '370103'];

async function begin() {
  const office = await makeOrganisation(house(), { division: counties.shift() ?? '' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  const court = await makeOrganisation(house(), { kind: 'court' });
  const programme = await makeProgramme(house(), office, {
    tasks: [
      { text: '侦办商业秘密案件', due: '2026-11-01', lead: [police] },
      { text: '建立会商机制', due: '2026-11-25', lead: [police] },
      { text: '编写指引', due: '2027-03-01', lead: [police] },
      { text: '审理情况通报', due: '2026-12-20', lead: [court] },
      { text: '自查', due: '2026-11-30', lead: [office] },
    ],
  });
  await rollUp();
  return {
    programme,
    officer: await makePerson(house(), office, ['programme_officer']),
    officerOfPolice: await makePerson(house(), police, ['unit_officer']),
    officerOfCourt: await makePerson(house(), court, ['unit_officer']),
    leader: await makePerson(house(), office, ['leader']),
  };
}

test('[promise 4] a unit opens on what is late and what comes next, each with why and until when', async () => {
  const { officerOfPolice, officerOfCourt, programme } = await begin();
  const { status, body } = await officerOfPolice.get('/home');
  expect(status).toBe(200);
  expect(body.today).toBe('2026-11-21');
  expect(body.things.map((thing: { title: string }) => thing.title)).toEqual([
    '侦办商业秘密案件',
    '建立会商机制',
    '编写指引',
  ]);
  expect(body.things[0]).toMatchObject({
    noun: 'task',
    row_id: programme.tasks[0]?.id,
    why: { key: 'late', facts: { days: 20 } },
    due_on: '2026-11-01',
    late_days: 20,
    act: 'task.report',
    programme_title: programme.title,
  });
  expect(body.things_total).toBe(3);
  expect(body.programmes).toMatchObject([{ id: programme.id, tasks: 5, late: 1, due_soon: 1, phase: '组织实施' }]);
  expect((await officerOfCourt.get('/home')).body.things_total).toBe(1);
});

test('[promise 4] the office sees at the top what units wait for: a part reported, an extension asked', async () => {
  const { officer, officerOfCourt, officerOfPolice, programme } = await begin();
  const reported = await officerOfCourt.send(`/tasks/${programme.tasks[3]?.id}/report`, {
    part: programme.tasks[3]?.parts[0]?.id,
    text: '已通报',
  });
  expect(reported.status, JSON.stringify(reported.body)).toBe(200);
  const asked = await officerOfPolice.send(`/tasks/${programme.tasks[1]?.id}/ask-extension`, {
    part: programme.tasks[1]?.parts[0]?.id,
    to_on: '2026-12-25',
    reason: '案件会商时间调整',
  });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const { body } = await officer.get('/home');
  expect(body.things.map((thing: { act: string }) => thing.act)).toEqual([
    'task.confirm',
    'task.grant-extension',
    'task.report',
  ]);
  expect(body.things[0].why).toMatchObject({ key: 'waiting', facts: { days: 0 } });
  expect(body.things[1].why.facts.to_on).toBe('2026-12-25');
  expect(body.things_total).toBe(3);
});

test('what changed since the last visit is told to others, and is gone after the visit', async () => {
  const { officer, officerOfCourt, programme } = await begin();
  house().setTime('2026-11-21T05:00:00Z');
  await officerOfCourt.send(`/tasks/${programme.tasks[3]?.id}/note`, {
    part: programme.tasks[3]?.parts[0]?.id,
    text: '正在汇总',
  });
  const first = (await officer.get('/home')).body.changes;
  expect(first).toMatchObject({ since: null, total: 1 });
  expect(first.rows[0]).toMatchObject({
    at: '2026-11-21T05:00:00.000Z',
    act: 'task.note',
    noun: 'task',
    title: '审理情况通报',
  });
  expect(first.rows[0].organisation_name).toContain('示例单位');
  expect((await officerOfCourt.get('/home')).body.changes.total).toBe(0);
  house().setTime('2026-11-21T06:00:00Z');
  expect((await officer.send('/home/visit')).status).toBe(200);
  expect((await officer.get('/home')).body.changes).toEqual({ since: '2026-11-21T06:00:00.000Z', total: 0, rows: [] });
  house().setTime('2026-11-21T04:00:00Z');
});

test('the first look of a day counts targets that nobody has counted', async () => {
  const { officer, programme } = await begin();
  await house().house.database.owner.query(
    "insert into targets (id, programme_id, path, position, subject, subject_text, comparison, value, unit) values ($1, $2, $3, 0, 'station', '服务站', 'at_least', 3, '处')",
    [newId(), programme.id, programme.office.path],
  );
  await officer.send('/home/visit');
  expect((await officer.get(`/targets?programme=${programme.id}`)).body.rows[0]).toMatchObject({
    counted_on: '2026-11-21',
    computed: 0,
  });
});

test('[promise: leader on a phone] targets against time, the late by unit, the risks', async () => {
  const { leader, officer, programme } = await begin();
  await officer.send('/targets', {
    programme: programme.id,
    subject: 'station',
    subject_text: '服务站',
    comparison: 'at_least',
    value: 10,
    unit: '处',
    by_on: '2026-10-31',
  });
  const { status, body } = await leader.get('/home/leader');
  expect(status).toBe(200);
  expect(body.targets).toMatchObject([{ standing: 'overdue', subject_text: '服务站' }]);
  expect(body.late).toMatchObject([{ late: 1, days: 20, oldest_on: '2026-11-01' }]);
  expect(body.late_total).toBe(1);
  expect(body.risks[0]).toMatchObject({ key: 'target_overdue', facts: { target: '服务站' }, noun: 'target' });
});

test('the county’s own leader follows its programmes without being named in them', async () => {
  const { programme } = await begin();
  const government = await makeOrganisation(house(), { kind: 'government', division: programme.office.division_code });
  const leader = await makePerson(house(), government, ['leader']);
  expect((await leader.get('/home/leader')).body.programmes).toMatchObject([{ id: programme.id }]);
  expect((await leader.get('/home')).body.programmes).toMatchObject([{ id: programme.id }]);
});

test('a stranger to the programme sees none of it; a unit officer has no leader’s page', async () => {
  const { officerOfPolice } = await begin();
  const stranger = await makePerson(house(), await makeOrganisation(house(), { division: '371525' }), [
    'programme_officer',
  ]);
  const { body } = await stranger.get('/home');
  expect(body).toMatchObject({ things: [], things_total: 0, programmes: [], changes: { total: 0 } });
  expect((await stranger.get('/home/leader')).body).toMatchObject({ targets: [], late: [], risks: [] });
  expect((await officerOfPolice.get('/home/leader')).status).toBe(403);
});
