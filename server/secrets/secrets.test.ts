import { expect, test } from 'vitest';
import { hashToken } from '#server/kernel/session.ts';
import { testNow, useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { addSecret, body, formOf, makeFirm, openAs, sealFor, type TestFirm } from '#test/register.ts';

const house = useHouse();

const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

const term = { level: 'core', period: 'day', period_to: '2031-11-20' };

async function versionOf(id: string): Promise<number> {
  const [{ version }] = await rows('select version from secrets where id = $1', [id]);
  return version;
}

/** Sends an act with its sealed form in the version of today. */
async function act(
  firm: TestFirm,
  person: TestPerson,
  { id, verb, more = {} }: { id: string; verb: string; more?: object },
) {
  const readers = [firm.officer, firm.second];
  const form = await formOf(firm, person, { id, readers });
  return person.send(`/secrets/${id}/${verb}`, { version: await versionOf(id), ...form, ...more });
}

const decide = async (
  person: TestPerson,
  { id, step, verb = 'endorse' }: { id: string; step: string; verb?: string },
) => person.send(`/secrets/${id}/${verb}`, { version: await versionOf(id), step });

async function inForce(
  readersOf: (firm: TestFirm) => TestPerson[] = ({ officer, second, employee }) => [officer, second, employee],
) {
  const firm = await makeFirm(house());
  const readers = readersOf(firm);
  const { id, sealed } = await addSecret(firm, readers);
  const asked = await act(firm, firm.officer, { id, verb: 'propose', more: { ...term, not_state_secret: true } });
  expect(asked.status).toBe(200);
  expect((await decide(firm.second, { id, step: asked.body.step })).status).toBe(200);
  return { firm, id, sealed, readers };
}

test('[C19][C20] an officer lists a secret, another approves, who is on the list opens it, nobody else is served', async () => {
  const firm = await makeFirm(house());
  const { officer, second, employee, outsider } = firm;
  const { id, added } = await addSecret(firm, [officer, second, employee]);
  expect(added.body).toEqual({ id, number: 1, version: 1, latest: 1 });
  const asked = await act(firm, officer, { id, verb: 'propose', more: { ...term, not_state_secret: true } });
  expect(asked.body).toMatchObject({ state: 'proposed' });
  expect((await decide(officer, { id, step: asked.body.step })).body.reason).toBe('same_person');
  const approved = await decide(second, { id, step: asked.body.step });
  expect(approved.body).toMatchObject({ state: 'in_force' });
  const list = (await employee.get('/secrets')).body;
  expect(list).toMatchObject({ total: 1, next: null });
  expect(list.rows[0]).toMatchObject({
    ...{ id, number: 1, state: 'in_force', level: 'core', mine: true, readers: 3, asked: null },
    ...{ classified_on: '2026-11-21', review_on: '2027-05-21', period_to: '2031-11-20' },
  });
  const opened = await employee.send('/secrets/consult', { ids: [id], purpose: 'work', forms: true });
  expect(opened.body).toMatchObject({ rest: [], missing: [] });
  const [row] = opened.body.rows;
  const record = await openAs<typeof body>(firm, employee, { sealed: row.sealed, subject: id, version: 1 });
  expect(record.record.body).toEqual(body);
  await expect(openAs(firm, outsider, { sealed: row.sealed, subject: id, version: 1 })).rejects.toMatchObject({
    reason: 'sealed_not_for_me',
  });
  expect((await outsider.get('/secrets')).body).toMatchObject({ total: 0, rows: [] });
  expect((await outsider.get(`/secrets/${id}`)).status).toBe(404);
  expect((await outsider.send('/secrets/consult', { ids: [id], purpose: 'work' })).status).toBe(404);
  const [counts] = await rows('select secret_count, secrets_since from enterprises where org_id = $1', [firm.firm.id]);
  expect(counts).toEqual({ secret_count: 1, secrets_since: '2026-11-21' });
  const clocks = await rows("select kind, title, due_on, path from deadlines where noun = 'secret' order by kind");
  expect(clocks).toEqual([
    { kind: 'period_end', title: '第1号秘密保密期限届满，应当变更或者解密', due_on: '2031-11-20', path: '' },
    { kind: 'review', title: '第1号秘密到期复核', due_on: '2027-05-21', path: '' },
  ]);
});

test('[C19] digest and moment of each version are deposited; readings are on record where the firm sees them', async () => {
  const { firm, id, sealed } = await inForce();
  await firm.employee.send('/secrets/consult', { ids: [id], purpose: 'handover' });
  const statements = await rows('select text from statements where row_id = $1 order by deposit_id', [id]);
  const told = statements.map(({ text }) => JSON.parse(text));
  expect(told.map((one) => one.act)).toEqual(['secret.add', 'secret.propose', 'secret.endorse']);
  expect(told[0]).toMatchObject({
    facts: { number: 1, version: 1, state: 'draft', resealed: false },
    files: [{ name: '第1号秘密第1版', sha256: sealed.sha256, sm3: sealed.sm3, size: 500 }],
  });
  expect(told[2].facts).toMatchObject({ kind: 'classify', level: 'core', person: firm.second.id, state: 'in_force' });
  const log = (await firm.officer.get(`/secrets/readings?secret=${id}`)).body;
  expect(log).toMatchObject({
    total: 1,
    rows: [{ number: 1, version: 1, person: firm.employee.id, purpose: 'handover' }],
  });
  expect((await firm.outsider.get('/secrets/readings')).body.total).toBe(0);
  expect((await firm.employee.get('/secrets/readings')).body.total).toBe(1);
  const sheet = await firm.officer.get('/secrets/readings/export.xlsx?purpose=handover');
  expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
  expect((await firm.officer.get('/secrets/readings?from=2026-11-22')).body.total).toBe(0);
});

test('[C19] nothing that was sealed and no word in clear is in any table, and what is not sealed is refused', async () => {
  const { firm, id } = await inForce();
  await act(firm, firm.officer, { id, verb: 'use', more: { due_back_on: '2026-12-01' } });
  const { owner } = house().house.database;
  const tables = await rows("select tablename as name from pg_tables where schemaname = 'public'");
  for (const { name } of tables)
    for (const mark of ['密点标记', '表单标记', '示例·配方']) {
      const found = await owner.query(`select count(*)::int as n from ${name} t where t::text like $1`, [`%${mark}%`]);
      expect(found.rows[0].n, name).toBe(0);
    }
  const clear = Buffer.from(JSON.stringify({ title: '示例' })).toString('base64');
  const form = await formOf(firm, firm.officer, { id, readers: [firm.officer] });
  const bad = await firm.officer.send(`/secrets/${id}/save`, { latest: 1, ...form, sealed: clear });
  expect([bad.status, bad.body.reason]).toEqual([422, 'not_sealed']);
  expect(JSON.stringify(bad.body)).not.toContain('示例');
  expect((await firm.officer.send(`/secrets/${id}/save`, { latest: 1, ...form, sealed: '示例' })).status).toBe(400);
});

test('[C19] no other firm, no bureau, no overseer, no station and no administrator sees a row of any table', async () => {
  const { firm, id } = await inForce();
  await act(firm, firm.officer, { id, verb: 'use', more: { due_back_on: '2026-12-01' } });
  await firm.employee.send('/secrets/consult', { ids: [id], purpose: 'work' });
  await firm.officer.send('/secrets/pack', {});
  const bureau = await makeOrganisation(house(), { kind: 'market_regulation' });
  const station = await makeOrganisation(house(), { kind: 'station' });
  await rows('update enterprises set station_org = $1, liaison_org = $2 where org_id = $3', [
    station.id,
    bureau.id,
    firm.firm.id,
  ]);
  const other = await makeFirm(house());
  const strangers = [
    ...(await Promise.all(
      (
        [
          'programme_officer',
          'leader',
          'superior_officer',
          'unit_officer',
          'system_administrator',
          'security_administrator',
          'audit_administrator',
        ] as const
      ).map((role) => makePerson(house(), bureau, [role])),
    )),
    await makePerson(house(), station, ['station_officer']),
    other.officer,
  ];
  const tables = [
    'secrets',
    'secret_versions',
    'secret_readers',
    'secret_files',
    'secret_parts',
    'secret_steps',
    'readings',
    'catalogues',
    'firm_numbers',
    'secret_settings',
    'secret_exports',
  ];
  for (const person of strangers) {
    for (const table of tables)
      expect(await seen(person, `select 1 from ${table} where org_id = '${firm.firm.id}'`), `${table}`).toBe(0);
    expect(await seen(person, `select 1 from deadlines where noun = 'secret' and org_id = '${firm.firm.id}'`)).toBe(0);
    expect([403, 404]).toContain((await person.get(`/secrets/${id}`)).status);
    expect(await seen(person, `select 1 from statements where row_id = '${id}'`)).toBe(0);
  }
  expect(await seen(firm.outsider, `select 1 from secrets where org_id = '${firm.firm.id}'`)).toBe(0);
  for (const table of [
    'secret_versions',
    'secret_readers',
    'secret_files',
    'secret_parts',
    'secret_steps',
    'readings',
    'catalogues',
    'secret_exports',
  ])
    expect(await seen(firm.outsider, `select 1 from ${table} where org_id = '${firm.firm.id}'`), table).toBe(0);
  expect(await seen(firm.employee, `select 1 from secrets where org_id = '${firm.firm.id}'`)).toBe(1);
});

/** Rows of a select in a person's own database role. */
async function seen(person: TestPerson, select: string): Promise<number> {
  const client = await house().house.database.owner.connect();
  try {
    await client.query('begin');
    await client.query('select humi_open($1, $2)', [hashToken(person.cookie.slice('humi_session='.length)), testNow]);
    await client.query('set local role humi_app');
    return (await client.query(select)).rows.length;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('[C20] two edit the same version: the second is refused and chooses; a new version continues the chain', async () => {
  const { firm, id, sealed, readers } = await inForce();
  const next = { subject: id, body: { ...body, content: '改' }, readers, version: 2, previous: sealed.sha256 };
  const one = await firm.employee.send(`/secrets/${id}/save`, {
    latest: 1,
    ...(await sealFor(firm, firm.employee, next)),
  });
  expect(one.body).toMatchObject({ latest: 2 });
  const two = await firm.officer.send(`/secrets/${id}/save`, {
    latest: 1,
    ...(await sealFor(firm, firm.officer, next)),
  });
  expect([two.status, two.body.reason]).toEqual([409, 'changed_meanwhile']);
  const opened = await firm.second.send('/secrets/consult', { ids: [id], purpose: 'work' });
  const record = await openAs(firm, firm.second, {
    sealed: opened.body.rows[0].sealed,
    subject: id,
    version: 2,
    previous: sealed.sha256,
  });
  expect(record.record.author).toBe(firm.employee.id);
  const older = await firm.second.send('/secrets/consult', { ids: [id], version: 1, purpose: 'review' });
  expect(older.body.rows).toMatchObject([{ version: 1 }]);
  const fake = { ...(await sealFor(firm, firm.employee, { ...next, version: 3 })), readers: [firm.employee.id] };
  expect((await firm.employee.send(`/secrets/${id}/save`, { latest: 2, ...fake })).body.reason).toBe(
    'readers_are_officers',
  );
});

test('[C20] removing somebody seals again: the server serves them no more, and the new version would not open', async () => {
  const { firm, id, sealed } = await inForce();
  const { officer, second, employee } = firm;
  const readers = [officer, second];
  const again = await sealFor(firm, officer, { subject: id, body, readers, version: 2, previous: sealed.sha256 });
  const item = { id, latest: 1, readers: readers.map((one) => one.id), ...again };
  const done = await officer.send('/secrets/seal-again', { items: [item] }, { 'idempotency-key': 'seal-1' });
  expect(done.body).toMatchObject({ rows: [{ id, latest: 2 }] });
  const twice = await officer.send('/secrets/seal-again', { items: [item] }, { 'idempotency-key': 'seal-1' });
  expect(twice.body).toEqual(done.body);
  expect((await employee.get(`/secrets/${id}`)).status).toBe(404);
  expect((await employee.send('/secrets/consult', { ids: [id], purpose: 'work' })).body.reason).toBe('not_found');
  await expect(openAs(firm, employee, { sealed: again.sealed, subject: id, version: 2 })).rejects.toMatchObject({
    reason: 'sealed_not_for_me',
  });
  const shown = (await officer.get(`/secrets/${id}`)).body;
  expect(shown.versions).toMatchObject([
    { version: 2, resealed: true, recipients: 3 },
    { version: 1, resealed: false, recipients: 4 },
  ]);
  expect(shown.reader_list.filter((one: { until: string | null }) => one.until !== null)).toMatchObject([
    { person: employee.id },
  ]);
  const stranger = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), ['employee']);
  const foreign = await officer.send('/secrets/seal-again', {
    items: [{ ...item, latest: 2, readers: [officer.id, stranger.id] }],
  });
  expect(foreign.body.reason).toBe('reader_not_in_firm');
  expect((await officer.send('/secrets/seal-again', { items: [{ ...item, latest: 1 }] })).status).toBe(409);
});

test('[C20] an officer who is not on the list sees number, level and state, opens nothing, approves nothing', async () => {
  const firm = await makeFirm(house());
  const { id } = await addSecret(firm, [firm.officer]);
  expect((await firm.second.get('/secrets')).body.rows).toMatchObject([{ number: 1, mine: false }]);
  expect((await firm.second.send('/secrets/consult', { ids: [id], purpose: 'work' })).body.reason).toBe('not_reader');
  const asked = await act(firm, firm.officer, { id, verb: 'propose', more: { ...term, not_state_secret: true } });
  expect((await decide(firm.second, { id, step: asked.body.step })).body.reason).toBe('not_reader');
  expect((await firm.second.send('/secrets/consult', { ids: [id], purpose: 'recovery' })).body.rows).toHaveLength(1);
});

test('[C20] a state secret is refused and nothing of it is kept', async () => {
  const firm = await makeFirm(house());
  const { id } = await addSecret(firm, [firm.officer]);
  const [{ n: before }] = await rows('select count(*)::int as n from events');
  const refused = await act(firm, firm.officer, { id, verb: 'propose', more: { ...term, not_state_secret: false } });
  expect([refused.status, refused.body.reason]).toEqual([422, 'state_secret']);
  expect(await rows('select id from secret_steps where secret_id = $1', [id])).toEqual([]);
  const [{ n: after }] = await rows('select count(*)::int as n from events');
  expect(after).toBe(before);
});

test('[C20] the whole life: concealed, used, brought back, changed, reviewed, suspended, declassified, destroyed', async () => {
  const { firm, id } = await inForce();
  const { officer, second, employee } = firm;
  const step = async (verb: string, more: object = {}) => {
    const done = await act(firm, officer, { id, verb, more });
    expect([verb, done.status]).toEqual([verb, 200]);
    return done.body;
  };
  const endorsed = async (asked: { step: string }) => (await decide(second, { id, step: asked.step })).body.state;
  await step('conceal');
  const out = await step('use', { due_back_on: '2026-12-01' });
  expect((await officer.get(`/secrets/${id}`)).body).toMatchObject({ concealed: true, out_count: 1 });
  const due = () =>
    rows("select due_on, met_at is not null as met from deadlines where kind = 'due_back' and row_id = $1", [id]);
  expect(await due()).toEqual([{ due_on: '2026-12-01', met: false }]);
  await step('bring-back', { use: out.step });
  expect(await due()).toMatchObject([{ met: true }]);
  expect((await act(firm, officer, { id, verb: 'bring-back', more: { use: out.step } })).body.reason).toBe(
    'already_done',
  );
  const changed = await step('change', { level: 'ordinary', period: 'long' });
  expect((await act(firm, officer, { id, verb: 'declassify' })).body.reason).toBe('step_waits');
  expect(await endorsed(changed)).toBe('in_force');
  expect((await officer.get(`/secrets/${id}`)).body).toMatchObject({
    level: 'ordinary',
    period: 'long',
    period_to: null,
    review_on: '2027-11-21',
  });
  await step('review', { next_on: '2027-03-01' });
  expect(await rows('select secrets_reviewed_on from enterprises where org_id = $1', [firm.firm.id])).toEqual([
    { secrets_reviewed_on: '2026-11-21' },
  ]);
  await step('disclose');
  await step('suspend');
  expect((await act(firm, officer, { id, verb: 'use' })).body.reason).toBe('wrong_state');
  await step('resume');
  const gone = await step('declassify');
  expect((await decide(second, { id, step: gone.step, verb: 'reject' })).body.state).toBe('in_force');
  expect(await endorsed(await step('declassify'))).toBe('declassified');
  expect(await rows('select secret_count from enterprises where org_id = $1', [firm.firm.id])).toEqual([
    { secret_count: 0 },
  ]);
  const alone = await act(firm, officer, { id, verb: 'destroy', more: { witnesses: [officer.id, second.id] } });
  expect(alone.body.reason).toBe('two_witnesses');
  const burnt = await step('destroy', { witnesses: [second.id, employee.id] });
  expect(await endorsed(burnt)).toBe('destroyed');
  expect((await act(firm, officer, { id, verb: 'review' })).body.reason).toBe('wrong_state');
});

test('[C25] what is of the core level leaves the firm after a second officer approved; who asked may take it back', async () => {
  const { firm, id } = await inForce();
  const asked = await act(firm, firm.officer, { id, verb: 'disclose' });
  expect((await firm.officer.get(`/secrets/${id}`)).body).toMatchObject({
    asked: 'disclose',
    steps: [{ kind: 'disclose', state: 'asked' }, {}],
  });
  const other = await decide(firm.second, { id, step: asked.body.step, verb: 'retract' });
  expect(other.status).toBe(403);
  expect((await decide(firm.officer, { id, step: asked.body.step, verb: 'retract' })).status).toBe(200);
  const again = await act(firm, firm.officer, { id, verb: 'disclose' });
  expect((await decide(firm.second, { id, step: again.body.step })).body.state).toBe('in_force');
  expect((await decide(firm.second, { id, step: again.body.step })).body.reason).toBe('already_done');
});

test('numbers of a firm have no gaps and no doubles when many are added at once', async () => {
  const firm = await makeFirm(house());
  const added = await Promise.all(Array.from({ length: 12 }, () => addSecret(firm, [firm.officer])));
  expect(added.map(({ added: one }) => one.body.number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1),
  );
  const since = (await firm.officer.get('/secrets?size=5&after=5')).body;
  expect(since).toMatchObject({ total: 12, next: 10 });
  expect((await firm.officer.get('/secrets?since=2026-11-22T00:00:00Z')).body).toMatchObject({ total: 12, rows: [] });
  expect((await firm.officer.get('/secrets?since=yesterday')).status).toBe(400);
});

test('a stale version is refused with 409, and an act in the wrong state too', async () => {
  const { firm, id } = await inForce();
  const form = await formOf(firm, firm.officer, { id, readers: [firm.officer] });
  const stale = await firm.officer.send(`/secrets/${id}/conceal`, { version: 1, ...form });
  expect([stale.status, stale.body.reason]).toEqual([409, 'changed_meanwhile']);
  const wrong = await act(firm, firm.officer, { id, verb: 'propose', more: { ...term, not_state_secret: true } });
  expect([wrong.status, wrong.body.reason]).toEqual([409, 'wrong_state']);
  expect((await act(firm, firm.employee, { id, verb: 'conceal' })).status).toBe(403);
});

test('[C20] level words are the firm’s own, and those of state secrets are refused', async () => {
  const firm = await makeFirm(house());
  expect((await firm.officer.get('/secrets/levels')).body).toEqual({
    core: '核心',
    important: '重要',
    ordinary: '一般',
  });
  const words = { core: '甲级', important: '乙级', ordinary: '丙级' };
  expect((await firm.officer.send('/secrets/name-levels', words)).status).toBe(200);
  expect((await firm.employee.get('/secrets/levels')).body).toEqual(words);
  const state = await firm.officer.send('/secrets/name-levels', { ...words, core: ' 绝 密' });
  expect(state.body).toMatchObject({ reason: 'level_words_state', field: 'core' });
  expect((await firm.officer.send('/secrets/name-levels', { ...words, core: '乙级' })).body.reason).toBe(
    'level_words_same',
  );
});

test('[C19] the region counts firms with a register and never sees an entry', async () => {
  const { firm } = await inForce();
  const found = await rows(
    "select row_id, title from count_secret_register('2026-11-21', $1, null, false) where row_id = $2",
    [firm.firm.path, firm.firm.id],
  );
  expect(found).toHaveLength(1);
  expect(
    await rows("select row_id from count_secret_register('2026-11-20', $1, null, false) where row_id = $2", [
      firm.firm.path,
      firm.firm.id,
    ]),
  ).toEqual([]);
});

test('[C20][C22] what has leaked is marked so by one of its readers, stays in the register, and comes back into force', async () => {
  const { firm, id } = await inForce();
  const exposed = await act(firm, firm.officer, { id, verb: 'expose' });
  expect(exposed.body).toMatchObject({ state: 'leaked' });
  const [{ secret_count }] = await rows('select secret_count from enterprises where org_id = $1', [firm.firm.id]);
  expect(secret_count).toBe(1);
  expect((await act(firm, firm.officer, { id, verb: 'use' })).status).toBe(409);
  expect((await act(firm, firm.employee, { id, verb: 'resume' })).status).toBe(403);
  expect((await act(firm, firm.officer, { id, verb: 'resume' })).body).toMatchObject({ state: 'in_force' });
});
