import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile, type TestPerson } from '#test/people.ts';

const house = useHouse();
const today = '2026-11-21';

const system = async (): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house()), ['system_administrator']);

type Rule = {
  id: string;
  key: string;
  version: number;
  in_force: boolean;
  in_force_to: string | null;
  value: number | string;
};
const ruleOf = async (person: TestPerson, key: string): Promise<Rule> =>
  (await person.get(`/settings?q=${key}`)).body.rows.find((row: Rule) => row.key === key && row.in_force);

const change = { law: 'product default', certainty: 'M' };

test('[C10] rule rows show law, source and certainty; those to be confirmed are counted and found', async () => {
  const administrator = await system();
  const all = await administrator.get('/settings?size=200');
  expect(all.body.total).toBe(all.body.rows.length);
  expect(all.body.rows[0]).toMatchObject({
    law: expect.any(String),
    certainty: expect.any(String),
    unsure: expect.any(Boolean),
  });
  const unsure = await administrator.get('/settings?unsure=true');
  expect(unsure.body.total).toBe(all.body.unsure_total);
  expect(unsure.body.rows.every((row: { certainty: string }) => row.certainty === 'M' || row.certainty === '?')).toBe(
    true,
  );
  const officer = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  expect((await officer.get('/settings')).status).toBe(403);
});

test('[C10] a new value is a new dated row: until the day before, the old one counts', async () => {
  const administrator = await system();
  const rule = await ruleOf(administrator, 'task_reminder_first');
  const answer = await administrator.send(`/settings/${rule.id}/edit`, {
    version: rule.version,
    from_on: '2027-01-01',
    value: 10,
    ...change,
  });
  expect(answer.status).toBe(200);
  const rows = (await administrator.get('/settings?q=task_reminder_first')).body.rows;
  expect(
    rows.map(({ value, in_force_from, in_force_to, in_force }: Record<string, unknown>) => [
      value,
      in_force_from,
      in_force_to,
      in_force,
    ]),
  ).toEqual([
    [10, '2027-01-01', null, false],
    [7, '2026-01-01', '2026-12-31', true],
  ]);
  const stale = await administrator.send(`/settings/${rule.id}/edit`, {
    version: rule.version,
    from_on: '2027-06-01',
    value: 11,
    ...change,
  });
  expect(stale.status).toBe(409);
  const crossing = await administrator.send(`/settings/${rule.id}/edit`, {
    version: rule.version + 1,
    from_on: '2027-06-01',
    value: 11,
    ...change,
  });
  expect(crossing.body).toMatchObject({ reason: 'rule_day_taken', field: 'from_on' });
});

test('the past is not rewritten; a value of today may be corrected on the same day', async () => {
  const administrator = await system();
  const rule = await ruleOf(administrator, 'task_reminder_second');
  const send = (id: string, version: number, from_on: string, value: unknown) =>
    administrator.send(`/settings/${id}/edit`, { version, from_on, value, ...change });
  expect((await send(rule.id, rule.version, '2026-11-20', 2)).body).toMatchObject({
    reason: 'rule_day_past',
    field: 'from_on',
  });
  expect((await send(rule.id, rule.version, today, 'two')).body).toMatchObject({ reason: 'invalid', field: 'value' });
  expect((await send(rule.id, rule.version, today, -1)).body.reason).toBe('invalid');
  const { body } = await send(rule.id, rule.version, today, 2);
  expect((await send(body.id, body.version, today, 4)).body).toEqual({ id: body.id, version: 2 });
  expect((await ruleOf(administrator, 'task_reminder_second')).value).toBe(4);
  expect((await send(rule.id, rule.version + 1, '2026-12-01', 5)).body.reason).toBe('rule_ended');
  const officer = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  expect(
    (await officer.send(`/settings/${rule.id}/edit`, { version: 1, from_on: today, value: 1, ...change })).status,
  ).toBe(403);
});

const notice = (rows: readonly string[]) => ({
  name: '2027.csv',
  bytes: new TextEncoder().encode(['日期,类型,节日,来源', ...rows].join('\n')),
});
const source = 'https://www.gov.cn/example';

test('[C10] a new year’s notice comes in as a table, after a preview; the year is announced then', async () => {
  const administrator = await system();
  expect((await administrator.get('/settings/calendar?year=2027')).body).toMatchObject({ announced: false, total: 0 });
  const file = notice([`2027-01-01至2027-01-03,放假,元旦,${source}`, `2027年1月10日,上班,元旦调休,${source}`]);
  const preview = await sendFile(house(), administrator, '/settings/calendar/import', file);
  expect(preview.body).toMatchObject({ dry_run: true, added: 4, problems: [] });
  expect((await administrator.get('/settings/calendar?year=2027')).body.total).toBe(0);
  await sendFile(house(), administrator, '/settings/calendar/import', file, { dry_run: 'false' });
  expect((await administrator.get('/settings/calendar?year=2027')).body).toMatchObject({
    announced: true,
    total: 4,
    rows: [{ day: '2027-01-01', kind: 'holiday', name: '元旦' }, {}, {}, { day: '2027-01-10', kind: 'working' }],
  });
  const again = await sendFile(house(), administrator, '/settings/calendar/import', file, { dry_run: 'false' });
  expect(again.body).toMatchObject({ added: 0, changed: 0, same: 4 });
});

test('wrong rows and days that are past are told, and nothing comes in', async () => {
  const administrator = await system();
  const file = notice([
    `2027-02-30,放假,春节,${source}`,
    `2027-03-01,可能,春节,${source}`,
    `2026-01-01,上班,元旦,${source}`,
    `2027-05-01,放假,,${source}`,
  ]);
  const preview = await sendFile(house(), administrator, '/settings/calendar/import', file);
  expect(preview.body.problems.map(({ row, reason }: { row: number; reason: string }) => [row, reason])).toEqual([
    [2, 'cell_not_a_day'],
    [3, 'cell_kind_unknown'],
    [5, 'cell_empty'],
    [0, 'calendar_past'],
  ]);
  const refused = await sendFile(house(), administrator, '/settings/calendar/import', file, { dry_run: 'false' });
  expect(refused.body.reason).toBe('import_has_problems');
  const officer = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  expect((await sendFile(house(), officer, '/settings/calendar/import', file)).status).toBe(403);
});

test('dates as Excel keeps them and an old encoding are read', async () => {
  const administrator = await system();
  const gbk = Uint8Array.from([
    ...[0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xc0, 0xe0, 0xd0, 0xcd, 0x2c, 0xbd, 0xda, 0xc8, 0xd5, 0x0a],
    ...new TextEncoder().encode('46691,'),
    0xb7,
    0xc5,
    0xbc,
    0xd9,
    0x2c,
    0xb9,
    0xfa,
    0xc7,
    0xec,
  ]);
  const answer = await sendFile(
    house(),
    administrator,
    '/settings/calendar/import',
    { name: 'a.csv', bytes: gbk },
    { source },
  );
  expect(answer.body).toMatchObject({
    problems: [],
    days: [{ day: '2027-10-31', kind: 'holiday', name: '国庆', source }],
  });
});
