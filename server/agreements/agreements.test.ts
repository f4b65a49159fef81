import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();

const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

async function firm() {
  const organisation = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), organisation, ['enterprise_officer']);
  await rows("insert into secrets (id, org_id, number, state, created_by) values ($1, $2, 12, 'in_force', $3)", [
    newId(),
    organisation.id,
    officer.id,
  ]);
  return { organisation, officer };
}

const member = async (officer: TestPerson, more: Record<string, unknown> = {}): Promise<string> => {
  const fields = { name: '示例·周工', number: null, kind: 'employee', phone: null, department: null, post: null };
  return (await officer.send('/members', { ...fields, access: 'core', entered_on: null, ...more })).body.id;
};

const blank = {
  ...{ party_name: null, party_firm: null, from_on: null, to_on: null, secrets: [12], months: null },
  ...{ monthly_pay: null, average_wage: null, minimum_wage: null, penalty: null, area: null, competitors: null },
  text: '第一条　乙方对甲方第12号商业秘密负有保密义务。',
};

async function draft(officer: TestPerson, more: Record<string, unknown> = {}) {
  const who = more['member'] === undefined ? { member: await member(officer) } : {};
  const answer = await officer.send('/agreements', { ...blank, kind: 'confidentiality', ...who, ...more });
  expect(answer.body).toMatchObject({ version: 1 });
  return answer.body as { id: string; number: number };
}

async function sent(officer: TestPerson, more: Record<string, unknown> = {}) {
  const { id } = await draft(officer, more);
  const { body } = await officer.send(`/agreements/${id}/send`, { version: 1 });
  return { id, token: body.token as string, code: body.code as string };
}

const stranger = () => callsAs(house());
const enter = (token: string, code: string) => stranger().send('/agreements/enter-code', { token, code });
const drawing = 'M10 20L30 40L50 60';
const sign = (opened: { pass: string; sha256: string }, more: Record<string, unknown> = {}) =>
  stranger().send('/agreements/sign', {
    ...{ pass: opened.pass, sha256: opened.sha256, read_seconds: 40, agree: true, drawing, typed: null },
    ...more,
  });
const wrongOf = (code: string): string => (code === '000000' ? '000001' : '000000');

test('[C21] sent, read, signed by a link and a code: the record is whole, the deposit is the firm’s, the region sees a count', async () => {
  const { organisation, officer } = await firm();
  const { id, token, code } = await sent(officer);
  const opened = (await enter(token, code)).body.opened;
  expect(opened).toMatchObject({ firm: organisation.name, party: '示例·周工', secrets: [12], text: blank.text });
  const signed = await sign(opened);
  expect(signed.status).toBe(200);
  const shown = (await officer.get(`/agreements/${id}`)).body;
  expect(shown).toMatchObject({ state: 'signed', signed_how: 'screen', signed_on: '2026-11-21' });
  expect(shown.signings[0]).toMatchObject({ state: 'signed', how: 'drawn', drawing, signer: '示例·周工', tries: 0 });
  expect(shown.signings[0].address).not.toBe('');
  const [statement] = await rows('select org_id, text from statements where deposit_id = $1', [shown.deposit]);
  expect(statement.org_id).toBe(organisation.id);
  expect(JSON.parse(statement.text)).toMatchObject({
    organisation: { name: organisation.name },
    facts: { how: 'drawn' },
  });
  const [sums] = await rows('select agreement_count from enterprises where org_id = $1', [organisation.id]);
  expect(sums.agreement_count).toBe(1);
  const [clock] = await rows('select met_at is not null as met, path, title from deadlines where row_id = $1', [id]);
  expect(clock).toEqual({ met: true, path: '', title: '第1号协议待签署' });
});

test('[C21] codes are not guessed: five wrong ones, counted in the database, kill the link', async () => {
  const { officer } = await firm();
  const { id, token, code } = await sent(officer);
  for (const left of [4, 3, 2, 1]) {
    const answer = await enter(token, wrongOf(code));
    expect(answer.body).toMatchObject({ status: 422, reason: 'code_wrong', facts: { left } });
  }
  expect((await enter(token, wrongOf(code))).body.reason).toBe('signing_locked');
  expect((await enter(token, code)).body.reason).toBe('signing_locked');
  expect((await rows('select tries from signings where agreement_id = $1', [id]))[0].tries).toBe(5);
  // At the same moment: no try goes uncounted.
  const again = await sent(officer);
  const all = await Promise.all(Array.from({ length: 8 }, () => enter(again.token, wrongOf(again.code))));
  expect(all.filter(({ body }) => body.reason === 'code_wrong')).toHaveLength(4);
  expect((await rows('select tries from signings where agreement_id = $1', [again.id]))[0].tries).toBe(5);
});

test('link and code are kept nowhere, for retries neither', async () => {
  const { officer } = await firm();
  const { id } = await draft(officer);
  const key = { 'idempotency-key': `send-${id}` };
  const { token, code } = (await officer.send(`/agreements/${id}/send`, { version: 1 }, key)).body;
  const kept = await rows('select response::text as text from idempotency_keys where person_id = $1', [officer.id]);
  expect(JSON.stringify(kept)).not.toContain(token);
  expect((await officer.send(`/agreements/${id}/send`, { version: 1 }, key)).status).toBe(409);
  expect((await enter(token, code)).body.opened).toBeDefined();
});

test('a link signs once; an expired, a recalled and an invented one say so', async () => {
  const { officer } = await firm();
  const one = await sent(officer);
  const { opened } = (await enter(one.token, one.code)).body;
  const [first, second] = await Promise.all([sign(opened), sign(opened)]);
  expect([first.status, second.status].sort()).toEqual([200, 422]);
  expect((await enter(one.token, one.code)).body.reason).toBe('signing_used');
  const two = await sent(officer);
  await rows("update signings set expires_at = '2026-11-20' where agreement_id = $1", [two.id]);
  expect((await enter(two.token, two.code)).body.reason).toBe('signing_expired');
  const three = await sent(officer);
  const pass = (await enter(three.token, three.code)).body.opened;
  expect((await officer.send(`/agreements/${three.id}/recall`, { version: 2 })).body).toEqual({ version: 3 });
  expect((await sign(pass)).body.reason).toBe('signing_ended');
  expect((await enter(three.token, three.code)).body.reason).toBe('signing_ended');
  expect((await enter('x'.repeat(43), '123456')).body.reason).toBe('signing_unknown');
});

test('the text is the one that was read: frozen while sent, and a digest that differs is refused', async () => {
  const { officer } = await firm();
  const { id, token, code } = await sent(officer);
  const { party_name: _name, party_firm: _firm, ...fields } = blank;
  const edit = await officer.send(`/agreements/${id}/edit`, { ...fields, text: '另一文本', version: 2 });
  expect(edit.body).toMatchObject({ status: 409, reason: 'wrong_state' });
  const { opened } = (await enter(token, code)).body;
  await rows("update agreements set text = '改过', sha256 = repeat('0', 64) where id = $1", [id]);
  expect((await sign(opened)).body.reason).toBe('text_changed');
  expect((await sign({ ...opened, sha256: '0'.repeat(64) })).body.reason).toBe('text_changed');
});

test('clocks of phones do not count; a pass runs out, and the code opens it again', async () => {
  const { officer } = await firm();
  const { id, token, code } = await sent(officer);
  const { opened } = (await enter(token, code)).body;
  await rows("update signings set pass_until = '2026-11-20' where agreement_id = $1", [id]);
  expect((await sign(opened)).body.reason).toBe('signing_time_over');
  const again = (await enter(token, code)).body.opened;
  expect((await sign(again, { read_seconds: 86_400 })).status).toBe(200);
  const [signing] = await rows('select read_at <= signed_at as sane from signings where agreement_id = $1', [id]);
  expect(signing.sane).toBe(true);
});

test('a typed name stands for the drawing, and must be the signer’s own', async () => {
  const { officer } = await firm();
  const { token, code } = await sent(officer);
  const { opened } = (await enter(token, code)).body;
  expect((await sign(opened, { drawing: null, typed: '示例·别人' })).body.reason).toBe('typed_name_differs');
  expect((await sign(opened, { drawing: null })).body.reason).toBe('signature_missing');
  expect((await sign(opened, { drawing: 'M1 2"><script>' })).body).toMatchObject({ status: 400, field: 'drawing' });
  expect((await sign(opened, { drawing: null, typed: ' 示例·周工 ' })).status).toBe(200);
});

test('[C21] a member with an account sees and signs the own agreement alone, from the account', async () => {
  const { organisation, officer } = await firm();
  const [employee, colleague] = [
    await makePerson(house(), organisation, ['employee']),
    await makePerson(house(), organisation, ['employee']),
  ];
  const who = await member(officer);
  await rows('update members set person_id = $1 where id = $2', [employee.id, who]);
  const { id } = await sent(officer, { member: who });
  expect((await employee.get('/agreements?mine=yes')).body).toMatchObject({ total: 1, rows: [{ mine: true }] });
  expect((await colleague.get('/agreements')).body.total).toBe(0);
  expect((await colleague.send(`/agreements/${id}/begin`)).status).toBe(404);
  const opened = (await employee.send(`/agreements/${id}/begin`)).body;
  expect((await sign(opened)).status).toBe(200);
  expect((await employee.send(`/agreements/${id}/recall`, { version: 3 })).status).toBe(403);
});

test('[C21] hard checks stop a non-compete from being sent; put right it goes', async () => {
  const { officer } = await firm();
  const terms = { months: 30, monthly_pay: 6000, average_wage: 20_000, minimum_wage: 2200, area: '示例省' };
  const { id } = await draft(officer, { kind: 'non_compete', ...terms, competitors: '示例甲公司' });
  const { findings } = (await officer.get(`/agreements/${id}`)).body;
  expect(findings.map(({ key, hard }: { key: string; hard: boolean }) => [key, hard])).toEqual([
    ['months_long', true],
    ['pay_long_term', false],
  ]);
  expect((await officer.send(`/agreements/${id}/send`, { version: 1 })).body.reason).toBe('agreement_hard');
  const { party_name: _name, party_firm: _firm, ...fields } = blank;
  const right = { ...fields, ...terms, months: 12, competitors: '示例甲公司', version: 1 };
  expect((await officer.send(`/agreements/${id}/edit`, right)).body).toEqual({ version: 2 });
  expect((await officer.send(`/agreements/${id}/send`, { version: 2 })).status).toBe(200);
});

test('[C21] a non-compete that runs is paid month by month; delay rings; three months more when it ends early (法释〔2020〕26号 art. 39)', async () => {
  const { organisation, officer } = await firm();
  const terms = { months: 12, monthly_pay: 6000, average_wage: 20_000, minimum_wage: 2200, area: '示例省' };
  const { id } = await draft(officer, { kind: 'non_compete', ...terms, competitors: '示例甲公司' });
  await officer.send(`/agreements/${id}/record-paper`, { version: 1, signed_on: '2026-05-01' });
  const started = await officer.send(`/agreements/${id}/start-term`, { version: 2, from_on: '2026-07-01' });
  expect(started.body).toEqual({ version: 3, term_to: '2027-06-30', pays: 12 });
  const shown = (await officer.get(`/agreements/${id}`)).body;
  expect(shown.owed).toBe(24_000);
  expect(shown.pays.slice(0, 4).map(({ alarm }: { alarm: string }) => alarm)).toEqual([
    'rescind',
    'first',
    'none',
    'none',
  ]);
  expect((await officer.get('/agreements?alarm=unpaid')).body).toMatchObject({ total: 1, unpaid: 1 });
  const pay = (version: number, paid: number, paid_on = '2026-11-20') =>
    officer.send(`/agreements/pays/${shown.pays[0].id}/pay`, { version, paid, paid_on, note: null });
  expect((await pay(1, 5000)).body.reason).toBe('paid_less');
  expect((await pay(1, 6000, '2026-11-22')).body.reason).toBe('paid_in_future');
  expect((await pay(1, 6000)).body).toEqual({ version: 2 });
  expect((await pay(1, 6000)).body.reason).toBe('changed_meanwhile');
  const early = await officer.send(`/agreements/${id}/end-early`, {
    version: 3,
    ended_on: '2026-11-21',
    reason: '不再需要',
  });
  expect(early.body).toEqual({ version: 4, release_pay: 18_000 });
  const after = (await officer.get(`/agreements/${id}`)).body;
  expect(after).toMatchObject({ state: 'ended_early', owed: 36_000 });
  const open = await rows(
    "select count(*)::int as n from deadlines where org_id = $1 and kind like 'pay.%' and met_at is null and stopped_at is null",
    [organisation.id],
  );
  expect(open[0].n).toBe(4);
  expect((await officer.get(`/agreements/${id}/pays.xlsx`)).status).toBe(200);
});

test('agreements are the firm’s alone; numbers must be of its register; a stale version and a double request are told', async () => {
  const [one, two] = [await firm(), await firm()];
  const { id } = await draft(one.officer);
  expect((await two.officer.get(`/agreements/${id}`)).status).toBe(404);
  expect((await two.officer.send(`/agreements/${id}/send`, { version: 1 })).status).toBe(404);
  const foreign = await member(one.officer);
  const other = { ...blank, kind: 'confidentiality', member: foreign };
  expect((await two.officer.send('/agreements', other)).status).toBe(404);
  const own = { ...blank, kind: 'confidentiality', member: await member(two.officer) };
  expect((await two.officer.send('/agreements', { ...own, secrets: [13] })).body).toMatchObject({
    reason: 'secret_unknown',
    field: 'secrets',
  });
  const back = { ...own, from_on: '2026-02-02', to_on: '2026-02-01' };
  expect((await two.officer.send('/agreements', back)).body.field).toBe('to_on');
  expect((await one.officer.send(`/agreements/${id}/send`, { version: 7 })).body.reason).toBe('changed_meanwhile');
  const key = { 'idempotency-key': 'k' };
  const [first, again] = [
    await two.officer.send('/agreements', own, key),
    await two.officer.send('/agreements', own, key),
  ];
  expect(again.body).toEqual(first.body);
  const office = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  expect((await office.get(`/agreements/${id}`)).status).toBe(403);
  const twins = await Promise.all(Array.from({ length: 5 }, () => two.officer.send('/agreements', own)));
  expect(new Set(twins.map(({ body }) => body.number)).size).toBe(5);
});

test('[C21] what runs out is marked, renewed as a new draft, and counted no more', async () => {
  const { organisation, officer } = await firm();
  const { id } = await draft(officer, { from_on: '2025-11-20', to_on: '2026-11-20' });
  await officer.send(`/agreements/${id}/record-paper`, { version: 1, signed_on: '2025-11-20' });
  const { expireAgreements } = await import('#server/agreements/expire.ts');
  const { perform } = await import('#server/kernel/verb.ts');
  expect(await perform(house().house, { token: null, system: true }, expireAgreements, {})).toEqual({ expired: 1 });
  const shown = (await officer.get(`/agreements/${id}`)).body;
  expect(shown.state).toBe('expired');
  const renewed = (await officer.send(`/agreements/${id}/renew-agreement`, { version: shown.version })).body;
  expect((await officer.get(`/agreements/${renewed.id}`)).body).toMatchObject({
    state: 'draft',
    renews: id,
    from_on: '2026-11-21',
  });
  const [sums] = await rows('select agreement_count from enterprises where org_id = $1', [organisation.id]);
  expect(sums.agreement_count).toBe(0);
});

test('[C21] many are asked to sign at once: from the account, or as a draft; who has signed or is asked is left out', async () => {
  const { organisation, officer } = await firm();
  const employee = await makePerson(house(), organisation, ['employee']);
  await rows(
    `insert into members (id, org_id, name, department, post, phone, access)
     select gen_random_uuid(), $1, '示例·员工' || n, '研发部', nullif('工程师' || n, '工程师2'), '1380000000' || (n % 10),
       case when n <= 1000 then 'core' else 'none' end from generate_series(1, 1200) n`,
    [organisation.id],
  );
  await rows("update members set person_id = $1 where org_id = $2 and name = '示例·员工1'", [
    employee.id,
    organisation.id,
  ]);
  const ask = { kind: 'confidentiality', secrets: [12], from_on: null, to_on: null, text: '', members: [] };
  expect((await officer.send('/agreements/ask-people', ask)).body).toEqual({ sent: 1, drafts: 999, skipped: 0 });
  expect((await officer.send('/agreements/ask-people', ask)).body.reason).toBe('nobody_to_sign');
  expect((await officer.send('/agreements/ask-people', { ...ask, access: 'all' })).body).toEqual({
    ...{ sent: 0, drafts: 200, skipped: 1000 },
  });
  expect((await officer.get('/agreements')).body).toMatchObject({ total: 1200, unsigned: 1 });
  const made = await rows(
    'select count(distinct number)::int as n, max(number) as last from agreements where org_id = $1',
    [organisation.id],
  );
  expect(made).toEqual([{ n: 1200, last: 1200 }]);
  // Everybody's text is their own, as the template's would be one by one, and its digest is right.
  const [own] = (await employee.get('/agreements')).body.rows;
  const opened = (await employee.send(`/agreements/${own.id}/begin`)).body;
  expect(opened.text).toContain('示例·员工1');
  expect(opened.text).not.toMatch(/[\ue000-\uf8ff]/);
  const one = await draft(officer, { text: '', member: (await officer.get(`/agreements/${own.id}`)).body.member });
  const alone = (await officer.get(`/agreements/${one.id}`)).body;
  expect([alone.text, alone.sha256]).toEqual([opened.text, opened.sha256]);
  expect((await sign(opened)).status).toBe(200);
  expect((await employee.get('/home/duties')).body.total).toBe(0);
  expect((await employee.send('/agreements/ask-people', ask)).status).toBe(403);
  const other = await firm();
  const foreign = (await officer.get('/members?size=1')).body.rows[0].id;
  expect((await other.officer.send('/agreements/ask-people', { ...ask, members: [foreign] })).body.reason).toBe(
    'learning_nobody',
  );
});

test('[C21] who gets an account later signs from it what was sent before', async () => {
  const { organisation, officer } = await firm();
  const who = await member(officer);
  const { id } = await sent(officer, { member: who });
  const late = await makePerson(house(), organisation, ['employee']);
  await rows('update members set person_id = $1 where id = $2', [late.id, who]);
  expect((await late.get('/home/duties')).body.rows).toMatchObject([{ noun: 'agreement', row_id: id, own: true }]);
  expect((await sign((await late.send(`/agreements/${id}/begin`)).body)).status).toBe(200);
});
