import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { writeTable } from '#server/kernel/sheets.ts';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson, sendFile, type TestPerson } from '#test/people.ts';

const house = useHouse();

const fields = {
  name: '示例·周工',
  number: null,
  kind: 'employee',
  phone: null,
  department: '研发部',
  post: '工艺工程师',
  access: 'core',
  entered_on: '2026-11-01',
} as const;

async function firm() {
  const organisation = await makeOrganisation(house(), { kind: 'enterprise' });
  return { organisation, officer: await makePerson(house(), organisation, ['enterprise_officer']) };
}

const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

const add = async (officer: TestPerson, more: Record<string, unknown> = {}): Promise<string> => {
  const answer = await officer.send('/members', { ...fields, ...more });
  expect(answer.body).toMatchObject({ version: 1 });
  return answer.body.id;
};

const shown = async (officer: TestPerson, id: string) => (await officer.get(`/members/${id}`)).body;

test('[C21] somebody is added with the checklist of entry; the region learns a count alone', async () => {
  const { organisation, officer } = await firm();
  const id = await add(officer, { entry_kit: true });
  const member = await shown(officer, id);
  expect(member.kits[0]).toMatchObject({ kind: 'entry', state: 'open', started_on: '2026-11-01' });
  expect(member.kits[0].steps.map(({ key }: { key: string }) => key)).toEqual([
    'earlier_duties',
    'entry_undertaking',
    'agreement',
    'training',
    'accounts',
  ]);
  const list = (await officer.get('/members?bound=no')).body;
  expect(list).toMatchObject({ total: 1, unbound: 1, open_kits: 1 });
  await add(officer, { name: '示例·后勤', access: 'none' });
  const [sums] = await rows('select member_count from enterprises where org_id = $1', [organisation.id]);
  expect(sums.member_count).toBe(1);
  const [clock] = await rows("select title, path from deadlines where org_id = $1 and kind = 'kit.entry'", [
    organisation.id,
  ]);
  expect(clock).toEqual({ title: '入职清单', path: '' });
});

test('[C21] members are the firm’s alone: another firm, the bureau above and an employee see nothing', async () => {
  const { organisation, officer } = await firm();
  const id = await add(officer);
  const other = await firm();
  expect((await other.officer.get(`/members/${id}`)).status).toBe(404);
  expect((await other.officer.send(`/members/${id}/leave`, { version: 1, last_day: '2026-11-21' })).status).toBe(404);
  const office = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  expect((await office.get('/members')).status).toBe(403);
  const employee = await makePerson(house(), organisation, ['employee']);
  expect((await employee.get(`/members/${id}`)).status).toBe(403);
});

test('a stale version, a missing name and a double request are told', async () => {
  const { officer } = await firm();
  const id = await add(officer);
  const { access: _access, department: _department, post: _post, ...particulars } = fields;
  const edit = { ...particulars, version: 1 };
  expect((await officer.send(`/members/${id}/edit`, edit)).body).toEqual({ version: 2 });
  expect((await officer.send(`/members/${id}/edit`, edit)).body.reason).toBe('changed_meanwhile');
  expect((await officer.send('/members', { ...fields, name: ' ' })).body).toMatchObject({ status: 400, field: 'name' });
  const key = { 'idempotency-key': 'one' };
  const [first, second] = [await officer.send('/members', fields, key), await officer.send('/members', fields, key)];
  expect(second.body).toEqual(first.body);
});

test('[C21] an invitation gives the account of an employee, in the own firm only', async () => {
  const { organisation, officer } = await firm();
  const id = await add(officer);
  const login = `yuangong-${id.slice(-6)}`;
  const other = await firm();
  const body = { version: 1, role: 'employee', login };
  expect((await other.officer.send(`/members/${id}/invite`, body)).status).toBe(404);
  const invited = await officer.send(`/members/${id}/invite`, body);
  expect(invited.body).toMatchObject({ version: 2, login });
  const stranger = callsAs(house());
  const accepted = await stranger.send('/accounts/accept', {
    invitation: invited.body.invitation,
    password: '示例口令足够长了吧一二三',
  });
  expect(accepted.status).toBe(200);
  const post = await rows('select po.roles, po.org_id from posts po join members m using (person_id) where m.id = $1', [
    id,
  ]);
  expect(post).toEqual([{ roles: ['employee'], org_id: organisation.id }]);
  expect(await shown(officer, id)).toMatchObject({ account: 'active', officer: false });
  // A login that somebody has is never taken over by a link.
  const next = await add(officer, { name: '示例·同名' });
  expect((await officer.send(`/members/${next}/invite`, body)).body.reason).toBe('login_taken');
});

test('[C21] one person, two firms: by a link that the person takes, signed in; no firm resets the other’s password', async () => {
  const [one, two] = [await firm(), await firm()];
  const id = await add(two.officer);
  const link = await two.officer.send(`/members/${id}/link-account`, { version: 1, role: 'employee' });
  const joined = await one.officer.send('/members/join', { invitation: link.body.invitation });
  expect(joined.body).toMatchObject({ organisation: two.organisation.id });
  expect((await one.officer.send('/members/join', { invitation: link.body.invitation })).body.reason).toBe('link_used');
  const reset = await two.officer.send(`/members/${id}/invite`, { version: 2, role: 'employee' });
  expect(reset.body.reason).toBe('person_elsewhere');
  const late = await add(two.officer, { name: '示例·迟到' });
  const old = await two.officer.send(`/members/${late}/link-account`, { version: 1, role: 'employee' });
  await rows("update member_links set expires_at = '2026-11-20' where member_id = $1", [late]);
  const third = await firm();
  const tooLate = await third.officer.send('/members/join', { invitation: old.body.invitation });
  expect(tooLate.body.reason).toBe('link_expired');
});

test('[C21] a post nearer to secrets makes an agreement due and starts the list of the change', async () => {
  const { officer } = await firm();
  const id = await add(officer, { access: 'contact' });
  const change = { version: 1, department: '研发部', post: '主任工程师', access: 'core', from_on: '2026-12-01' };
  const changed = await officer.send(`/members/${id}/change-post`, change);
  expect(changed.body).toMatchObject({ version: 2, agreement_due: true });
  const { kits, access } = await shown(officer, id);
  expect(access).toBe('core');
  expect(kits[0]).toMatchObject({ kind: 'change', started_on: '2026-12-01' });
});

test('[C21] leaving ends the account at once, starts the exit list, and ends only when the list is complete or with a reason', async () => {
  const { organisation, officer } = await firm();
  const employee = await makePerson(house(), organisation, ['employee']);
  const id = await add(officer);
  await rows('update members set person_id = $1 where id = $2', [employee.id, id]);
  expect((await employee.get('/home')).status).toBe(200);
  const left = await officer.send(`/members/${id}/leave`, { version: 1, last_day: '2026-11-21' });
  expect(left.body).toMatchObject({ version: 2 });
  expect((await employee.get('/home')).body.reason).toBe('not_permitted');
  const member = await shown(officer, id);
  expect(member).toMatchObject({ state: 'leaving', left_on: '2026-11-21', account: 'left' });
  const [kit] = member.kits;
  const finish = (version: number, reason: string | null) =>
    officer.send(`/members/kits/${kit.id}/finish-kit`, { version, reason });
  expect((await finish(1, null)).body).toMatchObject({ reason: 'kit_open_steps' });
  let version = 1;
  const must = kit.steps.filter(({ key }: { key: string }) => !key.startsWith('follow_up'));
  for (const { key } of must) {
    const done = { version, key, state: 'done', note: null, answers: key === 'interview' ? { next: '示例去向' } : {} };
    const answer = await officer.send(`/members/kits/${kit.id}/record-step`, done);
    version = answer.body.version;
  }
  expect((await finish(version, null)).status).toBe(200);
  const after = await shown(officer, id);
  expect(after.state).toBe('left');
  expect(after.kits[0].steps[0]).toMatchObject({ state: 'done', done_on: '2026-11-21', answers: { next: '示例去向' } });
  const clocks = await rows(
    'select kind, due_on::text, met_at is not null as met from deadlines where row_id = $1 order by due_on',
    [id],
  );
  expect(clocks.map(({ kind }) => kind)).toEqual([
    'kit.exit',
    'kit.follow_up_6',
    'kit.follow_up_12',
    'kit.follow_up_18',
    'kit.follow_up_24',
  ]);
  expect(clocks[0]).toMatchObject({ met: true });
  // What was said in the interview is in no event.
  const events = await rows('select data::text from events where org_id = $1', [organisation.id]);
  expect(events.some(({ data }) => data.includes('示例去向'))).toBe(false);
});

test('[C21] a leaver with a key has the step to take them off the roll; an account that ends later works until the last day', async () => {
  const { organisation, officer } = await firm();
  const employee = await makePerson(house(), organisation, ['employee']);
  const id = await add(officer);
  await rows('update members set person_id = $1 where id = $2', [employee.id, id]);
  await rows(
    "insert into identities (id, org_id, person_id, recipient, verify_key, sealed, state) values ($1, $2, $3, 'x', 'y', 'z', 'active')",
    [newId(), organisation.id, employee.id],
  );
  await officer.send(`/members/${id}/leave`, { version: 1, last_day: '2026-11-30' });
  const { kits } = await shown(officer, id);
  expect(kits[0].steps.map(({ key }: { key: string }) => key)).toContain('roll');
  expect((await employee.get('/home')).status).toBe(200);
  const [post] = await rows('select to_on::text from posts where person_id = $1', [employee.id]);
  expect(post.to_on).toBe('2026-11-30');
});

test('[C21] the last officer stays; with a second one the first may leave', async () => {
  const { organisation, officer } = await firm();
  const id = await add(officer);
  await rows('update members set person_id = $1, officer = true where id = $2', [officer.id, id]);
  const leave = { version: 1, last_day: '2026-11-30' };
  expect((await officer.send(`/members/${id}/leave`, leave)).body.reason).toBe('last_officer');
  await makePerson(house(), organisation, ['enterprise_officer']);
  expect((await officer.send(`/members/${id}/leave`, leave)).status).toBe(200);
});

test('[C21] a table comes in, in any order of its columns: wrong rows stop it, who is there is left alone', async () => {
  const { officer } = await firm();
  await add(officer, { name: '示例·在册', department: '销售部' });
  const table = (access: string) =>
    writeTable(
      '人员',
      [
        { title: '部门', width: 10 },
        { title: '姓名', width: 10 },
        { title: '涉密程度', width: 10 },
      ],
      [
        ['销售部', '示例·在册', '核心'],
        ['研发部', '示例·新人', access],
      ],
    );
  const send = async (access: string, dry_run: string) =>
    sendFile(house(), officer, '/members/import', { name: '人员.xlsx', bytes: await table(access) }, { dry_run });
  const weighed = await send('绝密', 'true');
  expect(weighed.body).toMatchObject({ total: 2, problems_total: 1, problems: [{ row: 3, reason: 'cell_not_among' }] });
  expect((await send('绝密', 'false')).body.reason).toBe('import_has_problems');
  expect((await send('核心', 'false')).body).toMatchObject({ added: 1, skipped: 1 });
  expect((await officer.get('/members?access=core')).body.total).toBe(2);
  const sheet = await officer.get('/members/export.xlsx');
  expect(sheet.status).toBe(200);
  const again = await sendFile(
    house(),
    officer,
    '/members/import',
    { name: '人员.xlsx', bytes: sheet.bytes },
    { dry_run: 'true' },
  );
  expect(again.body).toMatchObject({ total: 2, added: 0, skipped: 2, problems_total: 0 });
});

test('[C21] entry, change and exit of thousands come in by one table, each with its list; the last officer stays', async () => {
  const { organisation, officer } = await firm();
  const employee = await makePerson(house(), organisation, ['employee']);
  const columns = ['工号', '姓名', '部门', '岗位', '涉密程度', '最后工作日'].map((title) => ({ title, width: 10 }));
  const people = Array.from({ length: 3000 }, (_, at) => [
    `N${at}`,
    `示例·员工${at}`,
    '生产部',
    '操作工',
    '可能接触',
    '',
  ]);
  const send = async (rows: string[][], flags: Record<string, string>) =>
    (
      await sendFile(
        house(),
        officer,
        '/members/import',
        { name: '人员.xlsx', bytes: await writeTable('人员', columns, rows) },
        { dry_run: 'false', ...flags },
      )
    ).body;
  expect(await send(people, { entry_kits: 'true' })).toMatchObject({ added: 3000, moved: 0, leaving: 0, skipped: 0 });
  expect((await officer.get('/members')).body).toMatchObject({ total: 3000, open_kits: 3000 });
  await rows("update members set person_id = $1 where org_id = $2 and number = 'N2'", [employee.id, organisation.id]);
  const changed = people.map(([number = '', name = ''], at) => [
    ...[number, name, at % 2 === 1 ? '研发部' : '', '', at % 2 === 1 ? '核心' : '', at % 10 === 2 ? '2026-11-21' : ''],
  ]);
  const asTheyAre = await send(changed, { dry_run: 'true' });
  expect(asTheyAre).toMatchObject({ added: 0, moved: 0, leaving: 0, skipped: 3000 });
  const done = await send(changed, { update: 'true' });
  expect(done).toMatchObject({ added: 0, moved: 1500, leaving: 300, skipped: 1200, problems_total: 0 });
  const kits = await rows(
    "select kind, count(*)::int as n from member_kits where org_id = $1 and state = 'open' group by kind order by kind",
    [organisation.id],
  );
  expect(kits).toEqual([
    { kind: 'change', n: 1500 },
    { kind: 'entry', n: 3000 },
    { kind: 'exit', n: 300 },
  ]);
  expect((await officer.get('/members?state=leaving')).body.total).toBe(300);
  expect((await officer.get('/members?access=core')).body.total).toBe(1500);
  expect((await employee.get('/home')).body.reason).toBe('not_permitted');
  // The same again does nothing; a last day that cannot be is a wrong row; who is unknown does not come in to leave.
  expect(await send(changed, { update: 'true' })).toMatchObject({ moved: 0, leaving: 0, skipped: 3000 });
  const far = await send([['N1', '示例·员工1', '', '', '', '2030-01-01']], { update: 'true', dry_run: 'true' });
  expect(far).toMatchObject({ leaving: 0, problems: [{ row: 2, reason: 'last_day_far' }] });
  const gone = await send([['X9', '示例·早已离职', '', '', '', '2020-01-01']], { update: 'true' });
  expect(gone).toMatchObject({ added: 0, skipped: 1 });
  await rows("update members set person_id = $1, officer = true where org_id = $2 and number = 'N4'", [
    officer.id,
    organisation.id,
  ]);
  const last = [['N4', '示例·员工4', '', '', '', '2026-11-30']];
  expect((await send(last, { update: 'true' })).reason).toBe('last_officer');
});

test('[C21] who can open what, by number of the register', async () => {
  const { organisation, officer } = await firm();
  const employee = await makePerson(house(), organisation, ['employee']);
  const id = await add(officer);
  await rows('update members set person_id = $1 where id = $2', [employee.id, id]);
  const secret = newId();
  await rows("insert into secrets (id, org_id, number, state, created_by) values ($1, $2, 12, 'in_force', $3)", [
    secret,
    organisation.id,
    officer.id,
  ]);
  await rows('insert into secret_readers (secret_id, person_id, org_id, since) values ($1, $2, $3, now())', [
    secret,
    employee.id,
    organisation.id,
  ]);
  expect((await shown(officer, id)).secrets).toEqual([12]);
  const { body } = await officer.get('/members/openers');
  expect(body).toMatchObject({ total: 1, rows: [{ secret: 12, readers: [{ member: id, bound: false }] }] });
});
