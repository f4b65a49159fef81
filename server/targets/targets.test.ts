import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { perform } from '#server/kernel/verb.ts';
import { snapshotTargets } from '#server/targets/snapshot.ts';
import { type TestHouse, useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestOrganisation } from '#test/people.ts';
import { makeProgramme, shareProgramme } from '#test/programmes.ts';

const house = useHouse();

/** An office of a county of its own choice with a programme, an officer, and one target. */
async function begin(
  wanted: Record<string, unknown> = {},
  division = '371524',
): Promise<{
  office: TestOrganisation;
  officer: Awaited<ReturnType<typeof makePerson>>;
  programme: Awaited<ReturnType<typeof makeProgramme>>;
  target: string;
}> {
  const office = await makeOrganisation(house(), { division });
  const officer = await makePerson(house(), office, ['programme_officer']);
  const programme = await makeProgramme(house(), office);
  const made = await officer.send('/targets', {
    programme: programme.id,
    subject: 'station',
    subject_text: '商业秘密保护服务站',
    comparison: 'at_least',
    value: 10,
    unit: '处',
    by_on: '2027-12-31',
    ...wanted,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return { office, officer, programme, target: made.body.id };
}

async function register(
  kind: 'station' | 'enterprise' | 'agency',
  count: number,
  division: string,
): Promise<TestOrganisation[]> {
  const made: TestOrganisation[] = [];
  for (let n = 0; n < count; n += 1) made.push(await makeOrganisation(house(), { kind, division }));
  await owner("update organisations set created_on = '2026-06-01' where id = any ($1)", [made.map(({ id }) => id)]);
  return made;
}

const owner = (text: string, values: unknown[] = []) => house().house.database.owner.query(text, values);
const snapshot = (at: TestHouse = house()) => perform(at.house, { token: null, system: true }, snapshotTargets, {});

test('[C04] a target counts itself from the register the moment it is added, and the rows behind are as many', async () => {
  await register('station', 3, '371502');
  const { officer, programme, target } = await begin({}, '371502');
  const list = await officer.get(`/targets?programme=${programme.id}`);
  expect(list.body.total).toBe(1);
  expect(list.body.rows[0]).toMatchObject({
    computed: 3,
    numerator: 3,
    denominator: null,
    counted_on: '2026-11-21',
    achieved: 0.3,
  });
  const behind = await officer.get(`/targets/${target}/rows?size=2`);
  expect(behind.body).toMatchObject({ total: 3, hidden: 0, register: true });
  expect(behind.body.rows).toHaveLength(2);
  const rest = await officer.get(`/targets/${target}/rows?size=2&page=2`);
  expect(rest.body.rows).toHaveLength(1);
});

test('[C04] a metric whose register arrives later has no number, never zero', async () => {
  const { officer, programme, target } = await begin({
    subject: 'demonstration_enterprise',
    subject_text: '示范企业',
    value: 50,
    unit: '家',
  });
  const list = await officer.get(`/targets?programme=${programme.id}`);
  expect(list.body.rows[0]).toMatchObject({ computed: null, numerator: null, current: null, standing: 'no_register' });
  const behind = await officer.get(`/targets/${target}/rows`);
  expect(behind.body).toEqual({ total: 0, hidden: 0, register: false, rows: [] });
});

test('[C04] the number is the rule’s: a unit that may not see enterprises gets it, and is told that the rows are hidden', async () => {
  await register('enterprise', 4, '371503');
  const { officer, programme, target } = await begin(
    { subject: 'enterprise', subject_text: '企业', unit: '家' },
    '371503',
  );
  const police = await makeOrganisation(house(), { kind: 'police', division: '371503' });
  await shareProgramme(house(), programme.id, police);
  const unit = await makePerson(house(), police, ['unit_officer']);
  const seen = await unit.get(`/targets/${target}`);
  expect(seen.body).toMatchObject({ computed: 4, numerator: 4 });
  expect((await unit.get(`/targets/${target}/rows`)).body).toMatchObject({ total: 4, hidden: 4, rows: [] });
  const open = (await officer.get(`/targets/${target}/rows`)).body;
  expect(open).toMatchObject({ total: 4, hidden: 0 });
  expect(open.rows).toHaveLength(4);
});

test('[C04] a rate has a denominator: tasks confirmed of those whose day has passed', async () => {
  const office = await makeOrganisation(house());
  const officer = await makePerson(house(), office, ['programme_officer']);
  const programme = await makeProgramme(house(), office, {
    tasks: [
      { due: '2026-06-30', state: 'confirmed', lead: [office] },
      { due: '2026-06-30', state: 'assigned', lead: [office] },
      { due: '2027-06-30', state: 'confirmed', lead: [office] },
      { due: '2027-06-30', state: 'assigned', lead: [office] },
    ],
  });
  const { body } = await officer.send('/targets', {
    programme: programme.id,
    subject: 'task_done',
    subject_text: '任务完成率',
    comparison: 'exactly',
    value: 100,
    unit: '%',
  });
  const one = (await officer.get(`/targets/${body.id}`)).body;
  expect(one).toMatchObject({ numerator: 2, denominator: 3, computed: 66.7 });
  const counted = (await officer.get(`/targets/${body.id}/rows`)).body;
  expect(counted).toMatchObject({ total: 2, hidden: 0 });
  expect(counted.rows).toHaveLength(2);
  const base = (await officer.get(`/targets/${body.id}/rows?base=true`)).body;
  expect(base).toMatchObject({ total: 3, hidden: 0 });
  expect(base.rows.filter((row: { counted: boolean }) => row.counted)).toHaveLength(2);
});

test('[C04] pilots and liaison officers are counted; a count against a percentage is nothing', async () => {
  const { officer, programme } = await begin({
    subject: 'pilot_region',
    subject_text: '子试点',
    value: 2,
    comparison: 'between',
    value_to: 3,
    unit: '个',
  });
  await owner(
    "insert into pilots (id, programme_id, path, title, created_at) values ($1, $2, $3, '园区服务', '2026-03-01')",
    [newId(), programme.id, programme.office.path],
  );
  await officer.send('/targets', {
    programme: programme.id,
    subject: 'liaison_officer',
    subject_text: '联络员',
    comparison: 'at_least',
    value: 1,
    unit: '人',
  });
  await officer.send('/targets', {
    programme: programme.id,
    subject: 'station',
    subject_text: '服务站覆盖率',
    comparison: 'exactly',
    value: 100,
    unit: '%',
  });
  await owner(
    "insert into posts (id, person_id, org_id, path, title, roles, from_on) values ($1, $2, $3, $4, '商业秘密保护联络员', '{unit_officer}', '2026-01-01')",
    [newId(), officer.id, programme.office.id, programme.office.path],
  );
  await snapshot();
  const rows = (await officer.get(`/targets?programme=${programme.id}`)).body.rows;
  expect(rows.map((row: { computed: number | null }) => row.computed)).toEqual([1, 1, null]);
});

test('[C04] an override stands beside the computed value with reason and person; withdrawn, the computed one counts again', async () => {
  const { officer, programme, target } = await begin({ value: 5 });
  const answer = await officer.send(`/targets/${target}/override`, { value: 7, reason: '两处服务站正在办理登记' });
  expect(answer.status).toBe(200);
  const [row] = (await officer.get(`/targets?programme=${programme.id}`)).body.rows;
  expect(row).toMatchObject({ current: 7, standing: 'met', override: { value: 7, reason: '两处服务站正在办理登记' } });
  expect(row.computed).not.toBe(7);
  expect(row.override.person_name).toContain('示例');
  expect((await officer.send(`/targets/${target}/withdraw`)).status).toBe(200);
  const after = (await officer.get(`/targets/${target}`)).body;
  expect(after).toMatchObject({ override: null, current: after.computed });
  expect(after.overrides).toHaveLength(1);
  expect(after.overrides[0].withdrawn_at).not.toBeNull();
  expect((await officer.send(`/targets/${target}/withdraw`)).body.reason).toBe('no_override');
});

test('[C04] 分解下达: parts count in their own region or unit, the sum is reported and not forced', async () => {
  await register('station', 2, '371525');
  const office = await makeOrganisation(house(), { division: '371500' });
  const officer = await makePerson(house(), office, ['programme_officer']);
  const programme = await makeProgramme(house(), office);
  const made = await officer.send('/targets', {
    programme: programme.id,
    subject: 'station',
    subject_text: '服务站',
    comparison: 'at_least',
    value: 10,
    unit: '处',
  });
  const park = await makeOrganisation(house(), { kind: 'park', division: '371526' });
  await makeOrganisation(house(), { kind: 'station', division: '371526', superior: park.id });
  await owner("update organisations set created_on = '2026-06-01' where superior_id = $1", [park.id]);
  const split = await officer.send(`/targets/${made.body.id}/split`, {
    parts: [
      { division_code: '371525', value: 6 },
      { organisation: park.id, value: 3 },
    ],
  });
  expect(split.body).toMatchObject({ remainder: 1 });
  const whole = (await officer.get(`/targets/${made.body.id}`)).body;
  expect(whole.parts.map((part: { computed: number; value: number }) => [part.value, part.computed])).toEqual([
    [6, 2],
    [3, 1],
  ]);
  expect(whole.part_count).toBe(2);
  expect(whole.part_sums).toEqual({ aim: 9, current: 3 });
  for (const part of whole.parts)
    expect((await officer.get(`/targets/${part.id}/rows`)).body.total, part.division_name).toBe(part.numerator);
  const again = await officer.send(`/targets/${made.body.id}/split`, {
    parts: [{ division_code: '371525', value: 7 }],
  });
  expect(again.body).toMatchObject({ remainder: 0, ids: [whole.parts[0].id] });
  expect(
    (await officer.send(`/targets/${whole.parts[0].id}/split`, { parts: [{ division_code: '371525', value: 1 }] })).body
      .reason,
  ).toBe('split_part');
  await officer.send(`/targets/${made.body.id}/edit`, { version: 1, by_on: '2027-06-30' });
  const later = (await officer.get(`/targets?parent=${made.body.id}`)).body;
  expect(later.rows.map((row: { by_on: string; value: number }) => [row.by_on, row.value])).toEqual([
    ['2027-06-30', 7],
    ['2027-06-30', 3],
  ]);
  const elsewhere = await officer.send(`/targets/${made.body.id}/split`, {
    parts: [{ division_code: '110101', value: 1 }],
  });
  expect(elsewhere.status).toBe(404);
});

test('[C04] only the lead office changes a target; another office does not find it; a stale version is told', async () => {
  const { officer, programme, target } = await begin();
  const member = await makeOrganisation(house(), { kind: 'court' });
  await shareProgramme(house(), programme.id, member);
  const unit = await makePerson(house(), member, ['unit_officer']);
  expect((await unit.send(`/targets/${target}/override`, { value: 1, reason: '试' })).status).toBe(403);
  const memberOffice = await makePerson(house(), member, ['programme_officer']);
  expect((await memberOffice.send(`/targets/${target}/override`, { value: 1, reason: '试' })).body.reason).toBe(
    'not_lead_office',
  );
  const stranger = await makePerson(house(), await makeOrganisation(house(), { division: '371525' }), [
    'programme_officer',
  ]);
  expect((await stranger.get(`/targets/${target}`)).status).toBe(404);
  expect((await stranger.get(`/targets/${target}/rows`)).status).toBe(404);
  expect((await stranger.send(`/targets/${target}/edit`, { version: 1, value: 1 })).status).toBe(404);
  expect((await officer.send(`/targets/${target}/edit`, { version: 1, value: 12 })).body).toEqual({ version: 2 });
  const stale = await officer.send(`/targets/${target}/edit`, { version: 1, value: 13 });
  expect([stale.status, stale.body.reason]).toEqual([409, 'changed_meanwhile']);
});

test('[C04] a target taken out leaves the list with its parts, and can be put back', async () => {
  const { officer, programme, target } = await begin();
  expect((await officer.send(`/targets/${target}/edit`, { version: 1, state: 'cancelled' })).status).toBe(200);
  expect((await officer.get(`/targets?programme=${programme.id}`)).body.total).toBe(0);
  expect((await officer.send(`/targets/${target}/edit`, { version: 2, value: 3 })).body.reason).toBe('wrong_state');
  expect((await officer.send(`/targets/${target}/edit`, { version: 2, state: 'active' })).status).toBe(200);
  expect((await officer.get(`/targets?programme=${programme.id}`)).body.total).toBe(1);
});

test('[C04] a double click makes one target; wrong input is named', async () => {
  const { officer, programme } = await begin();
  const body = {
    programme: programme.id,
    subject_text: '联络员',
    subject: 'liaison_officer',
    comparison: 'at_least',
    value: 2,
  };
  const key = { 'idempotency-key': newId() };
  const first = await officer.send('/targets', body, key);
  expect((await officer.send('/targets', body, key)).body.id).toBe(first.body.id);
  expect((await officer.get(`/targets?programme=${programme.id}`)).body.total).toBe(2);
  expect((await officer.send('/targets', { ...body, value: -1 })).body).toMatchObject({ status: 400, field: 'value' });
  expect((await officer.send('/targets', { ...body, subject: 'nonsense' })).body).toMatchObject({
    reason: 'unknown_metric',
    field: 'subject',
  });
  expect((await officer.send('/targets', { ...body, comparison: 'between', value_to: 1 })).body).toMatchObject({
    reason: 'range_wrong',
  });
  expect((await officer.send('/targets', { ...body, by_on: '2026-02-30' })).status).toBe(400);
});

test('[C04] every night keeps the value of the day; the trend meets the due date or does not', async () => {
  const made = await register('station', 4, '371521');
  for (const [n, station] of made.entries())
    await owner('update organisations set created_on = $2 where id = $1', [
      station.id,
      `2026-${String(8 + n).padStart(2, '0')}-01`,
    ]);
  const { officer, programme, target } = await begin({ value: 10, by_on: '2026-12-31' }, '371521');
  for (const day of ['2026-09-15', '2026-10-01', '2026-10-20', '2026-11-10'])
    await owner('select humi_snapshot($1, $2, null)', [day, programme.id]);
  await snapshot();
  house().setTime('2026-11-22T04:00:00Z');
  await snapshot();
  house().setTime('2026-11-21T04:00:00Z');
  const one = (await officer.get(`/targets/${target}`)).body;
  expect(one.history.map((value: { computed: number }) => value.computed)).toEqual([2, 3, 3, 4, 4]);
  expect(one.standing).toBe('behind');
  expect(one.forecast.reaches).toBe('no');
  expect(one.forecast.expected).toBeGreaterThan(4);
  expect((await officer.get(`/targets?programme=${programme.id}&standing=behind`)).body.total).toBe(1);
  expect((await officer.get(`/targets?programme=${programme.id}&standing=met`)).body.total).toBe(0);
});

test('[C04] the list leaves as a workbook: what has no register says so', async () => {
  const { officer, programme } = await begin({
    subject: 'demonstration_park',
    subject_text: '=示范园区',
    value: 1,
    unit: '个',
  });
  const file = await officer.get(`/targets/export.xlsx?programme=${programme.id}`);
  expect(file.status).toBe(200);
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  await book.xlsx.load(file.bytes as never);
  const row = book.worksheets[0]?.getRow(2);
  expect(row?.getCell('A').value, 'a text that looks like a formula is a text').toBe('=示范园区');
  expect(row?.getCell('A').formula).toBeUndefined();
  expect(JSON.stringify(row?.values)).toContain('暂无登记簿');
});

test('[C04] a station registered in the county counts at once', async () => {
  const { officer, programme } = await begin({ value: 1 }, '371522');
  const made = await officer.send('/organisations', { kind: 'station', name: '新设服务站', division_code: '371522' });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  expect((await officer.get(`/targets?programme=${programme.id}`)).body.rows[0].computed).toBe(1);
  const { rows } = await owner('select targets_met from programme_rollups where programme_id = $1', [programme.id]);
  expect(rows[0].targets_met).toBe(1);
});
