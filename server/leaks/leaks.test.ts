import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { testNow, useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { addSecret, makeFirm, openAs, sealFor, type TestFirm } from '#test/register.ts';

const house = useHouse();
const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

const found_at = new Date(Date.parse(testNow) - 2 * 3_600_000).toISOString();
const told = { happened: '事件标记-丙' };

const sealLeak = (firm: TestFirm, id: string, more: object = {}) =>
  sealFor(firm, firm.officer, {
    subject: id,
    body: told,
    readers: [firm.officer, firm.second],
    format: 'humi-leak/1',
    ...more,
  });

async function addLeak(firm: TestFirm, more: object = {}) {
  const [id, { id: secret }] = [newId(), await addSecret(firm, [firm.officer, firm.second])];
  const added = await firm.officer.send('/leaks', {
    ...{ id, kind: 'suspected', found_at, secrets: [secret], readers: [firm.second.id] },
    ...(await sealLeak(firm, id)),
    ...more,
  });
  return { id, secret, added };
}

const shown = async (person: TestPerson, id: string) => (await person.get(`/leaks/${id}`)).body;

test('[C22] an incident is sealed, numbered, deposited; its first steps run from the moment it was noticed', async () => {
  const firm = await makeFirm(house());
  const { id, secret, added } = await addLeak(firm);
  expect(added.body).toEqual({ id, number: 1, version: 1, latest: 1 });
  const [clock] = await rows("select title, due_on from deadlines where row_id = $1 and kind = 'next_step'", [id]);
  expect(clock).toMatchObject({ title: '泄密处置第1号有到期的处置步骤', due_on: '2026-11-21' });
  const { sealed, version } = (await firm.second.send(`/leaks/${id}/consult`)).body;
  const { record } = await openAs<typeof told>(firm, firm.second, {
    sealed,
    version,
    subject: id,
    format: 'humi-leak/1',
  });
  expect(record.body).toEqual(told);
  expect(await shown(firm.officer, id)).toMatchObject({
    kind: 'suspected',
    secrets: [secret],
    latest: 1,
    versions: [{ version: 1 }],
  });
  const [{ count }] = await rows('select count(*)::int from statements where row_id = $1', [id]);
  expect(count).toBe(1);
  const everything = JSON.stringify(await rows('select * from events where row_id = $1', [id]));
  expect(everything).not.toContain('标记');
});

test('[C22] steps are checked off and taken back; the clock goes to the next; closing a rehearsal sets the next one', async () => {
  const firm = await makeFirm(house());
  const { id } = await addLeak(firm, { kind: 'rehearsal' });
  const keys = ['call_group', 'log', 'stop_access'];
  let version = 1;
  for (const step of keys)
    version = (await firm.officer.send(`/leaks/${id}/check-off`, { version, step, done: true })).body.version;
  const back = await firm.officer.send(`/leaks/${id}/check-off`, { version, step: 'log', done: false });
  expect(Object.keys((await shown(firm.officer, id)).steps).sort()).toEqual(['call_group', 'stop_access']);
  expect((await firm.officer.send(`/leaks/${id}/check-off`, { version, step: 'log', done: true })).body.reason).toBe(
    'changed_meanwhile',
  );
  expect(
    (await firm.officer.send(`/leaks/${id}/check-off`, { version: back.body.version, step: 'fly', done: true })).body,
  ).toMatchObject({ reason: 'leak_step_unknown' });
  const contained = await firm.officer.send(`/leaks/${id}/contain`, { version: back.body.version });
  expect((await firm.officer.send(`/leaks/${id}/contain`, { version: contained.body.version })).status).toBe(409);
  expect((await firm.officer.send(`/leaks/${id}/close`, { version: contained.body.version })).status).toBe(200);
  const clocks = await rows(
    'select kind, due_on, stopped_at is not null as stopped from deadlines where org_id = $1 order by kind',
    [firm.firm.id],
  );
  expect(clocks).toContainEqual({ kind: 'rehearse', due_on: '2028-11-21', stopped: false });
  expect(clocks).toContainEqual(expect.objectContaining({ kind: 'next_step', stopped: true }));
});

test('[C22] two write at once: one is told; a text in clear, a moment in the future, strangers on the list are refused', async () => {
  const firm = await makeFirm(house());
  const { id } = await addLeak(firm);
  const save = async () =>
    firm.second.send(`/leaks/${id}/save`, { latest: 1, ...(await sealLeak(firm, id, { version: 2 })) });
  expect((await save()).body).toEqual({ version: 2, latest: 2 });
  expect((await save()).body.reason).toBe('changed_meanwhile');
  const clear = { ...(await sealLeak(firm, id)), sealed: Buffer.from('明文').toString('base64') };
  expect((await firm.officer.send(`/leaks/${id}/save`, { latest: 2, ...clear })).body.reason).toBe('not_sealed');
  const late = new Date(Date.parse(testNow) + 3_600_000).toISOString();
  expect((await addLeak(firm, { found_at: late })).added.body).toMatchObject({ reason: 'leak_in_future' });
  const stranger = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), [
    'enterprise_officer',
  ]);
  expect((await addLeak(firm, { readers: [stranger.id] })).added.body.reason).toBe('reader_not_in_firm');
  expect((await addLeak(firm, { secrets: [newId()] })).added.body.reason).toBe('leak_secret_unknown');
});

test('[C22] an officer who is not on the list writes no version; a record that is too large is refused in words', async () => {
  const firm = await makeFirm(house());
  const { id } = await addLeak(firm, { readers: [] });
  const own = await sealLeak(firm, id, { version: 2 });
  expect((await firm.second.send(`/leaks/${id}/save`, { latest: 1, ...own })).body.reason).toBe('leak_not_reader');
  const sealed = Buffer.concat([Buffer.from(own.sealed, 'base64'), Buffer.alloc(256 * 1024)]).toString('base64');
  const large = await firm.officer.send(`/leaks/${id}/save`, { latest: 1, ...own, sealed });
  expect([large.status, large.body.reason]).toEqual([422, 'sealed_too_large']);
  expect(large.body.detail).toMatch(/有257 KB，超过256 KB的上限，未保存。请删减文字/);
  expect((await firm.officer.send(`/leaks/${id}/save`, { latest: 1, ...own })).body).toEqual({ version: 2, latest: 2 });
});

test('[C22][C23] nobody outside the firm, and in it nobody off the list, sees an incident', async () => {
  const firm = await makeFirm(house());
  const { id, secret } = await addLeak(firm);
  expect((await firm.employee.get(`/leaks/${id}`)).status).toBe(404);
  expect((await firm.employee.get('/leaks')).body.total).toBe(0);
  expect((await firm.employee.send(`/leaks/${id}/consult`)).status).toBe(404);
  expect((await firm.employee.send(`/leaks/preparations/${secret}/prepare`, { missing: [] })).status).toBe(403);
  const bureau = await makePerson(house(), await makeOrganisation(house(), {}), [
    'superior_officer',
    'programme_officer',
  ]);
  expect((await bureau.get(`/leaks/${id}`)).status).toBe(403);
  const other = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), [
    'enterprise_officer',
  ]);
  expect((await other.get(`/leaks/${id}`)).status).toBe(404);
  expect((await other.send(`/leaks/${id}/consult`)).status).toBe(404);
  expect((await other.send(`/leaks/preparations/${secret}/prepare`, { missing: ['loss'] })).status).toBe(404);
});

test('[C23] what readiness misses becomes tasks with a day, once; what is there now settles them', async () => {
  const firm = await makeFirm(house());
  const { id: secret } = await addSecret(firm, [firm.officer]);
  const prepare = (missing: string[]) => firm.officer.send(`/leaks/preparations/${secret}/prepare`, { missing });
  expect((await prepare(['origin', 'loss'])).body).toEqual({ opened: 2, settled: 0 });
  expect((await prepare(['origin', 'loss'])).body).toEqual({ opened: 0, settled: 0 });
  const list = (await firm.officer.get(`/leaks/preparations?secret=${secret}&state=open`)).body;
  expect(
    list.rows
      .map(({ part, due_on, number }: { part: string; due_on: string; number: number }) => [part, due_on, number])
      .sort(),
  ).toEqual([
    ['loss', '2026-12-21', 1],
    ['origin', '2026-12-21', 1],
  ]);
  expect((await prepare(['loss'])).body).toEqual({ opened: 0, settled: 1 });
  const [left] = (await firm.officer.get(`/leaks/preparations?secret=${secret}&state=open`)).body.rows;
  expect(
    (await firm.officer.send(`/leaks/preparations/${left.id}/settle`, { version: left.version, done: false })).status,
  ).toBe(200);
  expect(
    (await firm.officer.send(`/leaks/preparations/${left.id}/settle`, { version: left.version, done: true })).status,
  ).toBe(409);
  const [{ count }] = await rows(
    "select count(*)::int from deadlines where org_id = $1 and kind like 'prepare%' and met_at is null and stopped_at is null",
    [firm.firm.id],
  );
  expect(count).toBe(0);
});

test('[C23] tasks of a draft that came to nothing end with it', async () => {
  const firm = await makeFirm(house());
  const { id: secret } = await addSecret(firm, [firm.officer]);
  await firm.officer.send(`/leaks/preparations/${secret}/prepare`, { missing: ['origin', 'loss'] });
  expect((await firm.officer.send(`/secrets/${secret}/discard`, { version: 1 })).status).toBe(200);
  expect((await firm.officer.get(`/leaks/preparations?secret=${secret}&state=open`)).body.total).toBe(0);
  const clocks = await rows(
    "select stopped_at is not null as stopped from deadlines where row_id = $1 and kind like 'prepare%'",
    [secret],
  );
  expect(clocks).toEqual([{ stopped: true }, { stopped: true }]);
});

test('[C23] a package leaves its digests, for entries of the own register only', async () => {
  const firm = await makeFirm(house());
  const { id: leak, secret } = await addLeak(firm);
  const digests = { sha256: 'a'.repeat(64), sm3: 'b'.repeat(64), items: 12, size: 4_096 };
  const made = await firm.officer.send('/leaks/compile', { leak, secrets: [secret], ...digests });
  expect(made.status).toBe(200);
  expect((await shown(firm.officer, leak)).packages).toMatchObject([
    { id: made.body.id, items: 12, secrets: [secret] },
  ]);
  expect((await firm.officer.send('/leaks/compile', { leak: newId(), secrets: [secret], ...digests })).status).toBe(
    404,
  );
  expect((await firm.officer.send('/leaks/compile', { secrets: [newId()], ...digests })).body.reason).toBe(
    'leak_secret_unknown',
  );
});

test('[C22] the guide has steps, scenarios and routes with the numbers of today; the list is exported as shown', async () => {
  const firm = await makeFirm(house());
  await addLeak(firm, { kind: 'rehearsal' });
  const { body: guide } = await firm.officer.get('/leaks/guide');
  expect(guide).toMatchObject({ crime_loss: 300_000 });
  expect(guide.routes.map(({ key }: { key: string }) => key)).toEqual([
    ...['bureau', 'police', 'court', 'arbitration', 'mediation'],
  ]);
  expect(JSON.stringify(guide)).toContain('300,000元');
  expect(JSON.stringify(guide)).not.toContain('{{');
  expect(guide.scenarios.length).toBeGreaterThanOrEqual(5);
  const { body: list } = await firm.officer.get('/leaks?kind=rehearsal');
  expect(list).toMatchObject({ total: 1, rows: [{ number: 1, numbers: [1] }] });
  expect((await firm.officer.get('/leaks?kind=confirmed')).body.total).toBe(0);
  expect((await firm.officer.get('/leaks/export.xlsx?kind=rehearsal')).status).toBe(200);
});

test('[C23] readiness in clear: deposits, readers, agreements and documents of the own firm, for its officers', async () => {
  const firm = await makeFirm(house());
  const { secret } = await addLeak(firm);
  await addLeak(await makeFirm(house()));
  const { body } = await firm.officer.get('/leaks/readiness');
  expect(body).toEqual({
    total: 1,
    rows: [{ secret, deposits: 1, stamped: 0, readers: 2, bound: 0, logged: 0 }],
    documents: [],
  });
  expect((await firm.officer.get(`/leaks/readiness?secret=${newId()}`)).body.total).toBe(0);
  expect((await firm.employee.get('/leaks/readiness')).status).toBe(403);
});

test('[C22] several incidents recorded at the same moment all stand, each with a number', async () => {
  const firm = await makeFirm(house());
  const all = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const id = newId();
      const sealed = await sealLeak(firm, id);
      return firm.officer.send('/leaks', {
        id,
        kind: 'suspected',
        found_at,
        secrets: [],
        readers: [firm.second.id],
        ...sealed,
      });
    }),
  );
  expect(all.map(({ body }) => body.number).sort()).toEqual([1, 2, 3, 4]);
  // A second try after a lost answer, sealed anew: nothing is added, and no number is used up.
  const [{ id }] = (await firm.officer.get('/leaks')).body.rows;
  const again = { id, kind: 'suspected', found_at, secrets: [], readers: [], ...(await sealLeak(firm, id)) };
  expect((await firm.officer.send('/leaks', again)).body.reason).toBe('already_done');
  expect((await addLeak(firm)).added.body.number).toBe(5);
});

test('[C22] an employee on the list of an incident does its steps, and its clock goes on', async () => {
  const firm = await makeFirm(house());
  const id = newId();
  const sealed = await sealLeak(firm, id, { readers: [firm.officer, firm.employee] });
  const readers = [firm.employee.id];
  await firm.officer.send('/leaks', { id, kind: 'suspected', found_at, secrets: [], readers, ...sealed });
  const check = (person: TestPerson) =>
    person.send(`/leaks/${id}/check-off`, { version: 1, step: 'call_group', done: true });
  expect((await check(firm.outsider)).status).toBe(404);
  expect((await check(firm.employee)).body).toEqual({ version: 2 });
  const [clock] = await rows("select count(*)::int as n from deadlines where row_id = $1 and kind = 'next_step'", [id]);
  expect(clock.n).toBe(1);
});
