import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { finishAssessment } from '#test/assessed.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestOrganisation, type TestPerson } from '#test/people.ts';

const house = useHouse();
const owner = () => house().house.database.owner;

async function makeFirm(): Promise<{ firm: TestOrganisation; officer: TestPerson }> {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  return { firm, officer: await makePerson(house(), firm, ['enterprise_officer']) };
}

const listOf = async (person: TestPerson, filter = '') => (await person.get(`/remedies?size=100${filter}`)).body;

const clocks = async (firm: string) =>
  (
    await owner().query(
      "select title, due_on::text, met_at is not null as met, stopped_at is not null as stopped from deadlines where org_id = $1 and noun = 'remedy' order by title",
      [firm],
    )
  ).rows;

test('[C17] finishing an assessment opens an action for every weak answer, dated and with the text at hand', async () => {
  const { firm, officer } = await makeFirm();
  await finishAssessment(officer, firm.id, { A1: 0, C1: 0.5, E3: 0, H6: 'na' });
  const { total, open, late, rows } = await listOf(officer);
  expect({ total, open, late }).toEqual({ total: 3, open: 3, late: 0 });
  expect(rows[0]).toMatchObject({
    item: 'C1',
    key_item: true,
    answer: 0.5,
    state: 'open',
    owner: null,
    due_on: '2026-12-21',
  });
  expect(rows.map(({ item, due_on }: { item: string; due_on: string }) => [item, due_on])).toContainEqual([
    'E3',
    '2027-02-19',
  ]);
  const one = (await officer.get(`/remedies/${rows[1].id}`)).body;
  expect(one).toMatchObject({
    item: 'A1',
    contacts: [],
    question: { zh: expect.stringMatching(/\S/) },
    remedy: { zh: expect.stringMatching(/\S/) },
  });
  expect(await clocks(firm.id)).toHaveLength(3);
  expect((await clocks(firm.id))[0].title).toBe('风险评估整改事项A1');
});

test('[C24] the next assessment closes what is better, keeps what is open, opens what is new, and is the proof', async () => {
  const { firm, officer } = await makeFirm();
  await finishAssessment(officer, firm.id, { A1: 0, C1: 0, D1: 0, H6: 0 });
  const second = await finishAssessment(officer, firm.id, { C1: 0.5, H6: 'na', G1: 0 });
  const { rows, done } = await listOf(officer);
  const state = Object.fromEntries(rows.map((row: { item: string; state: string }) => [row.item, row.state]));
  expect(state).toEqual({ A1: 'done', C1: 'open', D1: 'done', G1: 'open', H6: 'dropped' });
  expect(done).toBe(2);
  const closed = rows.find(({ item }: { item: string }) => item === 'A1');
  expect((await officer.get(`/remedies/${closed.id}`)).body).toMatchObject({
    proof_assessment: second.id,
    done_on: '2026-11-21',
  });
  const again = await officer.send('/remedies/open', { assessment: second.id });
  expect(again.body).toEqual({ opened: 0, done: 0, dropped: 0, open: 2 });
  const held = (await clocks(firm.id)).map(({ met, stopped }) => (met ? 'met' : stopped ? 'stopped' : 'runs'));
  expect(held).toEqual(['met', 'runs', 'met', 'runs', 'stopped']);
});

test('[C17] somebody of the firm is in charge by a day, does it with a proof, and a mistake is taken back', async () => {
  const { firm, officer } = await makeFirm();
  const worker = await makePerson(house(), firm, ['employee']);
  const other = await makePerson(house(), firm, ['employee']);
  await finishAssessment(officer, firm.id, { A1: 0, C1: 0 });
  const [first, second] = (await listOf(officer)).rows;
  const member = newId();
  await owner().query("insert into members (id, org_id, person_id, name) values ($1, $2, $3, '示例·乙')", [
    member,
    firm.id,
    worker.id,
  ]);
  const assigned = await officer.send(`/remedies/${first.id}/assign`, {
    version: 1,
    owner: member,
    due_on: '2026-12-01',
  });
  expect(assigned.status, JSON.stringify(assigned.body)).toBe(200);
  expect((await listOf(worker)).rows).toMatchObject([{ id: first.id, owner_name: '示例·乙', due_on: '2026-12-01' }]);
  expect((await listOf(other)).total).toBe(0);
  expect((await worker.get(`/remedies/${second.id}`)).status).toBe(404);
  expect((await worker.send(`/remedies/${second.id}/finish`, { version: 1, note: '已办' })).status).toBe(404);
  const key = { 'idempotency-key': 'once-1' };
  const body = { version: 2, note: '已印发任命文件并公示' };
  const done = await worker.send(`/remedies/${first.id}/finish`, body, key);
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  expect((await worker.send(`/remedies/${first.id}/finish`, body, key)).body).toEqual(done.body);
  const clock = await owner().query('select met_at is not null as met from deadlines where row_id = $1', [first.id]);
  expect(clock.rows).toEqual([{ met: true }]);
  expect((await officer.get(`/remedies/${first.id}`)).body).toMatchObject({
    state: 'done',
    note: body.note,
    proof_deposit: done.body.deposit,
  });
  expect((await officer.send(`/remedies/${first.id}/finish`, { ...body, version: 3 })).status).toBe(409);
  const reopened = await officer.send(`/remedies/${first.id}/reopen`, {
    version: 3,
    reason: '文件未签字',
    due_on: '2026-12-31',
  });
  expect(reopened.body).toEqual({ version: 4 });
  expect((await officer.get(`/remedies/${first.id}`)).body).toMatchObject({
    state: 'open',
    proof_deposit: null,
    due_on: '2026-12-31',
  });
  const dropped = await officer.send(`/remedies/${second.id}/drop`, { version: 1, reason: '业务已停' });
  expect(dropped.body).toEqual({ version: 2 });
});

test('bad input is refused with its field: a stranger in charge, a proof that is not one, an old version', async () => {
  const { firm, officer } = await makeFirm();
  const elsewhere = await makeFirm();
  await finishAssessment(officer, firm.id, { A1: 0 });
  const [{ id }] = (await listOf(officer)).rows;
  const stranger = newId();
  await owner().query("insert into members (id, org_id, name) values ($1, $2, '示例·丙')", [
    stranger,
    elsewhere.firm.id,
  ]);
  const assign = (more: object) =>
    officer.send(`/remedies/${id}/assign`, { version: 1, due_on: '2026-12-01', ...more });
  expect((await assign({ owner: stranger })).body).toMatchObject({ reason: 'member_unknown', field: 'owner' });
  expect((await assign({ version: 9 })).body).toMatchObject({ reason: 'changed_meanwhile' });
  expect((await assign({ due_on: '2026-02-30' })).status).toBe(400);
  const finish = (more: object) => officer.send(`/remedies/${id}/finish`, { version: 1, note: '已办', ...more });
  expect((await finish({ proof: newId() })).body).toMatchObject({ reason: 'proof_unknown', field: 'proof' });
  expect((await finish({ note: ' ' })).body).toMatchObject({ reason: 'invalid', field: 'note' });
  // Another firm sees nothing of it, and learns nothing.
  expect((await elsewhere.officer.get(`/remedies/${id}`)).status).toBe(404);
  expect((await elsewhere.officer.send(`/remedies/${id}/drop`, { version: 1, reason: '试' })).status).toBe(404);
  expect((await listOf(elsewhere.officer)).total).toBe(0);
});

test('[C15] the serving station follows the actions, names itself to the firm, and never sees who is in charge', async () => {
  const { firm, officer } = await makeFirm();
  const station = await makeOrganisation(house(), { kind: 'station' });
  const clerk = await makePerson(house(), station, ['station_officer']);
  const stranger = await makePerson(house(), await makeOrganisation(house(), { kind: 'station' }), ['station_officer']);
  await owner().query('update enterprises set station_org = $2, station_person = $3 where org_id = $1', [
    firm.id,
    station.id,
    clerk.id,
  ]);
  await owner().query("update people set phone = '0635-0000000' where id = $1", [clerk.id]);
  await finishAssessment(officer, firm.id, { A1: 0 });
  const [{ id }] = (await listOf(officer)).rows;
  expect((await officer.get(`/remedies/${id}`)).body.contacts).toMatchObject([
    { side: 'station', organisation_name: station.name, phone: '0635-0000000' },
  ]);
  const member = newId();
  await owner().query("insert into members (id, org_id, name) values ($1, $2, '示例·丁')", [member, firm.id]);
  await officer.send(`/remedies/${id}/assign`, { version: 1, owner: member, due_on: '2026-11-20' });
  expect((await listOf(clerk)).rows).toMatchObject([{ id, late: true, owner_name: null }]);
  expect(
    (await clerk.send(`/remedies/${id}/assign`, { version: 2, owner: null, due_on: '2026-12-01' })).body.reason,
  ).toBe('only_firm_names_owner');
  expect((await clerk.send(`/remedies/${id}/assign`, { version: 2, due_on: '2026-12-01' })).body).toEqual({
    version: 3,
  });
  expect((await listOf(stranger)).total).toBe(0);
  const office = await makePerson(house(), await makeOrganisation(house(), { kind: 'leading_office' }), [
    'programme_officer',
  ]);
  expect((await listOf(office, `&enterprise=${firm.id}`)).rows).toMatchObject([{ id, owner_name: null }]);
  expect((await listOf(office, `&q=${encodeURIComponent(firm.name)}&late=true`)).total).toBe(0);
  const sheet = await office.get(`/remedies/export.xlsx?enterprise=${firm.id}`);
  expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
});

test('[C17] an action is the duty of whoever is in charge, moves with the charge, and comes back when that person leaves', async () => {
  const { firm, officer } = await makeFirm();
  const station = await makeOrganisation(house(), { kind: 'station' });
  const clerk = await makePerson(house(), station, ['station_officer']);
  await owner().query('update enterprises set station_org = $2 where org_id = $1', [firm.id, station.id]);
  const people = [
    await makePerson(house(), firm, ['employee']),
    await makePerson(house(), firm, ['employee']),
  ] as const;
  const [one, two] = await Promise.all(
    people.map(async ({ id }) => {
      const member = newId();
      const text = "insert into members (id, org_id, person_id, name) values ($1, $2, $3, '示例·戊')";
      await owner().query(text, [member, firm.id, id]);
      return member;
    }),
  );
  await finishAssessment(officer, firm.id, { A1: 0 });
  const [{ id }] = (await listOf(officer)).rows;
  const ownOf = async (person: TestPerson) => (await person.get('/home/duties?own=true')).body.rows;
  const assign = (person: TestPerson, version: number, more: object) =>
    person.send(`/remedies/${id}/assign`, { version, due_on: '2026-12-01', ...more });
  expect((await officer.get('/home/duties')).body.rows).toMatchObject([
    { noun: 'remedy', own: false },
    { noun: 'assessment' },
  ]);
  expect((await assign(officer, 1, { owner: one })).status).toBe(200);
  expect(await ownOf(people[0])).toMatchObject([{ row_id: id, due_on: '2026-12-01', own: true }]);
  // The station sets another day; whose duty it is stays, though it sees nobody of the firm.
  expect((await assign(clerk, 2, { due_on: '2026-12-05' })).status).toBe(200);
  expect(await ownOf(people[0])).toMatchObject([{ row_id: id, due_on: '2026-12-05' }]);
  expect((await assign(officer, 3, { owner: two })).status).toBe(200);
  expect([await ownOf(people[0]), (await ownOf(people[1])).length]).toEqual([[], 1]);
  expect((await people[1].send(`/remedies/${id}/finish`, { version: 4, note: '已办' })).status).toBe(200);
  await officer.send(`/remedies/${id}/reopen`, { version: 5, reason: '未签字', due_on: '2026-12-31' });
  expect(await ownOf(people[1])).toMatchObject([{ row_id: id, due_on: '2026-12-31' }]);
  await owner().query("update members set state = 'leaving' where id = $1", [two]);
  expect(await ownOf(people[1])).toEqual([]);
  expect((await officer.get('/home/duties')).body.rows).toHaveLength(2);
});

test('[C15] a liaison office lists the actions of a firm outside its place, too, and those of no other', async () => {
  const [near, far] = [await makeFirm(), await makeOrganisation(house(), { kind: 'enterprise', division: '371581' })];
  const officer = await makePerson(house(), far, ['enterprise_officer']);
  const bureau = await makeOrganisation(house(), { division: '371522' });
  const clerk = await makePerson(house(), bureau, ['programme_officer']);
  await finishAssessment(near.officer, near.firm.id, { A1: 0 });
  await finishAssessment(officer, far.id, { A1: 0 });
  expect((await listOf(clerk)).total).toBe(0);
  await owner().query('update enterprises set liaison_org = $2 where org_id = $1', [far.id, bureau.id]);
  const { total, rows } = await listOf(clerk);
  expect([total, rows[0].enterprise]).toEqual([1, far.id]);
  expect((await clerk.get('/assessments')).body.total).toBe(1);
  expect((await clerk.get(`/remedies/${rows[0].id}`)).status).toBe(200);
});
