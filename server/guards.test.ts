import Type from 'typebox';
import { expect, test } from 'vitest';
import { openHttp } from '#server/kernel/http.ts';
import { namesIn, propertiesOf } from '#server/kernel/route-schema.ts';
import { get, type Route } from '#server/kernel/routes.ts';
import { perform, query } from '#server/kernel/verb.ts';
import { routes } from '#server/routes.ts';
import { cleanUp } from '#server/settings/clean-up.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile, type TestOrganisation } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';
import { sample } from '#test/sample.ts';

/** Holes that were found once and stay shut: who reaches what, and what no input may do. */
const house = useHouse();

const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

async function scene() {
  const office = await makeOrganisation(house(), { kind: 'leading_office' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  const court = await makeOrganisation(house(), { kind: 'court' });
  const programme = await makeProgramme(house(), office, { tasks: [{ lead: [police], supporting: [court] }] });
  const [task] = programme.tasks;
  const [lead, supporting] = task?.parts ?? [];
  if (!task || !lead || !supporting) throw new Error('the scene has one task with two parts');
  return {
    ...{ programme: programme.id, task: task.id, lead: lead.id, supporting: supporting.id, police, court },
    office: await makePerson(house(), office, ['programme_officer']),
    unit: await makePerson(house(), police, ['unit_officer']),
    judge: await makePerson(house(), court, ['unit_officer']),
  };
}

test('[C16] people of a closed organisation act for it no more, with their next request', async () => {
  const { unit, police, programme, task } = await scene();
  expect((await unit.get(`/programmes/${programme}`)).status).toBe(200);
  await rows("update organisations set state = 'closed' where id = $1", [police.id]);
  expect((await unit.get(`/programmes/${programme}`)).status).toBe(403);
  expect((await unit.send(`/tasks/${task}/report`, { text: '已完成。' })).status).toBe(403);
  expect((await unit.get('/accounts/me')).body).toMatchObject({ signed_in: true, post: null, roles: [] });
});

test('administrators of a closed organisation still run the installation', async () => {
  const place = await makeOrganisation(house());
  const administrator = await makePerson(house(), place, ['system_administrator']);
  await rows("update organisations set state = 'closed' where id = $1", [place.id]);
  expect((await administrator.get('/settings')).status).toBe(200);
});

test('[C16] an organisation does not make itself one that oversees its place', async () => {
  const police = await makeOrganisation(house(), { kind: 'police' });
  const officer = await makePerson(house(), police, ['programme_officer']);
  const wanted = { version: 1, name: police.name, division_code: police.division_code };
  const answer = await officer.send(`/organisations/${police.id}/edit`, { ...wanted, kind: 'market_regulation' });
  expect([answer.status, answer.body.reason, answer.body.field]).toEqual([422, 'kind_not_yours', 'kind']);
  expect((await officer.send(`/organisations/${police.id}/edit`, { ...wanted, kind: 'police' })).status).toBe(200);
});

test('the system administrator does not hide an organisation among the enterprises, which only their region sees', async () => {
  const place = await makeOrganisation(house(), { kind: 'police' });
  const administrator = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  const wanted = { version: 1, name: place.name, division_code: place.division_code, kind: 'enterprise' };
  const answer = await administrator.send(`/organisations/${place.id}/edit`, wanted);
  expect([answer.status, answer.body.reason]).toEqual([403, 'not_permitted']);
});

test('a leader reads the programme and changes nothing, not even by a file', async () => {
  const { office, task } = await scene();
  const leader = await makePerson(house(), office.organisation, ['leader']);
  expect((await leader.get(`/tasks/${task}`)).status).toBe(200);
  const file = { name: 'a.txt', bytes: new TextEncoder().encode('x') };
  expect((await sendFile(house(), leader, '/files', file, { noun: 'task', row_id: task })).status).toBe(403);
});

/** Everything that changes a programme, its tasks, targets, pilots, council, meetings or reports. */
const leadActs = routes.filter(
  ({ method, url, takes, act }) =>
    method === 'POST' &&
    takes === 'json' &&
    /^\/(tasks|programmes|councils|pilots|targets|reports|meetings)\b/.test(url) &&
    act.name !== 'task.note' &&
    act.name !== 'task.report' &&
    act.name !== 'task.ask-extension',
);

/** One well-formed request for every act of the lead office on this very programme. */
async function furnished({ office, programme, task, lead }: Awaited<ReturnType<typeof scene>>) {
  const target = { subject_text: '培训', comparison: 'at_least', value: 10, unit: '场', by_on: '2027-12-31' };
  const pilot = { place: null, organisation: null, guiding_contact: null, guiding_organisation: null };
  const targets = (await office.send('/targets', { programme, ...target })).body.id;
  const pilots = (await office.send('/pilots', { programme, title: '子试点', ...pilot, from_on: null, to_on: null }))
    .body.id;
  const meeting = { kind: 'working', title: '会议', held_on: '2026-11-20', place: null, agenda: [], units: [] };
  const meetings = (await office.send('/meetings', { programme, ...meeting })).body.id;
  const [report] = await rows(aReport, [programme]);
  const ids: Record<string, string> = {
    tasks: task,
    programmes: programme,
    councils: programme,
    targets,
    pilots,
    meetings,
  };
  return (route: Route): { url: string; body: Record<string, unknown> } => {
    const noun = route.url.split('/')[1] ?? '';
    const given = sample(route.act.input);
    const known = { programme, part: lead, parts: [lead], ids: [task] };
    const body = { ...given, ...Object.fromEntries(Object.entries(known).filter(([name]) => name in given)) };
    if (route.act.name === 'task.remind') Object.assign(body, { ids: [task] });
    if (route.act.name === 'target.split') Object.assign(body, { parts: [{ division_code: '371524', value: 1 }] });
    for (const name of namesIn(route.url)) delete (body as Record<string, unknown>)[name];
    return { url: route.url.replace(':id', noun === 'reports' ? report.id : (ids[noun] ?? '')), body };
  };
}

const aReport = `with d as (insert into reporting_duties (id, programme_id, path, due, receivers)
    select gen_random_uuid(), id, path, '{12-31}', '{省局}' from programmes where id = $1 returning *)
  insert into reports (id, duty_id, programme_id, path, org_id, due_on, receivers)
  select gen_random_uuid(), d.id, d.programme_id, d.path, p.org_id, '2026-12-31', d.receivers
    from d join programmes p on p.id = d.programme_id returning id`;

test.each([
  ['the superior of the city above', { kind: 'market_regulation', division: '371500' }, 'superior_officer'],
  ['another office that oversees the place', { kind: 'market_regulation', division: '371524' }, 'programme_officer'],
  ['a member unit', null, 'programme_officer'],
  ['an office of another county', { kind: 'market_regulation', division: '371525' }, 'programme_officer'],
] as const)('[C03] no act of the lead office is done by %s', async (_who, place, role) => {
  const there = await scene();
  const requestFor = await furnished(there);
  const organisation = place === null ? there.police : await makeOrganisation(house(), place);
  const person = await makePerson(house(), organisation, [role]);
  const answers = [];
  for (const route of leadActs) {
    const { url, body } = requestFor(route);
    const { status, body: answer } = await person.send(url, body);
    if (!['not_lead_office', 'not_found'].includes(answer.reason)) answers.push([route.act.name, status, answer]);
  }
  expect(answers).toEqual([]);
  expect(await rows('select id from events where person_id = $1', [person.id])).toEqual([]);
});

const sees = async (person: { get(url: string): Promise<{ status: number }> }, programme: string): Promise<boolean> =>
  (await person.get(`/programmes/${programme}`)).status === 200;

test('[C03] a unit taken off its last part sees the programme no more; given one again, it does', async () => {
  const { office, judge, court, programme, task, supporting } = await scene();
  expect(await sees(judge, programme)).toBe(true);
  await office.send(`/tasks/${task}/assign`, { version: 1, remove: [supporting] });
  expect(await sees(judge, programme)).toBe(false);
  await office.send(`/tasks/${task}/assign`, { version: 2, add: [{ organisation: court.id, role: 'supporting' }] });
  expect(await sees(judge, programme)).toBe(true);
  await office.send(`/tasks/${task}/assign`, { version: 3, remove: [supporting] });
  expect(await sees(judge, programme)).toBe(false);
  expect((await office.send(`/tasks/${task}/reopen`, { part: supporting, reason: '恢复。' })).status).toBe(200);
  expect(await sees(judge, programme)).toBe(true);
});

const councilWith = (member: TestOrganisation | null, version: number) => ({
  ...{
    version,
    name: '领导小组',
    head: null,
    deputies: [],
    office: null,
    office_organisation: null,
    office_duties: [],
  },
  members: member ? [{ unit: '法院', post: null, organisation: member.id, duties: [] }] : [],
});

test('[C05] a member of the council keeps the programme without a part; leaving the council too ends it', async () => {
  const { office, judge, court, programme, task, supporting } = await scene();
  expect((await office.send(`/councils/${programme}/edit`, councilWith(court, 0))).status).toBe(200);
  await office.send(`/tasks/${task}/assign`, { version: 1, remove: [supporting] });
  expect(await sees(judge, programme)).toBe(true);
  expect((await office.send(`/councils/${programme}/edit`, councilWith(null, 1))).status).toBe(200);
  expect(await sees(judge, programme)).toBe(false);
  expect(await sees(office, programme)).toBe(true);
});

test('[C03] a unit that another replaces sees the programme no more, nor one that a workbook takes off', async () => {
  const { office, unit, judge, programme, task, lead } = await scene();
  const other = await makeOrganisation(house(), { kind: 'industry' });
  await office.send(`/tasks/${task}/assign`, { version: 1, replace: [{ part: lead, organisation: other.id }] });
  expect(await sees(unit, programme)).toBe(false);
  const sheet = `任务编号,序号,任务内容,配合单位\n${task},1,示例任务1,示例教育局`;
  const file = { name: '任务.csv', bytes: new TextEncoder().encode(sheet) };
  expect((await sendFile(house(), office, '/tasks/import', file, { programme })).status).toBe(200);
  expect(await sees(judge, programme)).toBe(false);
});

test('the auditor reads who did what, but no word of the business; nobody else reads who signed in', async () => {
  const { office, programme } = await scene();
  const pilot = { place: null, organisation: null, guiding_contact: null, guiding_organisation: null };
  await office.send('/pilots', { programme, title: '机密子试点', ...pilot, from_on: null, to_on: null });
  const auditor = await makePerson(house(), office.organisation, ['audit_administrator']);
  const seen = await auditor.get(`/events?programme=${programme}&act=pilot.add`);
  expect(seen.body.total).toBe(1);
  expect(JSON.stringify(seen.body)).not.toContain('机密子试点');
  const colleague = await makePerson(house(), office.organisation, ['unit_officer']);
  await colleague.send('/accounts/sign-out');
  expect((await auditor.get('/events?act=account.sign-out')).body.total).toBeGreaterThan(0);
  expect((await office.get('/events?act=account.sign-out')).body.total).toBe(0);
});

test('functions that step past row security name their schemas and are not everybody’s', async () => {
  const open = await rows(`select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prosecdef
      and (has_function_privilege('public', p.oid, 'execute') or not coalesce(p.proconfig::text like '%search_path=public, pg_temp%', false))`);
  expect(open).toEqual([]);
});

test('NUL and half characters are refused by the name of their field, wherever they stand', async () => {
  const { office, task, programme } = await scene();
  for (const bad of ['a\u0000b', 'a\ud800']) {
    const edited = await office.send(`/tasks/${task}/edit`, { version: 1, text: bad });
    expect([edited.status, edited.body.field]).toEqual([400, 'text']);
    const council = { ...councilWith(null, 0), deputies: ['副组长', bad] };
    const deep = await office.send(`/councils/${programme}/edit`, council);
    expect([deep.status, deep.body.field]).toEqual([400, 'deputies.1']);
  }
  expect((await office.get('/tasks?q=%00')).body.field).toBe('q');
  const form = await sendFile(
    house(),
    office,
    '/files',
    { name: 'a', bytes: new Uint8Array([1]) },
    { noun: 'a\u0000' },
  );
  expect(form.status).toBe(400);
});

test('rare characters of four bytes are cut whole, never halved', async () => {
  const { office, programme, court } = await scene();
  const units = [{ organisation: court.id, role: 'lead' }];
  const text = `a${'𠮷'.repeat(400)}`;
  const added = await office.send('/tasks', { programme, text, due_on: '2026-12-31', units });
  expect(added.status).toBe(200);
  expect((await office.send('/tasks/remind', { ids: [added.body.id] })).body.sent).toBe(1);
});

const dayFields = (route: Route): string[] =>
  Object.entries(propertiesOf(route.act.input)).flatMap(([name, shape]) =>
    JSON.stringify(shape).includes('"format":"date"') && !JSON.stringify(shape).includes('"properties"') ? [name] : [],
  );

test.each(
  routes.flatMap((route) =>
    dayFields(route).map((field): [string, Route, string] => [`${route.url} ${field}`, route, field]),
  ),
)('a day that does not exist is refused by its name: %s', async (_title, route, field) => {
  const { office } = await scene();
  const given = sample(route.act.input);
  const inPath = namesIn(route.url);
  const url = route.url.replaceAll(/:(\w+)/g, (_, name: string) => String(given[name]));
  for (const name of inPath) delete given[name];
  for (const day of ['2026-02-30', '2025-02-29', '0000-01-01', '9999-12-31', '2026-13-01']) {
    const answer =
      route.method === 'GET'
        ? await office.get(`${url}?${field}=${day}`)
        : await office.send(url, { ...given, [field]: day });
    expect([answer.status, answer.body.reason, answer.body.field], day).toEqual([400, 'invalid', field]);
  }
});

test('numbers that are no numbers, and pages far out, are answered', async () => {
  const { office, programme } = await scene();
  const target = { programme, subject_text: '培训', comparison: 'at_least', unit: '场' };
  for (const value of ['1e308', '-1', '1e999', '"1"', 'NaN']) {
    const raw = JSON.stringify({ ...target, value: 0 }).replace('"value":0', `"value":${value}`);
    expect((await office.send('/targets', raw, { 'content-type': 'application/json' })).status, value).toBe(400);
  }
  expect((await office.get('/tasks?page=100000&size=200')).body.rows).toEqual([]);
  expect((await office.get('/tasks?page=1e9')).status).toBe(400);
});

test('a retried upload is one file; the same key with other bytes, or an endless key, is refused', async () => {
  const { unit, task } = await scene();
  const upload = (content: string, key: string) => {
    const body = `--x\r\nContent-Disposition: form-data; name="noun"\r\n\r\ntask\r\n--x\r\nContent-Disposition: form-data; name="row_id"\r\n\r\n${task}\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${content}\r\n--x--\r\n`;
    return unit.send('/files', body, { 'content-type': 'multipart/form-data; boundary=x', 'idempotency-key': key });
  };
  const both = await Promise.all([upload('同一份', 'upload-1'), upload('同一份', 'upload-1')]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(both[0]?.body).toEqual(both[1]?.body);
  expect((await upload('另一份', 'upload-1')).body.reason).toBe('key_used_otherwise');
  expect((await upload('另一份', 'k'.repeat(5_000))).body.field).toBe('idempotency-key');
  const [{ n }] = await rows('select count(*)::int as n from files where row_id = $1', [task]);
  expect(n).toBe(1);
});

test('answers kept for retries and what ended long ago go at night; what lives stays', async () => {
  const { unit } = await scene();
  await rows(
    "insert into idempotency_keys (person_id, key, act, request_hash, at) values ($1, 'old', 'x', 'x', '2026-11-01')",
    [unit.id],
  );
  await rows(
    "insert into idempotency_keys (person_id, key, act, request_hash, at) values ($1, 'new', 'x', 'x', '2026-11-20')",
    [unit.id],
  );
  const gone = await makePerson(house(), unit.organisation, ['unit_officer']);
  await rows("update sessions set expires_at = '2026-09-01' where person_id = $1", [gone.id]);
  const swept = await perform(house().house, { token: null, system: true }, cleanUp, {});
  expect(swept).toMatchObject({ keys: 1, sessions: 1 });
  expect(await rows('select key from idempotency_keys where person_id = $1', [unit.id])).toEqual([{ key: 'new' }]);
  expect((await unit.get('/home')).status).toBe(200);
});

test('a report of a closed programme takes no more files', async () => {
  const { office, programme } = await scene();
  const [report] = await rows(aReport, [programme]);
  await office.send(`/programmes/${programme}/close`, { version: 1 });
  const file = { name: 'a.txt', bytes: new TextEncoder().encode('x') };
  const refused = await sendFile(house(), office, '/files', file, { noun: 'report', row_id: report.id });
  expect([refused.status, refused.body.reason]).toEqual([409, 'wrong_state']);
});

test('no setting locks everybody out', async () => {
  const administrator = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  const found = await administrator.get('/settings?q=session_length');
  const [row] = found.body.rows;
  const wanted = { version: row.version, from_on: '2026-11-21', law: '单位规定', certainty: 'T' };
  const answer = await administrator.send(`/settings/${row.id}/edit`, { ...wanted, value: 0 });
  expect([answer.status, answer.body.field]).toEqual([400, 'value']);
});

test('the log says where a bug happened and for which request, and nothing that a person wrote or holds', async () => {
  const lines: string[] = [];
  const broken = get(
    '/broken',
    query({
      name: 'account.show',
      gate: true,
      input: Type.Object({ secret: Type.String({ maxLength: 50 }) }),
      output: Type.Object({}),
      run: (_ctx, { secret }) => Promise.reject(new Error(`invalid input syntax for type uuid: "${secret}"`)),
    }),
  );
  const logTo = { write: (line: string) => void lines.push(line) };
  const http = await openHttp({ house: house().house, routes: [broken], log: 'requests', logTo });
  const answer = await http.inject({
    method: 'GET',
    url: '/api/broken?secret=my-password',
    headers: { cookie: 'humi_session=my-token', 'user-agent': 'my-browser' },
  });
  await http.close();
  expect(answer.statusCode).toBe(500);
  const log = lines.join('\n');
  expect(log).toContain(JSON.parse(answer.payload).id);
  expect(log).toContain('guards.test.ts');
  for (const held of ['my-password', 'my-token', 'my-browser', '127.0.0.1'])
    expect(log + answer.payload).not.toContain(held);
});

test('a reader who leaves in the middle of an answer is no bug of ours', async () => {
  const lines: string[] = [];
  const { promise: left, resolve: leave } = Promise.withResolvers<void>();
  const slow = get(
    '/slow',
    query({
      name: 'account.show',
      gate: true,
      input: Type.Object({}),
      output: Type.Object({}),
      run: async () => {
        await left;
        throw new Error('Premature close');
      },
    }),
  );
  const logTo = { write: (line: string) => void lines.push(line) };
  const http = await openHttp({ house: house().house, routes: [slow], log: 'requests', logTo });
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  http.server.on('connection', (socket) => socket.on('close', () => leave()));
  const stop = new AbortController();
  const asked = fetch(`${url}/api/slow`, { signal: stop.signal }).catch(({ name }: Error) => name);
  await expect.poll(() => lines.join()).toContain('/api/slow');
  stop.abort();
  expect(await asked).toBe('AbortError');
  await expect.poll(() => lines.join()).toContain('the client left');
  expect(lines.join()).not.toContain('"bug"');
  await http.close();
});
