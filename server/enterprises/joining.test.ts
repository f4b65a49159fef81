import { expect, test } from 'vitest';
import { isCreditCode } from '#domain/organisations/credit-code.ts';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
let counter = 0;
const fresh = (name = '示例加入企业'): string => {
  counter += 1;
  return `${name}${counter}`;
};
const freshCode = (): string => {
  counter += 1;
  const body = `9137152${String(counter + 500_000).padStart(10, '0')}`;
  return [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((sign) => body + sign).find(isCreditCode) ?? '';
};

const officerOf = async (division = '371524'): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house(), { kind: 'market_regulation', division }), ['programme_officer']);

const stranger = () => callsAs(house());
const password = '河边有三只白鹭在散步';
const cookieOf = (headers: Record<string, unknown>): string => String(headers['set-cookie']).split(';')[0] ?? '';

const asked = (more: Record<string, unknown> = {}) => ({
  ...{ name: fresh(), credit_code: freshCode(), division_code: '371524', contact_name: '示例·申请人' },
  ...{ contact_phone: '13900000000', login: fresh('firm'), password, ...more },
});

test('[C16] invited: a listed firm opens its link once, gets an account and its page', async () => {
  const officer = await officerOf();
  const name = fresh();
  const { id } = (await officer.send('/enterprises', { name, division_code: '371524' })).body;
  const { invitation } = (await officer.send(`/enterprises/${id}/invite`)).body;
  expect((await stranger().get(`/enterprises/invitation?invitation=${invitation}`)).body).toMatchObject({
    name,
    division_name: '东阿县',
  });
  const join = (login: string) =>
    stranger().send('/enterprises/join', { invitation, name: '示例·厂长', login, password, phone: '13900000001' });
  const joined = await join('zhangchang1');
  expect(joined.status).toBe(200);
  expect(joined.body.token).toBeUndefined();
  const firm = callsAs(house(), cookieOf(joined.headers));
  expect((await firm.get('/accounts/me')).body).toMatchObject({
    roles: ['enterprise_officer'],
    post: { organisation: id },
  });
  expect((await firm.get(`/enterprises/${id}`)).body).toMatchObject({
    state: 'joined',
    origin: 'invited',
    member_count: 1,
    oversees: false,
    invitation: null,
  });
  expect((await join('zhangchang2')).body.reason).toBe('invitation_used');
  expect((await officer.send(`/enterprises/${id}/invite`)).body.reason).toBe('enterprise_joined');
  expect((await officer.get(`/enterprises/${id}`)).body.invitation.used_at).not.toBeNull();
});

test('a new link ends the old one; another county cannot make one; the link is not kept for retries', async () => {
  const officer = await officerOf();
  const { id } = (await officer.send('/enterprises', { name: fresh(), division_code: '371524' })).body;
  const key = { 'idempotency-key': `invite-${id}` };
  const first = (await officer.send(`/enterprises/${id}/invite`, {}, key)).body.invitation;
  const second = (await officer.send(`/enterprises/${id}/invite`, {}, key)).body.invitation;
  expect(second).not.toBe(first);
  const show = async (token: string) => (await stranger().get(`/enterprises/invitation?invitation=${token}`)).body;
  expect((await show(first)).reason).toBe('invitation_expired');
  expect((await show('x'.repeat(43))).reason).toBe('invitation_unknown');
  house().setTime('2026-12-21T04:00:00Z');
  expect((await show(second)).reason).toBe('invitation_expired');
  house().setTime('2026-11-21T04:00:00Z');
  const other = await officerOf('370102');
  expect((await other.send(`/enterprises/${id}/invite`)).status).toBe(404);
});

test('[C16] by itself: who asked waits and sees nothing else; approved, the firm is there at once', async () => {
  const officer = await officerOf();
  const wish = asked({ industry: 'C27' });
  const answer = await stranger().send('/enterprises/register', wish);
  expect(answer.status).toBe(200);
  const firm = callsAs(house(), cookieOf(answer.headers));
  expect((await firm.get('/enterprises/application')).body.application).toMatchObject({
    state: 'asked',
    name: wish.name,
  });
  expect((await firm.get('/enterprises')).status).toBe(403);
  expect((await officer.get(`/enterprises?q=${encodeURIComponent(wish.name)}`)).body.total).toBe(0);
  const waiting = (await officer.get('/enterprises/applications?size=200')).body.rows.find(
    ({ name }: { name: string }) => name === wish.name,
  );
  expect(waiting).toMatchObject({ claim: null, credit_code: wish.credit_code });
  const other = await officerOf('370102');
  expect((await other.send(`/enterprises/applications/${waiting.id}/approve`, { version: 1 })).status).toBe(404);
  const done = await officer.send(`/enterprises/applications/${waiting.id}/approve`, { version: 1 });
  expect(done.body).toMatchObject({ claimed: false });
  expect((await firm.get(`/enterprises/${done.body.enterprise}`)).body).toMatchObject({
    name: wish.name,
    state: 'joined',
    origin: 'applied',
    industry: '27',
  });
  expect((await officer.send(`/enterprises/applications/${waiting.id}/approve`, { version: 2 })).body.reason).toBe(
    'application_decided',
  );
});

test('[C16] claimed: a firm that was entered is handed over, no second row; a stranger is told the same either way', async () => {
  const officer = await officerOf();
  const [name, credit_code] = [fresh(), freshCode()];
  const { id } = (await officer.send('/enterprises', { name, credit_code, division_code: '371524' })).body;
  const known = await stranger().send('/enterprises/register', asked({ name, credit_code }));
  const unknown = await stranger().send('/enterprises/register', asked());
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  const row = (await officer.get('/enterprises/applications?size=200')).body.rows.find(
    (one: { name: string }) => one.name === name,
  );
  expect(row.claim).toMatchObject({ id, by: 'code', joined: false });
  expect((await officer.send(`/enterprises/applications/${row.id}/approve`, { version: 1 })).body).toEqual({
    enterprise: id,
    claimed: true,
  });
  expect((await officer.get(`/enterprises?q=${encodeURIComponent(name)}`)).body.total).toBe(1);
  const again = asked({ name, credit_code });
  await stranger().send('/enterprises/register', again);
  const second = (await officer.get('/enterprises/applications?size=200')).body.rows.find(
    (one: { name: string }) => one.name === name,
  );
  expect((await officer.send(`/enterprises/applications/${second.id}/approve`, { version: 1 })).body.reason).toBe(
    'enterprise_joined',
  );
});

test('not taken in: the reason is read by who asked; a code is asked for three times at most', async () => {
  const officer = await officerOf();
  const wish = asked();
  const firm = callsAs(house(), cookieOf((await stranger().send('/enterprises/register', wish)).headers));
  const row = (await officer.get('/enterprises/applications?size=200')).body.rows.find(
    (one: { name: string }) => one.name === wish.name,
  );
  const decline = `/enterprises/applications/${row.id}/decline`;
  expect((await officer.send(decline, { version: 1, reason: '不在本县。' })).status).toBe(200);
  expect((await officer.send(decline, { version: 1, reason: '不在本县。' })).status).toBe(409);
  expect((await firm.get('/enterprises/application')).body.application).toMatchObject({
    state: 'refused',
    reason: '不在本县。',
  });
  const credit_code = freshCode();
  for (let index = 0; index < 3; index++)
    expect((await stranger().send('/enterprises/register', asked({ credit_code }))).status).toBe(200);
  expect((await stranger().send('/enterprises/register', asked({ credit_code }))).body.reason).toBe(
    'too_many_applications',
  );
});

test('a wrong code, a taken login, a weak password and an unknown place are named', async () => {
  const refused = async (more: Record<string, unknown>) =>
    (await stranger().send('/enterprises/register', asked(more))).body;
  expect(await refused({ credit_code: '91350100M000100Y44' })).toMatchObject({
    reason: 'credit_code_wrong',
    field: 'credit_code',
  });
  expect(await refused({ division_code: '999999' })).toMatchObject({
    reason: 'unknown_division',
    field: 'division_code',
  });
  expect(await refused({ password: '1234567890' })).toMatchObject({ reason: 'password_weak', field: 'password' });
  const wish = asked();
  await stranger().send('/enterprises/register', wish);
  expect(await refused({ login: wish.login })).toMatchObject({ reason: 'login_taken', field: 'login' });
  const places = (await stranger().get(`/enterprises/places?q=${encodeURIComponent('东阿')}`)).body;
  expect(places.rows[0]).toEqual({ code: '371524', name: '东阿县', above: '山东省聊城市' });
});

test('[C16] of two applications for one listed firm that are approved at the same moment, one gets it', async () => {
  const officers = [await officerOf(), await officerOf()];
  const [name, credit_code] = [fresh(), freshCode()];
  const { id } = (await officers[0]?.send('/enterprises', { name, credit_code, division_code: '371524' }))?.body ?? {};
  for (const _ of officers) await stranger().send('/enterprises/register', asked({ name, credit_code }));
  const waiting = (await officers[0]?.get('/enterprises/applications?size=200'))?.body.rows.filter(
    (one: { name: string }) => one.name === name,
  );
  const answers = await Promise.all(
    officers.map((officer, at) => officer.send(`/enterprises/applications/${waiting[at].id}/approve`, { version: 1 })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  const { rows } = await house().house.database.owner.query('select count(*)::int as n from posts where org_id = $1', [
    id,
  ]);
  expect(rows[0].n).toBe(1);
});

test('[C16] two applications with one code for a firm that nobody listed: one firm, and the other is told why not', async () => {
  const officers = [await officerOf(), await officerOf()];
  const [name, credit_code] = [fresh(), freshCode()];
  for (const _ of officers) await stranger().send('/enterprises/register', asked({ name, credit_code }));
  const waiting = (await officers[0]?.get('/enterprises/applications?size=200'))?.body.rows.filter(
    (one: { name: string }) => one.name === name,
  );
  const answers = await Promise.all(
    officers.map((officer, at) => officer.send(`/enterprises/applications/${waiting[at].id}/approve`, { version: 1 })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});

test('[C16] who keeps the installation by now does not come to run a firm by an old application', async () => {
  const officer = await officerOf();
  const wish = asked();
  const { headers } = await stranger().send('/enterprises/register', wish);
  const { person } = (await callsAs(house(), cookieOf(headers)).get('/accounts/me')).body;
  const bureau = await makeOrganisation(house());
  await house().house.database.owner.query(
    `insert into posts (id, person_id, org_id, path, title, roles, from_on)
     values (gen_random_uuid(), $1, $2, $3, '安全管理员', '{security_administrator}', '2026-11-21')`,
    [person.id, bureau.id, bureau.path],
  );
  const row = (await officer.get('/enterprises/applications?size=200')).body.rows.find(
    (one: { name: string }) => one.name === wish.name,
  );
  const answer = await officer.send(`/enterprises/applications/${row.id}/approve`, { version: 1 });
  expect([answer.status, answer.body.reason]).toEqual([422, 'roles_conflict']);
});
