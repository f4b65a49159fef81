import { beforeEach, describe, expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile, type TestOrganisation, type TestPerson } from '#test/people.ts';

const house = useHouse();
const rows = async (sql: string, values: unknown[]) => (await house().house.database.owner.query(sql, values)).rows;
const fact = (value: string | null) => ({ value, source: null, certainty: 'sure' });
const element = (id: string) => ({ id, source: null, certainty: 'sure' });

let office: TestOrganisation;
let officer: TestPerson;
let police: TestOrganisation;
let unit: TestPerson;
let programme: string;
let serial = 0;

const draft = () => ({
  ...{ title: fact('示例方案'), document_no: fact(null), issuer: fact(null), issued_on: fact(null) },
  ...{ period_from: fact('2026-01-01'), period_to: fact('2027-12-31'), basis: [], targets: [], notes: [] },
  phases: [
    { ...element('p1'), title: '部署', from: '2026-01-01', to: '2026-11-30' },
    { ...element('p2'), title: '实施', from: '2026-11-01', to: '2027-06-30' },
    { ...element('p3'), title: '总结', from: '2027-07-01', to: '2027-12-31' },
  ],
  measures: [
    {
      ...{ ...element('m1'), no: '（一）', title: '健全机制' },
      tasks: [
        {
          ...element('t1'),
          no: '1',
          text: '联合执法',
          lead_units: ['乙局'],
          supporting_units: ['丁局'],
          due_on: '2026-12-31',
          from: null,
          to: null,
          continuing: false,
        },
        {
          ...element('t2'),
          no: '2',
          text: '走访企业',
          lead_units: ['丁局'],
          supporting_units: [],
          due_on: '2026-10-31',
          from: null,
          to: null,
          continuing: false,
        },
      ],
    },
  ],
  council: {
    ...{
      ...element('c'),
      name: fact('领导小组'),
      head: fact('副县长'),
      office: fact(null),
      deputies: [],
      office_duties: [],
      member_duties: [],
    },
    members: [
      { ...element('u1'), unit: '乙局', post: '局长' },
      { ...element('u2'), unit: '丁局', post: null },
    ],
  },
  reports: [{ ...element('r1'), due: ['06-30', '12-31'], to: ['市局'] }],
});

async function adopt(person: TestPerson, units: object): Promise<string> {
  serial += 1;
  const read = await sendFile(house(), person, '/plans', {
    name: '方案.txt',
    bytes: Buffer.from(`示例方案\n第${serial}份`),
  });
  await person.send(`/plans/${read.body.id}/correct`, { version: 1, draft: draft(), units });
  const answer = await person.send(`/plans/${read.body.id}/adopt`, { version: 2 });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.programme;
}

beforeEach(async () => {
  office = await makeOrganisation(house());
  officer = await makePerson(house(), office, ['programme_officer']);
  police = await makeOrganisation(house(), { kind: 'police' });
  unit = await makePerson(house(), police, ['unit_officer']);
  programme = await adopt(officer, { 乙局: [police.id] });
});

describe('the page of a programme', () => {
  test('[C01] [C02] it knows its period and which phases today lies in; counts follow the tasks', async () => {
    const { body } = await officer.get(`/programmes/${programme}`);
    expect(body).toMatchObject({
      title: '示例方案',
      from_on: '2026-01-01',
      to_on: '2027-12-31',
      state: 'running',
      may_change: true,
      division_code: '371524',
    });
    expect(body.phases.map((phase: { title: string; current: boolean }) => [phase.title, phase.current])).toEqual([
      ['部署', true],
      ['实施', true],
      ['总结', false],
    ]);
    expect(body.measures).toMatchObject([{ no: '（一）', tasks: 2, confirmed: 0, late: 1 }]);
    expect(body.counts).toMatchObject({ tasks: 2, late: 1 });
    expect(body.unresolved).toEqual([{ unit_name: '丁局', tasks: 2 }]);
    expect(body.plans).toMatchObject([{ number: 1, file_name: '方案.txt' }]);
  });

  test('lists: mine, those I have a part in, those below me, with the total', async () => {
    const own = await officer.get('/programmes?relation=own');
    expect(own.body).toMatchObject({
      total: 1,
      rows: [{ id: programme, relation: 'own', phase: '实施', counts: { tasks: 2 } }],
    });
    const part = await unit.get('/programmes');
    expect(part.body).toMatchObject({ total: 1, rows: [{ id: programme, relation: 'part' }] });
    const city = await makePerson(house(), await makeOrganisation(house(), { division: '371500' }), [
      'superior_officer',
    ]);
    const below = await city.get('/programmes?relation=below&size=200');
    expect(below.body.rows.map((row: { id: string }) => row.id)).toContain(programme);
    expect((await city.get('/programmes?division=350400')).body.total).toBe(0);
    const stranger = await makePerson(house(), await makeOrganisation(house(), { kind: 'court' }), ['unit_officer']);
    expect((await stranger.get('/programmes')).body.total).toBe(0);
    expect((await stranger.get(`/programmes/${programme}`)).status).toBe(404);
  });

  test('the document opens with the programme, its draft stays with the office until then', async () => {
    const [plan] = (await officer.get(`/programmes/${programme}`)).body.plans;
    expect((await rows('select programme_id, path from files where id = $1', [plan.file_id]))[0].programme_id).toBe(
      programme,
    );
    expect((await unit.get(`/programmes/${programme}`)).body.plans).toHaveLength(1);
  });
});

describe('changes of a programme', () => {
  test('[C01] title page: edited with a version; a stale one and an end before the start are refused', async () => {
    const saved = await officer.send(`/programmes/${programme}/edit`, {
      version: 1,
      scope: '全县',
      document_no: '示例〔2026〕2号',
    });
    expect(saved.body.version).toBe(2);
    expect((await officer.get(`/programmes/${programme}`)).body).toMatchObject({ scope: '全县', title: '示例方案' });
    expect((await officer.send(`/programmes/${programme}/edit`, { version: 1, scope: '乙' })).body.reason).toBe(
      'changed_meanwhile',
    );
    const wrong = await officer.send(`/programmes/${programme}/edit`, { version: 2, to_on: '2025-01-01' });
    expect(wrong.body).toMatchObject({ reason: 'end_before_start', field: 'to_on' });
  });

  test('two edits at once: one is kept, the other is told', async () => {
    const answers = await Promise.all(
      ['甲', '乙'].map((scope) => officer.send(`/programmes/${programme}/edit`, { version: 1, scope })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('only the office that leads it changes it', async () => {
    expect((await unit.send(`/programmes/${programme}/edit`, { version: 1, scope: '甲' })).status).toBe(403);
    const other = await makePerson(house(), await makeOrganisation(house(), { kind: 'court' }), ['programme_officer']);
    expect((await other.send(`/programmes/${programme}/edit`, { version: 1, scope: '甲' })).status).toBe(404);
    const city = await makePerson(house(), await makeOrganisation(house(), { division: '371500' }), [
      'superior_officer',
    ]);
    expect((await city.send(`/programmes/${programme}/edit`, { version: 1, scope: '甲' })).body.reason).toBe(
      'not_lead_office',
    );
  });

  test('closing stops its clocks, reopening starts exactly those again', async () => {
    const running = () =>
      rows('select id from deadlines where programme_id = $1 and stopped_at is null order by id', [programme]);
    await rows(
      "update deadlines set stopped_at = '2026-01-01' where id = (select id from deadlines where programme_id = $1 order by id limit 1)",
      [programme],
    );
    const before = await running();
    const closed = await officer.send(`/programmes/${programme}/close`, { version: 1 });
    expect(closed.body).toMatchObject({ version: 2, stopped: before.length });
    expect(await running()).toEqual([]);
    expect((await officer.send(`/programmes/${programme}/edit`, { version: 2, scope: '甲' })).body.reason).toBe(
      'wrong_state',
    );
    expect((await officer.send(`/programmes/${programme}/reopen`, { version: 2 })).body).toMatchObject({
      version: 3,
      resumed: before.length,
    });
    expect(await running()).toEqual(before);
  });

  test('a programme names the superior’s that it carries out, though the county cannot open it', async () => {
    const city = await makePerson(house(), await makeOrganisation(house(), { division: '371500' }), [
      'programme_officer',
    ]);
    const above = await adopt(city, {});
    const offered = await officer.get('/programmes?relation=above');
    expect(offered.body.rows.map((row: { id: string }) => row.id)).toContain(above);
    expect((await officer.send(`/programmes/${programme}/link`, { version: 1, carries_out: above })).status).toBe(200);
    expect((await officer.get(`/programmes/${programme}`)).body.carries_out).toMatchObject({
      id: above,
      title: '示例方案',
    });
    expect((await city.get(`/programmes/${above}`)).body.carried_out_by).toMatchObject([{ id: programme }]);
    expect((await officer.get(`/programmes/${above}`)).status).toBe(404);
    expect(
      (await officer.send(`/programmes/${programme}/link`, { version: 2, carries_out: programme })).body.field,
    ).toBe('carries_out');
  });

  test('[C03] an open unit name is assigned once, for all its tasks and its seat in the council', async () => {
    const fourth = await makeOrganisation(house(), { kind: 'commerce' });
    const answer = await officer.send(`/programmes/${programme}/assign`, {
      unit_name: '丁局',
      organisations: [fourth.id],
    });
    expect(answer.body, JSON.stringify(answer.body)).toEqual({ tasks: 2 });
    expect((await officer.get(`/programmes/${programme}`)).body.unresolved).toEqual([]);
    const clerk = await makePerson(house(), fourth, ['unit_officer']);
    expect((await clerk.get('/programmes')).body.total).toBe(1);
    expect(
      (
        await rows("select org_id from deadlines d where noun = 'part' and programme_id = $1 and org_id = $2", [
          programme,
          fourth.id,
        ])
      ).length,
    ).toBe(2);
    const council = await officer.get(`/councils/${programme}`);
    expect(council.body.members[1]).toMatchObject({ unit: '丁局', organisation: fourth.id });
    expect(
      (await officer.send(`/programmes/${programme}/assign`, { unit_name: '丁局', organisations: [fourth.id] })).status,
    ).toBe(404);
  });

  test('[C03] several organisations behind one name each get a part', async () => {
    const [one, two] = [
      await makeOrganisation(house(), { kind: 'township' }),
      await makeOrganisation(house(), { kind: 'township' }),
    ];
    expect(
      (await officer.send(`/programmes/${programme}/assign`, { unit_name: '丁局', organisations: [one.id, two.id] }))
        .body.tasks,
    ).toBe(2);
    const parts = await rows(
      "select org_id from parts where programme_id = $1 and state = 'assigned' and org_id = any($2)",
      [programme, [one.id, two.id]],
    );
    expect(parts).toHaveLength(4);
    expect((await officer.get(`/programmes/${programme}`)).body.unresolved).toEqual([]);
  });
});

describe('[C05] the council', () => {
  test('is shown to its members and edited whole, by the lead office', async () => {
    const shown = await unit.get(`/councils/${programme}`);
    expect(shown.body).toMatchObject({
      version: 1,
      name: '领导小组',
      members: [
        { unit: '乙局', organisation: police.id },
        { unit: '丁局', organisation: null },
      ],
    });
    const next = {
      ...{
        version: 1,
        name: '联席会议',
        head: '副县长',
        deputies: ['局长'],
        office: '乙局',
        office_organisation: police.id,
      },
      ...{
        office_duties: ['召集会议'],
        members: [{ unit: '乙局', post: '局长', organisation: police.id, duties: ['查办案件'] }],
      },
    };
    expect((await unit.send(`/councils/${programme}/edit`, next)).status).toBe(403);
    expect((await officer.send(`/councils/${programme}/edit`, next)).body).toEqual({ version: 2 });
    expect((await officer.send(`/councils/${programme}/edit`, next)).body.reason).toBe('changed_meanwhile');
    expect((await unit.get(`/councils/${programme}`)).body).toMatchObject({
      name: '联席会议',
      members: [{ duties: ['查办案件'] }],
    });
    const stranger = await makePerson(house(), await makeOrganisation(house(), { kind: 'court' }), ['unit_officer']);
    expect((await stranger.get(`/councils/${programme}`)).status).toBe(404);
  });
});

describe('[C13] pilots inside a programme', () => {
  test('each has a guiding contact by unit and post', async () => {
    const fields = {
      title: '园区一体保护',
      place: '经开区',
      organisation: null,
      guiding_contact: '竞争科',
      guiding_organisation: police.id,
      from_on: '2026-03-01',
      to_on: null,
    };
    const key = { 'idempotency-key': `pilot-${programme}` };
    const added = await officer.send('/pilots', { programme, ...fields }, key);
    expect((await officer.send('/pilots', { programme, ...fields }, key)).body).toEqual(added.body);
    const list = await unit.get(`/pilots?programme=${programme}`);
    expect(list.body).toMatchObject({
      total: 1,
      rows: [{ title: '园区一体保护', guiding_contact: '竞争科', guiding_organisation_name: police.name }],
    });
    const edit = { ...fields, version: 1, state: 'closed', to_on: '2026-02-01' };
    expect((await officer.send(`/pilots/${added.body.id}/edit`, edit)).body).toMatchObject({
      reason: 'end_before_start',
      field: 'to_on',
    });
    expect((await officer.send(`/pilots/${added.body.id}/edit`, { ...edit, to_on: '2026-12-31' })).body.version).toBe(
      2,
    );
    expect((await officer.send(`/pilots/${added.body.id}/edit`, { ...edit, to_on: '2026-12-31' })).body.reason).toBe(
      'changed_meanwhile',
    );
    expect((await unit.send('/pilots', { programme, ...fields })).status).toBe(403);
    const other = await makePerson(house(), await makeOrganisation(house(), { kind: 'court' }), ['programme_officer']);
    expect((await other.send('/pilots', { programme, ...fields })).status).toBe(404);
  });
});

describe('[C10] reports', () => {
  test('fall due on their yearly dates, are late afterwards, and are sent with files', async () => {
    const list = await officer.get(`/reports?programme=${programme}`);
    expect(list.body.rows.map((row: { due_on: string; late: boolean }) => [row.due_on, row.late])).toEqual([
      ['2026-06-30', true],
      ['2026-12-31', false],
      ['2027-06-30', false],
      ['2027-12-31', false],
    ]);
    const [first, second] = list.body.rows;
    const file = await sendFile(
      house(),
      officer,
      '/files',
      { name: '报告.txt', bytes: Buffer.from('半年报告') },
      { noun: 'report', row_id: first.id },
    );
    const sent = await officer.send(`/reports/${first.id}/submit`, {
      version: 1,
      note: '已报送',
      file_ids: [file.body.id],
    });
    expect(sent.body, JSON.stringify([file.body, sent.body])).toMatchObject({ version: 2 });
    expect((await officer.get(`/reports?programme=${programme}&state=submitted`)).body.rows).toMatchObject([
      { late: true, files: [{ name: '报告.txt' }], may_submit: false },
    ]);
    expect(
      (await rows("select met_at from deadlines where noun = 'report' and row_id = $1", [first.id]))[0].met_at,
    ).not.toBeNull();
    expect((await officer.send(`/reports/${first.id}/submit`, { version: 2 })).status).toBe(409);
    expect(
      (await officer.send(`/reports/${second.id}/submit`, { version: 1, file_ids: [file.body.id] })).body.field,
    ).toBe('file_ids');
    expect((await unit.send(`/reports/${second.id}/submit`, { version: 1 })).status).toBe(403);
  });
});
