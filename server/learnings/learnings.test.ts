import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();
const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

const note = {
  title: '保密常识',
  text: '涉密载体不带出厂区。',
  questions: [{ text: '载体可以带出厂区吗？', options: ['可以', '不可以'], answer: 1 }],
  due_on: '2026-12-15',
  members: [],
};

test('[C21] members read, answer and confirm; who is missing is seen; the right answers are not sent', async () => {
  const organisation = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), organisation, ['enterprise_officer']);
  const [one, two] = [
    await makePerson(house(), organisation, ['employee']),
    await makePerson(house(), organisation, ['employee']),
  ];
  const fields = { number: null, kind: 'employee', phone: null, department: null, post: null, entered_on: null };
  expect((await officer.send('/learnings', note)).body.reason).toBe('learning_nobody');
  for (const [person, name] of [
    [one, '示例·甲'],
    [two, '示例·乙'],
  ] as const) {
    const { id } = (await officer.send('/members', { ...fields, name, access: 'core' })).body;
    await rows('update members set person_id = $1 where id = $2', [person.id, id]);
  }
  const { id } = (await officer.send('/learnings', note)).body;
  const shown = (await one.get(`/learnings/${id}`)).body;
  expect(shown).toMatchObject({ mine: 'asked', tries: 0, questions: [{ options: ['可以', '不可以'] }] });
  expect(JSON.stringify(shown)).not.toContain('"answer"');
  expect((await one.get(`/learnings/${id}/people`)).status).toBe(403);
  const answer = (answers: number[]) => one.send(`/learnings/${id}/answer`, { answers });
  const learn = (sha256 = shown.sha256) => one.send(`/learnings/${id}/learn`, { sha256 });
  expect((await learn()).body.reason).toBe('learning_unanswered');
  // A test that was failed is counted, and the officer sees by whom and how often.
  expect((await answer([0])).body).toEqual({ passed: false, right: 0, total: 1, tries: 1 });
  expect((await answer([0])).body).toMatchObject({ passed: false, tries: 2 });
  expect((await officer.get(`/learnings/${id}`)).body).toMatchObject({ asked: 2, confirmed: 0, failing: 1 });
  expect((await officer.get(`/learnings/${id}/people?failing=yes`)).body).toMatchObject({
    total: 1,
    rows: [{ name: '示例·甲', tries: 2, right: 0, state: 'asked' }],
  });
  expect((await answer([1])).body).toEqual({ passed: true, right: 1, total: 1, tries: 3 });
  expect((await learn('0'.repeat(64))).body.reason).toBe('text_changed');
  expect((await learn()).status).toBe(200);
  expect((await learn()).body.reason).toBe('already_done');
  expect((await officer.get(`/learnings/${id}`)).body).toMatchObject({ asked: 2, confirmed: 1, failing: 0 });
  const seen = (await officer.get(`/learnings/${id}/people`)).body;
  expect(seen.rows.map(({ name, state }: { name: string; state: string }) => [name, state])).toEqual([
    ['示例·乙', 'asked'],
    ['示例·甲', 'confirmed'],
  ]);
  expect((await officer.get(`/learnings/${id}/people?q=${encodeURIComponent('示例·甲')}`)).body.total).toBe(1);
  expect((await officer.get(`/learnings/${id}/people.xlsx`)).status).toBe(200);
  // The day of whoever is asked leads to the text, and is met by confirming.
  expect((await two.get('/home/duties')).body.rows).toMatchObject([{ noun: 'learning', row_id: id, own: true }]);
  expect((await one.get('/home/duties')).body.total).toBe(0);
  const other = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), ['employee']);
  expect((await other.get(`/learnings/${id}`)).status).toBe(404);
  const rival = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), [
    'enterprise_officer',
  ]);
  for (const url of [`/learnings/${id}/people`, `/learnings/${id}/people.xlsx`])
    expect((await rival.get(url)).status).toBe(404);
  expect((await officer.send(`/learnings/${id}/close`, { version: 1 })).body).toEqual({ version: 2 });
  expect((await two.send(`/learnings/${id}/answer`, { answers: [1] })).body.reason).toBe('wrong_state');
  const open = await rows(
    'select count(*)::int as n from deadlines where row_id = $1 and met_at is null and stopped_at is null',
    [id],
  );
  expect(open[0].n).toBe(0);
});

/** A firm of so many, without accounts but one. */
async function largeFirm(people: number) {
  const organisation = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), organisation, ['enterprise_officer']);
  const employee = await makePerson(house(), organisation, ['employee']);
  await rows(
    `insert into members (id, org_id, name, department, post, access)
     select gen_random_uuid(), $1, '示例·员工' || n, case when n % 4 = 0 then '研发部' else '生产部' end, '操作工',
       case when n % 2 = 0 then 'core' else 'none' end from generate_series(1, $2::int) n`,
    [organisation.id, people],
  );
  await rows("update members set person_id = $1 where org_id = $2 and name = '示例·员工4'", [
    employee.id,
    organisation.id,
  ]);
  return { organisation, officer, employee };
}

test('[C21] 8,000 people are asked by group in a few statements; the page is told how many before and after', async () => {
  const { officer, employee } = await largeFirm(8000);
  const groups = (await officer.get('/members/groups?by=department&access=all')).body;
  expect(groups).toMatchObject({ total: 2, people: 8000, rows: [{ name: '生产部', people: 6000 }, { people: 2000 }] });
  const department = encodeURIComponent('研发部');
  expect((await officer.get(`/members/groups?by=post&access=near&department=${department}`)).body.people).toBe(2000);
  expect((await officer.send('/learnings', { ...note, department: '财务部' })).body.reason).toBe('learning_nobody');
  const all = await officer.send('/learnings', { ...note, access: 'all' });
  expect(all.body).toMatchObject({ number: 1, asked: 8000 });
  expect((await officer.send('/learnings', { ...note, department: '研发部' })).body.asked).toBe(2000);
  const people = (await officer.get(`/learnings/${all.body.id}/people?size=200&page=40`)).body;
  expect([people.total, people.rows.length]).toEqual([8000, 200]);
  expect((await employee.get('/learnings')).body).toMatchObject({ total: 2, rows: [{ mine: 'asked', asked: 1 }, {}] });
});

test('[C21] who gets an account later finds what was asked before', async () => {
  const { officer, organisation } = await largeFirm(4);
  const { id } = (await officer.send('/learnings', note)).body;
  const late = await makePerson(house(), organisation, ['employee']);
  await rows("update members set person_id = $1 where org_id = $2 and name = '示例·员工2'", [late.id, organisation.id]);
  expect((await late.get('/home/duties')).body.rows).toMatchObject([{ noun: 'learning', row_id: id }]);
  expect((await late.send(`/learnings/${id}/answer`, { answers: [1] })).body.passed).toBe(true);
});

test('[C18] [C21] receipts of a policy in force are confirmations of its text, and become its step when they are closed', async () => {
  const { officer, employee } = await largeFirm(4);
  const { id: document } = (await officer.send('/documents/prepare', { template: 'management-policy' })).body;
  const receipts = { ...note, text: '', questions: [], document };
  expect((await officer.send('/learnings', receipts)).body.reason).toBe('learning_document');
  const step = (name: string, version: number) =>
    officer.send(`/documents/${document}/step`, {
      ...{ version, step: name, done_on: '2026-11-20', skipped: false, note: '职工大会讨论，无异议。' },
    });
  await step('discuss', 1);
  await step('consult', 2);
  await officer.send(`/documents/${document}/adopt`, { version: 3, adopted_on: '2026-11-21' });
  await step('announce', 4);
  const { id } = (await officer.send('/learnings', receipts)).body;
  const shown = (await employee.get(`/learnings/${id}`)).body;
  expect(shown).toMatchObject({ document, questions: [] });
  expect(shown.text).toContain('商业秘密保护管理制度');
  expect((await officer.get(`/documents/${document}`)).body.receipts).toMatchObject({ id, asked: 2, confirmed: 0 });
  expect((await employee.send(`/learnings/${id}/learn`, { sha256: shown.sha256 })).status).toBe(200);
  expect((await officer.send(`/learnings/${id}/close`, { version: 1 })).status).toBe(200);
  const after = (await officer.get(`/documents/${document}`)).body;
  expect(after.steps.find(({ step: one }: { step: string }) => one === 'sign')).toMatchObject({
    skipped: false,
    note: '第1号学习与签收：布置2人，已确认1人。',
  });
  const other = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), [
    'enterprise_officer',
  ]);
  expect((await other.send('/learnings', receipts)).status).toBe(404);
});
