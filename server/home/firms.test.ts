import { expect, test } from 'vitest';
import { bindKysely } from '#server/db/bind.ts';
import { startDeadline } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();

const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

async function duty(
  org: string,
  more: { due?: string; person?: string; kind?: string; noun?: string; title?: string },
) {
  const {
    due = '2026-12-01',
    person = null,
    kind = 'secret.review',
    noun = 'secret',
    title = '第12号秘密到期复核',
  } = more;
  const client = await house().house.database.owner.connect();
  const db = bindKysely(client, () => undefined);
  await startDeadline(db, { noun, row: newId(), kind, org, programme: null, path: '', title, due, person });
  client.release();
}

const titles = (body: { things: { title: string }[] }) => body.things.map(({ title }) => title);

test('[promise 4] a firm opens on its own duties, late first; an employee on those that name them alone', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const other = await makeOrganisation(house(), { kind: 'enterprise' });
  const owner = await makePerson(house(), firm, ['enterprise_officer']);
  const employee = await makePerson(house(), firm, ['employee']);
  const colleague = await makePerson(house(), firm, ['employee']);
  await duty(firm.id, { title: '第3号秘密到期复核', due: '2026-11-30' });
  await duty(firm.id, { title: '风险评估复测', due: '2026-11-01', noun: 'assessment', kind: 'assessment.retest' });
  await duty(firm.id, { title: '签署保密协议', person: employee.id, noun: 'agreement', kind: 'agreement.sign' });
  await duty(other.id, { title: '别家的事' });
  const home = (await owner.get('/home')).body;
  expect(titles(home)).toEqual(['风险评估复测', '第3号秘密到期复核']);
  expect(home.things_total).toBe(2);
  expect(home.things[0]).toMatchObject({ late_days: 20, why: { key: 'duty_late', facts: { days: 20 } } });
  expect(titles((await employee.get('/home')).body)).toEqual(['签署保密协议']);
  expect(titles((await colleague.get('/home')).body)).toEqual([]);
  const all = async (who: typeof owner, q = '') => (await who.get(`/home/duties?${q}`)).body;
  expect(await all(owner)).toMatchObject({ total: 2, rows: [{ late_days: 20 }, { own: false }] });
  expect((await all(owner, 'late=true')).total).toBe(1);
  expect(await all(employee)).toMatchObject({ total: 1, rows: [{ title: '签署保密协议', own: true }] });
  expect((await all(colleague)).total).toBe(0);
});

test('[C18] overseers and who serves a firm read no duty of its secrets and people', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const station = await makeOrganisation(house(), { kind: 'station' });
  await rows('update enterprises set station_org = $1 where org_id = $2', [station.id, firm.id]);
  await duty(firm.id, {});
  const { owner } = house().house.database;
  const client = await owner.connect();
  await client.query('begin');
  await client.query('set local role humi_app');
  await client.query(
    "select set_config('humi.org', $1, true), set_config('humi.person', $2, true), set_config('humi.below', '000000/', true), set_config('humi.roles', '{programme_officer,station_officer}', true)",
    [station.id, newId()],
  );
  const seen = await client.query('select noun from deadlines where org_id = $1', [firm.id]);
  await client.query('rollback');
  client.release();
  expect(seen.rows).toEqual([]);
});

test('[C16] first steps of a firm: done marks come from facts', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const owner = await makePerson(house(), firm, ['enterprise_officer']);
  const fresh = { assessed_on: null, grade: null, retest_on: null, keys: false };
  const none = { secrets: 0, documents: 0, members: 0, agreements: 0 };
  expect((await owner.get('/home')).body.firm).toEqual({ ...fresh, ...none });
  await rows("update enterprises set assessed_on = '2026-11-20', grade = 'C', secret_count = 2 where org_id = $1", [
    firm.id,
  ]);
  expect((await owner.get('/home')).body.firm).toMatchObject({ assessed_on: '2026-11-20', grade: 'C', secrets: 2 });
  const employee = await makePerson(house(), firm, ['employee']);
  expect((await employee.get('/home')).body.firm).toBeNull();
});

test('[C15] a station sees whom to visit: what is due, then weak grades nobody visited for, then the longest not visited', async () => {
  const station = await makeOrganisation(house(), { kind: 'station' });
  const officer = await makePerson(house(), station, ['station_officer']);
  const firm = async (set: string) => {
    const made = await makeOrganisation(house(), { kind: 'enterprise' });
    await rows(`update enterprises set station_org = $1, ${set} where org_id = $2`, [station.id, made.id]);
    return made.name;
  };
  expect((await officer.get('/home')).body.served).toBeNull();
  const weak = await firm("visited_on = '2026-10-01', grade = 'D', assessed_on = '2026-11-10'");
  await firm("visited_on = '2026-11-15', grade = 'D', assessed_on = '2026-11-10'");
  const long = await firm("visited_on = '2026-01-01', grade = 'A', assessed_on = '2025-12-01'");
  const never = await firm('visited_on = null');
  const home = (await officer.get('/home')).body;
  expect(home.served).toEqual({ total: 4, weak: 1, unvisited: 2 });
  expect(home.things_total).toBe(3);
  expect([...titles(home)].sort()).toEqual([weak, long, never].sort());
  expect(home.things[0]).toMatchObject({ noun: 'enterprise', act: 'visit.add' });
  const keys = home.things.map(({ why }: { why: { key: string } }) => why.key);
  expect(keys.sort()).toEqual(['firm_never', 'firm_unvisited', 'firm_weak']);
  // The numbers are those of the lists that they lead to, also where a firm calls for a visit twice.
  await firm("visited_on = '2026-01-02', grade = 'C', assessed_on = '2026-11-10'");
  const listed = async (need: string) => (await officer.get(`/visits/firms?served=true&need=${need}`)).body.total;
  expect([await listed('weak'), await listed('unvisited')]).toEqual([2, 3]);
  expect((await officer.get('/home')).body.served).toEqual({ total: 5, weak: 2, unvisited: 3 });
  await duty(station.id, { noun: 'visit', kind: 'visit.next', title: '走访示例公司', due: '2026-11-25' });
  expect(titles((await officer.get('/home')).body)[0]).toBe('走访示例公司');
});
