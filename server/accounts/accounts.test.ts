import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { issueInvitation } from '#server/accounts/invitation.ts';
import { newId } from '#server/kernel/id.ts';
import { type TestHouse, testNow, useHouse } from '#test/house.ts';
import { type Answer, callsAs, makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();

const password = '云溪河边有三只白鹭在飞';

/** An invitation for a fresh person, as the security administrator gets it. */
async function invited(): Promise<{ id: string; login: string; invitation: string }> {
  const organisation = await makeOrganisation(house());
  const security = await makePerson(house(), organisation, ['security_administrator']);
  const login = `login${newId().slice(-8)}`;
  const added = await security.send('/people', {
    name: '示例·乙',
    login,
    organisation: organisation.id,
    title: '科员',
    roles: ['unit_officer'],
  });
  const link = await security.send('/accounts/invite', { person: added.body.id });
  return { id: added.body.id, login, invitation: link.body.invitation };
}

async function opened(): Promise<{ id: string; login: string; cookie: string }> {
  const { id, login, invitation } = await invited();
  const answer = await callsAs(house()).send('/accounts/accept', { invitation, password });
  expect(answer.status).toBe(200);
  return { id, login, cookie: cookieOf(answer) };
}

const cookieOf = (answer: Answer): string => String(answer.headers['set-cookie']).split(';')[0] ?? '';

const signIn = (login: string, more: Record<string, string> = {}): Promise<Answer> =>
  callsAs(house()).send('/accounts/sign-in', { login, password, ...more });

test('an invitation opens an account and signs in; the token leaves only as a cookie', async () => {
  const { invitation, login } = await invited();
  const shown = await callsAs(house()).get(`/accounts/invitation?invitation=${invitation}`);
  expect(shown.body).toMatchObject({ kind: 'invite', login });
  const answer = await callsAs(house()).send('/accounts/accept', { invitation, password });
  expect(answer.body).toEqual({});
  expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
  const me = await callsAs(house(), cookieOf(answer)).get('/accounts/me');
  expect(me.body).toMatchObject({ signed_in: true, roles: ['unit_officer'] });
});

test('a repeated request for a link makes a new one and keeps no secret; the earlier link stops working', async () => {
  const security = await makePerson(house(), await makeOrganisation(house()), ['security_administrator']);
  const { id } = await invited();
  const key = { 'idempotency-key': newId() };
  const first = await security.send('/accounts/invite', { person: id }, key);
  const second = await security.send('/accounts/invite', { person: id }, key);
  expect([first.status, second.status]).toEqual([200, 200]);
  const early = await callsAs(house()).get(`/accounts/invitation?invitation=${first.body.invitation}`);
  expect(early.body.reason).toBe('invitation_expired');
  const { rows } = await house().house.database.owner.query(
    'select count(*) as n from idempotency_keys where key = $1',
    [key['idempotency-key']],
  );
  expect(rows[0].n).toBe(0);
});

test('an invitation used twice is refused with the cure', async () => {
  const { invitation } = await invited();
  await callsAs(house()).send('/accounts/accept', { invitation, password });
  const again = await callsAs(house()).send('/accounts/accept', { invitation, password: 'another long phrase' });
  expect(again.status).toBe(422);
  expect(again.body).toMatchObject({ reason: 'invitation_used', detail: expect.stringContaining('请直接登录') });
});

test('an invitation used by two at the same moment opens one account', async () => {
  const { invitation } = await invited();
  const both = await Promise.all([1, 2].map(() => callsAs(house()).send('/accounts/accept', { invitation, password })));
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 422]);
});

test('an expired and an unknown invitation each get their own sentence', async () => {
  const { invitation } = await invited();
  house().setTime('2026-12-01T00:00:00Z');
  const late = await callsAs(house()).send('/accounts/accept', { invitation, password });
  house().setTime(testNow);
  expect(late.body.reason).toBe('invitation_expired');
  const wrong = await callsAs(house()).send('/accounts/accept', { invitation: 'x'.repeat(43), password });
  expect(wrong.body.reason).toBe('invitation_unknown');
});

test('a weak password is refused and the invitation stays good', async () => {
  const { invitation } = await invited();
  const weak = await callsAs(house()).send('/accounts/accept', { invitation, password: '1234567890' });
  expect(weak.body).toMatchObject({ reason: 'password_weak', field: 'password' });
  const good = await callsAs(house()).send('/accounts/accept', { invitation, password });
  expect(good.status).toBe(200);
});

test('five wrong passwords lock the account, the count survives each refusal, the administrator unlocks', async () => {
  const { login, id } = await opened();
  const answers = [];
  for (let count = 0; count < 5; count += 1) answers.push(await signIn(login, { password: 'wrong wrong wrong' }));
  expect(answers.map((answer) => answer.body.reason)).toEqual([...Array(4).fill('password_wrong'), 'account_locked']);
  const locked = await signIn(login);
  expect(locked.body).toMatchObject({ reason: 'account_locked', detail: expect.stringContaining('12:15') });
  const security = await makePerson(house(), await makeOrganisation(house()), ['security_administrator']);
  expect((await security.send('/accounts/unlock', { person: id })).status).toBe(200);
  expect((await signIn(login)).status).toBe(200);
});

test('an unknown login answers like a wrong password', async () => {
  const answer = await signIn('nobody-here');
  expect(answer.body.reason).toBe('password_wrong');
});

async function enrolled(): Promise<{ login: string; totp: TOTP; cookie: string }> {
  const { login, cookie } = await opened();
  const me = callsAs(house(), cookie);
  const { body } = await me.send('/accounts/enrol-totp');
  const totp = new TOTP({ secret: Secret.fromBase32(body.secret) });
  expect(body.qr_svg).toContain('<svg');
  const answer = await me.send('/accounts/confirm-totp', {
    code: totp.generate({ timestamp: Date.parse(testNow) - 30_000 }),
  });
  expect(answer.status).toBe(200);
  return { login, totp, cookie };
}

test('with one-time codes on, sign-in asks for the code, takes it once, and refuses it a second time', async () => {
  const { login, totp } = await enrolled();
  expect((await signIn(login)).body.reason).toBe('totp_needed');
  const code = totp.generate({ timestamp: Date.parse(testNow) });
  expect((await signIn(login, { code })).status).toBe(200);
  expect((await signIn(login, { code })).body.reason).toBe('totp_wrong');
});

test('ten wrong codes lock the account', async () => {
  const { login, totp } = await enrolled();
  const right = totp.generate({ timestamp: Date.parse(testNow) });
  const wrong = right === '000000' ? '111111' : '000000';
  const reasons = [];
  for (let count = 0; count < 10; count += 1) reasons.push((await signIn(login, { code: wrong })).body.reason);
  expect(reasons).toEqual([...Array(9).fill('totp_wrong'), 'account_locked']);
  expect((await signIn(login, { code: right })).body.reason).toBe('account_locked');
});

test('sessions are listed and revocable; a revoked one is asked to sign in', async () => {
  const { login, cookie } = await opened();
  const second = cookieOf(await signIn(login));
  const mine = await callsAs(house(), cookie).get('/accounts/sessions');
  expect(mine.body.total).toBe(2);
  const other = mine.body.rows.find((row: { current: boolean }) => !row.current);
  await callsAs(house(), cookie).send(`/accounts/sessions/${other.id}/revoke`);
  expect((await callsAs(house(), second).get('/divisions')).status).toBe(401);
});

test('somebody else’s session cannot be revoked', async () => {
  const victim = await opened();
  const list = await callsAs(house(), victim.cookie).get('/accounts/sessions');
  const stranger = await opened();
  const answer = await callsAs(house(), stranger.cookie).send(`/accounts/sessions/${list.body.rows[0].id}/revoke`);
  expect(answer.status).toBe(404);
});

test('a new password ends the other sessions and needs the old one', async () => {
  const { login, cookie } = await opened();
  const second = cookieOf(await signIn(login));
  const wrong = await callsAs(house(), cookie).send('/accounts/change-password', {
    current: 'not this one',
    password: 'a very new phrase',
  });
  expect(wrong.body).toMatchObject({ reason: 'password_wrong', field: 'current' });
  await callsAs(house(), cookie).send('/accounts/change-password', {
    current: password,
    password: 'a very new phrase',
  });
  expect((await callsAs(house(), second).get('/divisions')).status).toBe(401);
  expect((await callsAs(house(), cookie).get('/divisions')).status).toBe(200);
});

test('a session of a person who left ends with its next request', async () => {
  const { id, cookie } = await opened();
  const security = await makePerson(house(), await makeOrganisation(house()), ['security_administrator']);
  await security.send(`/people/${id}/leave`);
  expect((await callsAs(house(), cookie).get('/divisions')).status).toBe(401);
});

test('a person in two posts switches between them, and not to somebody else’s', async () => {
  const { id, cookie } = await opened();
  const other = await makeOrganisation(house(), { kind: 'police' });
  const security = await makePerson(house(), other, ['security_administrator']);
  const { body } = await security.send(`/people/${id}/appoint`, {
    organisation: other.id,
    title: '联络员',
    roles: ['unit_officer'],
  });
  const me = callsAs(house(), cookie);
  await me.send('/accounts/switch-post', { post: body.post });
  expect((await me.get('/accounts/me')).body.post).toMatchObject({ organisation: other.id, title: '联络员' });
  expect((await me.send('/accounts/switch-post', { post: security.post })).status).toBe(404);
});

test('an administrator without one-time codes may do nothing else first', async () => {
  const person = await makePerson(house(), await makeOrganisation(house()), ['audit_administrator']);
  await house().house.database.owner.query('update credentials set totp_confirmed_at = null where person_id = $1', [
    person.id,
  ]);
  const answer = await person.get('/divisions');
  expect(answer.body.reason).toBe('totp_enrolment_needed');
  expect((await person.get('/accounts/me')).body.totp_needed).toBe(true);
});

test('the person-switcher of the demonstration is refused by any other installation', async () => {
  const { id } = await opened();
  expect((await callsAs(house()).send('/accounts/enter', { person: id })).body.reason).toBe('demo_only');
  expect((await callsAs(house()).get('/accounts/demonstration')).body.reason).toBe('demo_only');
});

async function setUpLink(of: TestHouse): Promise<string> {
  const now = new Date(testNow);
  const { token } = await of.house.database.write({ token: null }, 'humi_gate', (db) =>
    issueInvitation(db, { kind: 'set_up', person: null, by: null, now, today: '2026-11-21' }),
  );
  return token;
}

test('the set-up link is refused once anybody has an account', async () => {
  await opened();
  const answer = await callsAs(house()).send('/accounts/set-up', setUpForm(await setUpLink(house())));
  expect(answer.body.reason).toBe('set_up_done');
});

const setUpForm = (setup_token: string) => ({
  setup_token,
  division_code: '371524',
  organisation_name: '东阿县市场监督管理局（测试）',
  security: { name: '示例·安', login: 'anquan', password },
  system: { name: '示例·系', login: 'xitong' },
  audit: { name: '示例·审', login: 'shenji' },
  officer: { name: '示例·办', login: 'zhuanban' },
});

test('an idle session ends after the minutes of the rule row in force, and the administrator’s new row counts at once', async () => {
  const { cookie } = await opened();
  const at = async (minutes: number): Promise<number> => {
    house().setTime(new Date(Date.parse(testNow) + minutes * 60_000).toISOString());
    return (await callsAs(house(), cookie).get('/divisions')).status;
  };
  expect(await at(29)).toBe(200);
  const { owner } = house().house.database;
  await owner.query(
    `insert into rule_rows (id, key, value, unit, in_force_from, law, certainty, zh, en)
     values ($1, 'session_idle', '5', 'minute', '2026-11-20', 'product default', 'M', '闲置', 'idle')`,
    [newId()],
  );
  expect(await at(33)).toBe(200);
  expect(await at(39)).toBe(401);
  await owner.query("delete from rule_rows where key = 'session_idle' and in_force_from = '2026-11-20'");
  house().setTime(testNow);
});
