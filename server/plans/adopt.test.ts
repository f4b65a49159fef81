import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { draftFromPrinted } from '#domain/plans/from-printed.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile, type TestPerson } from '#test/people.ts';

const house = useHouse();
const rows = async (sql: string, values: unknown[]) => (await house().house.database.owner.query(sql, values)).rows;

const fact = (value: string | null) => ({ value, source: null, certainty: 'sure' });
const element = (id: string) => ({ id, source: null, certainty: 'sure' });
const task = (id: string, text: string, more: object = {}) => ({
  ...element(id),
  ...{
    no: id,
    text,
    lead_units: ['甲局'],
    supporting_units: [],
    due_on: '2026-12-31',
    from: null,
    to: null,
    continuing: false,
  },
  ...more,
});

const draftOf = (tasks: object[], more: object = {}) => ({
  title: fact('示例县商业秘密保护方案'),
  document_no: fact('示例〔2026〕1号'),
  issuer: fact('示例县人民政府'),
  issued_on: fact('2026-01-05'),
  period_from: fact('2026-01-01'),
  period_to: fact('2027-12-31'),
  basis: [{ ...element('b1'), title: '反不正当竞争法', document_no: null }],
  phases: [
    { ...element('p1'), title: '部署', from: '2026-01-01', to: '2026-06-30' },
    { ...element('p2'), title: '实施', from: '2026-07-01', to: '2027-12-31' },
  ],
  targets: [
    {
      ...element('t1'),
      subject: 'station',
      subject_text: '服务站',
      comparison: 'at_least',
      value: 5,
      value_to: null,
      unit: '个',
      by: '2027-06-30',
      text: '建成服务站不少于5个。',
    },
  ],
  measures: [{ ...element('m1'), no: '（一）', title: '健全机制', tasks }],
  council: {
    ...element('c'),
    ...{ name: fact('领导小组'), head: fact('副县长'), office: fact('甲局') },
    deputies: [{ ...element('d1'), text: '甲局局长' }],
    members: [
      { ...element('u1'), unit: '甲局', post: '局长' },
      { ...element('u2'), unit: '乙局', post: null },
    ],
    office_duties: [{ ...element('o1'), text: '召集会议' }],
    member_duties: [{ ...element('x1'), unit: '乙局', duties: ['查办案件'] }],
  },
  reports: [{ ...element('r1'), due: ['06-30', '12-31'], to: ['市局'] }],
  notes: [],
  ...more,
});

let serial = 0;

async function scene() {
  serial += 1;
  const office = await makeOrganisation(house());
  const officer = await makePerson(house(), office, ['programme_officer']);
  const first = await makeOrganisation(house(), { kind: 'technology' });
  const second = await makeOrganisation(house(), { kind: 'police' });
  const third = await makeOrganisation(house(), { kind: 'township' });
  return { office, officer, first, second, third, units: { 甲局: [first.id], 乙局: [second.id] } };
}

async function draftIn(officer: TestPerson, draft: unknown, units: object, fields: Record<string, string> = {}) {
  serial += 1;
  const read = await sendFile(
    house(),
    officer,
    '/plans',
    { name: '方案.txt', bytes: Buffer.from(`示例方案\n\n一、目标\n第${serial}份。`) },
    fields,
  );
  expect(read.status, JSON.stringify(read.body)).toBe(200);
  const saved = await officer.send(`/plans/${read.body.id}/correct`, { version: 1, draft, units });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  return { id: read.body.id, version: saved.body.version };
}

async function adopted(officer: TestPerson, draft: unknown, units: object) {
  const { id, version } = await draftIn(officer, draft, units);
  const answer = await officer.send(`/plans/${id}/adopt`, { version });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { plan: id, programme: answer.body.programme as string, counts: answer.body.counts };
}

describe('adoption', () => {
  test('[C01] [C02] [C03] [C04] [C05] [C10] the confirmed draft becomes a running programme', async () => {
    const { officer, office, first, second, units } = await scene();
    const draft = draftOf([
      task('1', '成立领导小组', { due_on: '2026-04-30' }),
      task('2', '联合执法', { lead_units: ['乙局'], supporting_units: ['甲局', '乙局'] }),
      task('3', '长期宣传', {
        lead_units: ['各成员单位'],
        due_on: null,
        from: '2026-01-01',
        to: '2027-12-31',
        continuing: true,
      }),
    ]);
    const { programme, counts } = await adopted(officer, draft, units);
    expect(counts).toMatchObject({ phases: 2, measures: 1, tasks: 3, targets: 1, members: 2, reports: 4 });
    const tasks = await rows(
      'select t.no, t.due_on::text, p.title from tasks t left join phases p on p.id = t.phase_id where t.programme_id = $1 order by t.position',
      [programme],
    );
    expect(tasks).toEqual([
      { no: '1', due_on: '2026-04-30', title: '部署' },
      { no: '2', due_on: '2026-12-31', title: '实施' },
      { no: '3', due_on: '2027-12-31', title: '实施' },
    ]);
    const parts = await rows(
      'select t.no, p.org_id, p.role, p.group_name from parts p join tasks t on t.id = p.task_id where p.programme_id = $1 order by t.no, p.role, p.org_id',
      [programme],
    );
    expect(parts).toEqual([
      { no: '1', org_id: first.id, role: 'lead', group_name: null },
      { no: '2', org_id: second.id, role: 'lead', group_name: null },
      { no: '2', org_id: first.id, role: 'supporting', group_name: null },
      ...[first.id, second.id].sort().map((org_id) => ({ no: '3', org_id, role: 'lead', group_name: '各成员单位' })),
    ]);
    const clocks = await rows(
      'select count(*)::int as n, noun from deadlines where programme_id = $1 group by noun order by noun',
      [programme],
    );
    expect(clocks).toEqual([
      { n: 5, noun: 'part' },
      { n: 4, noun: 'report' },
    ]);
    const shares = await rows("select org_id from shares where noun = 'programme' and row_id = $1", [programme]);
    expect(new Set(shares.map(({ org_id }) => org_id))).toEqual(new Set([office.id, first.id, second.id]));
    const reports = await rows('select due_on::text from reports where programme_id = $1 order by due_on', [programme]);
    expect(reports.map(({ due_on }) => due_on)).toEqual(['2026-06-30', '2026-12-31', '2027-06-30', '2027-12-31']);
    const members = await rows(
      'select unit, duties, org_id from council_members where programme_id = $1 order by position',
      [programme],
    );
    expect(members[1]).toEqual({ unit: '乙局', duties: ['查办案件'], org_id: second.id });
  });

  test('a unit that the directory does not know keeps its name, and the task runs without an organisation', async () => {
    const { officer, units } = await scene();
    const { programme } = await adopted(officer, draftOf([task('1', '待分派', { lead_units: ['无此局'] })]), units);
    expect(await rows('select unit_name, org_id from parts where programme_id = $1', [programme])).toEqual([
      { unit_name: '无此局', org_id: null },
    ]);
  });

  test('of two people adopting at once exactly one wins; the other is told the programme', async () => {
    const { officer, office, units } = await scene();
    const colleague = await makePerson(house(), office, ['programme_officer']);
    const { id, version } = await draftIn(officer, draftOf([task('1', '一')]), units);
    const answers = await Promise.all(
      [officer, colleague].map((person) => person.send(`/plans/${id}/adopt`, { version })),
    );
    const [won, lost] = [answers.find(({ status }) => status === 200), answers.find(({ status }) => status !== 200)];
    expect(lost?.body).toMatchObject({ reason: 'already_adopted', facts: { programme: won?.body.programme } });
    expect(await rows('select id from programmes where org_id = $1', [office.id])).toHaveLength(1);
  });

  test('one Idempotency-Key makes one programme', async () => {
    const { officer, office, units } = await scene();
    const { id, version } = await draftIn(officer, draftOf([task('1', '一')]), units);
    const once = { 'idempotency-key': `adopt-${id}` };
    const first = await officer.send(`/plans/${id}/adopt`, { version }, once);
    const second = await officer.send(`/plans/${id}/adopt`, { version }, once);
    expect(second.body).toEqual(first.body);
    expect(await rows('select id from programmes where org_id = $1', [office.id])).toHaveLength(1);
  });

  test('an adopted document is not read again', async () => {
    const { officer, units } = await scene();
    const bytes = Buffer.from(`只此一次\n第${serial}份`);
    const read = await sendFile(house(), officer, '/plans', { name: 'a.txt', bytes });
    await officer.send(`/plans/${read.body.id}/correct`, { version: 1, draft: draftOf([task('1', '一')]), units });
    const done = await officer.send(`/plans/${read.body.id}/adopt`, { version: 2 });
    const again = await sendFile(house(), officer, '/plans', { name: 'b.txt', bytes });
    expect(again.body).toMatchObject({
      reason: 'already_adopted',
      facts: { plan: read.body.id, programme: done.body.programme },
    });
  });

  test('nothing to do, no title, another region: refused, and nothing is left', async () => {
    const { officer, office, units } = await scene();
    const empty = await draftIn(officer, draftOf([], { measures: [], targets: [] }), units);
    expect((await officer.send(`/plans/${empty.id}/adopt`, { version: empty.version })).body.reason).toBe(
      'nothing_recognised',
    );
    const nameless = await draftIn(officer, draftOf([task('1', '一')], { title: fact(null) }), units);
    expect((await officer.send(`/plans/${nameless.id}/adopt`, { version: nameless.version })).body).toMatchObject({
      reason: 'invalid',
      field: 'title',
    });
    const elsewhere = await draftIn(officer, draftOf([task('1', '一')]), units);
    const answer = await officer.send(`/plans/${elsewhere.id}/adopt`, {
      version: elsewhere.version,
      division_code: '350400',
    });
    expect(answer.status).toBe(404);
    expect(await rows('select id from programmes where org_id = $1', [office.id])).toHaveLength(0);
  });

  test('an adoption that fails in the middle leaves nothing, and can be done again', async () => {
    const { officer, office, units } = await scene();
    const { id, version } = await draftIn(officer, draftOf([task('1', '一')]), units);
    await rows(
      `create function fail_once() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$`,
      [],
    );
    await rows('create trigger planted before insert on reports for each statement execute function fail_once()', []);
    const failed = await officer.send(`/plans/${id}/adopt`, { version });
    await rows('drop trigger planted on reports', []);
    await rows('drop function fail_once', []);
    expect(failed.status).toBe(500);
    expect(await rows('select id from programmes where org_id = $1', [office.id])).toHaveLength(0);
    expect(await rows("select id from events where row_id = $1 and act = 'plan.adopt'", [id])).toHaveLength(0);
    expect((await officer.get(`/plans/${id}`)).body).toMatchObject({ state: 'under_review', version });
    expect((await officer.send(`/plans/${id}/adopt`, { version })).status).toBe(200);
  });

  test('10,000 tasks are adopted within seconds', async () => {
    const { officer, units } = await scene();
    const tasks = Array.from({ length: 10_000 }, (_, at) =>
      task(`${at}`, `第${at}项任务，按要求完成`, { supporting_units: ['乙局'] }),
    );
    const { id, version } = await draftIn(officer, draftOf(tasks), units);
    const begun = performance.now();
    const answer = await officer.send(`/plans/${id}/adopt`, { version });
    expect(answer.body.counts).toMatchObject({ tasks: 10_000, parts: 20_000 });
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect((await officer.get(`/plans/${id}`)).body.draft.measures[0].tasks).toHaveLength(10_000);
  });
});

describe('a new version of a running plan', () => {
  test('[C03] what did not change keeps its progress; removed tasks are cancelled with their history', async () => {
    const { officer, first, second, third, units } = await scene();
    const { programme } = await adopted(
      officer,
      draftOf([
        task('1', '成立领导小组并召开会议'),
        task('2', '开展企业走访调研工作'),
        task('3', '评定商业秘密保护示范企业'),
      ]),
      units,
    );
    await rows(
      "update parts set state = 'confirmed' where programme_id = $1 and task_id = (select id from tasks where programme_id = $1 and no = '1')",
      [programme],
    );
    const next = draftOf(
      [
        task('1', '成立领导小组并召开会议'),
        task('2', '每季度开展企业走访调研工作', { due_on: '2027-03-31', supporting_units: ['丙镇'] }),
        task('3', '举办专题培训班'),
      ],
      { reports: [{ ...element('r1'), due: ['06-30'], to: ['市局'] }] },
    );
    const plan = await draftIn(officer, next, { ...units, 丙镇: [third.id] }, { programme_id: programme });
    const difference = (await officer.get(`/plans/${plan.id}/difference`)).body;
    expect(difference.tasks.map((change: { kind: string }) => change.kind).sort()).toEqual([
      'added',
      'changed',
      'removed',
    ]);
    expect(difference.tasks.find((change: { kind: string }) => change.kind === 'changed').fields).toEqual([
      'text',
      'supporting_units',
      'due_on',
    ]);
    const answer = await officer.send(`/plans/${plan.id}/adopt`, { version: plan.version });
    expect(answer.body, JSON.stringify(answer.body)).toMatchObject({
      programme,
      counts: { tasks_same: 1, tasks_changed: 1, tasks_added: 1, tasks_removed: 1 },
    });
    const tasks = await rows(
      'select t.no, t.text, t.state, t.due_on::text, array_agg(p.state order by p.role) as parts from tasks t join parts p on p.task_id = t.id where t.programme_id = $1 group by t.id order by t.text',
      [programme],
    );
    expect(tasks).toEqual(
      [
        { no: '3', text: '举办专题培训班', state: 'assigned', due_on: '2026-12-31', parts: ['assigned'] },
        { no: '1', text: '成立领导小组并召开会议', state: 'assigned', due_on: '2026-12-31', parts: ['confirmed'] },
        {
          no: '2',
          text: '每季度开展企业走访调研工作',
          state: 'assigned',
          due_on: '2027-03-31',
          parts: ['assigned', 'assigned'],
        },
        { no: '3', text: '评定商业秘密保护示范企业', state: 'cancelled', due_on: '2026-12-31', parts: ['cancelled'] },
      ].sort((one, other) => (one.text < other.text ? -1 : 1)),
    );
    const reports = await rows('select due_on::text, state from reports where programme_id = $1 order by due_on', [
      programme,
    ]);
    expect(reports.map(({ due_on, state }) => `${due_on} ${state}`)).toEqual([
      '2026-06-30 due',
      '2026-12-31 cancelled',
      '2027-06-30 due',
      '2027-12-31 cancelled',
    ]);
    const plans = (await officer.get(`/plans?programme=${programme}`)).body.rows;
    expect(plans.map((row: { number: number }) => row.number).sort()).toEqual([1, 2]);
    expect([first, second]).toHaveLength(2);
  });

  test('only the office that runs the programme reads a new version of it', async () => {
    const { officer, units } = await scene();
    const { programme } = await adopted(officer, draftOf([task('1', '一')]), units);
    const other = await makePerson(house(), await makeOrganisation(house(), { kind: 'court' }), ['programme_officer']);
    const answer = await sendFile(
      house(),
      other,
      '/plans',
      { name: 'a.txt', bytes: Buffer.from('别人的方案\n内容') },
      { programme_id: programme },
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(404);
    expect((await other.get('/plans?state=under_review')).body.total).toBe(0);
  });
});

test('[C01] programmes that ship as data become drafts that can be adopted', async () => {
  const { officer } = await scene();
  const shipped = JSON.parse(
    await readFile(join(import.meta.dirname, '../../content/programmes/donge-2022.json'), 'utf8'),
  );
  const { counts } = await adopted(officer, draftFromPrinted(shipped.draft), {});
  expect(counts.measures).toBe(shipped.draft.measures.length);
});
