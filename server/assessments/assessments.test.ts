import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { readTable } from '#server/kernel/sheets.ts';
import { testNow, useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestOrganisation, type TestPerson } from '#test/people.ts';

const house = useHouse();

const sql = async (text: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(text, values)).rows;

async function firm(set: Record<string, unknown> = {}, division = '371524') {
  const organisation = await makeOrganisation(house(), { kind: 'enterprise', division });
  for (const [column, value] of Object.entries(set))
    await sql(`update enterprises set ${column} = $2 where org_id = $1`, [organisation.id, value]);
  return { organisation, officer: await makePerson(house(), organisation, ['enterprise_officer']) };
}

const start = async (person: TestPerson, { id: enterprise }: TestOrganisation, more: object = {}) =>
  (await person.send('/assessments', { enterprise, ...more })).body as {
    id: string;
    version: number;
    existing: boolean;
  };

type Item = { code: string; key: boolean };
type Kept = { item: string; v: number };

/** Answers whatever is asked, but for what `change` says. */
async function answerAll(person: TestPerson, id: string, change: Record<string, unknown> = {}) {
  const { content, answers, profile } = (await person.get(`/assessments/${id}`)).body;
  const seen = new Map(answers.map(({ item, v }: Kept) => [item, v]));
  const sent = content.items
    .filter((item: Item & { micro: boolean }) => profile === 'standard' || item.micro)
    .map(({ code }: Item) => ({
      item: code,
      answer: change[code] ?? 1,
      reason: '本企业不涉及',
      supported: true,
      v: seen.get(code) ?? 0,
    }));
  const saved = await person.send(`/assessments/${id}/answer`, { answers: sent });
  expect(saved.status).toBe(200);
  return saved.body.version as number;
}

async function finished(person: TestPerson, organisation: TestOrganisation, change: Record<string, unknown> = {}) {
  const { id } = await start(person, organisation);
  const version = await answerAll(person, id, change);
  const answer = await person.send(`/assessments/${id}/finish`, { version });
  expect(answer.status).toBe(200);
  return { id, ...answer.body };
}

test('[C17] a firm answers as it goes, finishes, and sees score, grade, classes and what is missing', async () => {
  const { organisation, officer } = await firm();
  const { id } = await start(officer, organisation);
  const first = await officer.send(`/assessments/${id}/answer`, {
    answers: [{ item: 'A1', answer: 1, supported: true, note: '任命书在档', v: 0 }],
  });
  expect(first.body).toMatchObject({ answered: 1, saved: [{ item: 'A1', v: 1 }], conflicts: [] });
  expect((await officer.send(`/assessments/${id}/finish`, { version: first.body.version })).body).toMatchObject({
    ...{ reason: 'answers_missing', facts: { count: 59, item: 'A2' } },
  });
  const version = await answerAll(officer, id, { D2: 0, B5: 0.5, E6: 'na' });
  expect((await officer.send(`/assessments/${id}/finish`, { version: 1 })).status).toBe(409);
  const done = await officer.send(`/assessments/${id}/finish`, { version });
  expect(done.body).toMatchObject({ score: 96.5, grade: 'C', retest_on: '2027-05-20', remedies: 2 });
  const result = (await officer.get(`/assessments/${id}/result`)).body;
  expect(result).toMatchObject({ score: 96.5, grade: 'C', uncapped: 'A', missing: ['D2'], missed: ['B5', 'D2'] });
  expect(result).toMatchObject({ previous: null, sector: [], sector_least: 5 });
  expect(result.classes).toEqual([2, 3, 4, 5, 6]);
  expect(result.deposit).toBe(done.body.deposit);
  const [row] = await sql(
    'select grade, score, key_missing, assessed_on::text, retest_on::text, assessment_id from enterprises where org_id = $1',
    [organisation.id],
  );
  expect(row).toMatchObject({
    grade: 'C',
    key_missing: 1,
    assessed_on: '2026-11-21',
    retest_on: '2027-05-20',
    assessment_id: id,
  });
  const deadlines = await sql(
    "select due_on::text from deadlines where noun = 'assessment' and row_id = $1 and met_at is null",
    [id],
  );
  expect(deadlines).toEqual([{ due_on: '2027-05-20' }]);
  expect((await officer.send(`/assessments/${id}/answer`, { answers: [{ item: 'A1', answer: 0, v: 1 }] })).status).toBe(
    409,
  );
});

test('[C17] the second assessment says what changed, and the re-test of the first is met', async () => {
  const { organisation, officer } = await firm();
  house().setTime('2026-05-20T04:00:00Z');
  const before = await finished(officer, organisation, { D2: 0, C4: 0 });
  house().setTime(testNow);
  const later = await makePerson(house(), organisation, ['enterprise_officer']);
  const after = await finished(later, organisation, { C4: 0.5 });
  const { previous } = (await later.get(`/assessments/${after.id}/result`)).body;
  expect(previous).toMatchObject({ id: before.id, score: 94, grade: 'C', finished_on: '2026-05-20' });
  expect(previous.changes).toEqual([
    { item: 'C4', from: 0, to: 0.5 },
    { item: 'D2', from: 0, to: 1 },
  ]);
  const [met] = await sql('select met_at is not null as met from deadlines where row_id = $1', [before.id]);
  expect(met).toEqual({ met: true });
});

test('[C17] two people on one form: nothing is lost, the second is shown who answered and decides', async () => {
  const { organisation, officer } = await firm();
  const colleague = await makePerson(house(), organisation, ['enterprise_officer']);
  const { id } = await start(officer, organisation);
  expect(await start(colleague, organisation)).toMatchObject({ id, existing: true });
  const send = (person: TestPerson, answers: object[]) => person.send(`/assessments/${id}/answer`, { answers });
  await send(officer, [{ item: 'A1', answer: 1, v: 0 }]);
  const both = await send(colleague, [
    { item: 'A1', answer: 0, v: 0 },
    { item: 'A2', answer: 0.5, v: 0 },
  ]);
  expect(both.body).toMatchObject({ saved: [{ item: 'A2', v: 1 }], conflicts: [{ item: 'A1', answer: 1, v: 1 }] });
  expect(both.body.conflicts[0].by_name).toMatch('示例·甲');
  expect((await send(colleague, [{ item: 'A1', answer: 0, v: 1 }])).body.saved).toEqual([{ item: 'A1', v: 2 }]);
  const { answers } = (await officer.get(`/assessments/${id}`)).body;
  expect(answers.map(({ item, answer }: { item: string; answer: number }) => [item, answer])).toEqual([
    ['A1', 0],
    ['A2', 0.5],
  ]);
});

test('[C17] begun and answered off line: the same requests again after three days make nothing twice', async () => {
  const { organisation, officer } = await firm();
  const id = newId();
  const begin = () => start(officer, organisation, { id });
  const send = (key: string) =>
    officer.send(
      `/assessments/${id}/answer`,
      { answers: [{ item: 'A1', answer: 0.5, note: '现场看过', v: 0 }] },
      { 'idempotency-key': key },
    );
  expect(await begin()).toMatchObject({ id, existing: false });
  const first = (await send('k1')).body;
  // The phone comes back days later: by then the keys of retries are cleaned up, too.
  await sql('delete from idempotency_keys');
  expect(await begin()).toMatchObject({ id, existing: true });
  expect((await send('k2')).body).toMatchObject({
    version: first.version,
    saved: [{ item: 'A1', v: 1 }],
    conflicts: [],
  });
  expect((await officer.get('/assessments')).body.total).toBe(1);
});

test('[C17] answers that cannot stand are refused and nothing of the request is kept', async () => {
  const { organisation, officer } = await firm({ size: 'micro' });
  const { id } = await start(officer, organisation);
  const refused = async (answer: object) =>
    (
      await officer.send(`/assessments/${id}/answer`, {
        answers: [
          { item: 'A1', answer: 1, v: 0 },
          { v: 0, ...answer },
        ],
      })
    ).body.reason;
  expect(await refused({ item: 'A2', answer: 1 })).toBe('item_not_asked');
  expect(await refused({ item: 'D6', answer: 'na' })).toBe('reason_needed');
  expect(await refused({ item: 'F1', answer: 'na', reason: '没有场所' })).toBe('na_too_many');
  expect(await refused({ item: 'D6', answer: 0.7 })).toBe('invalid');
  expect((await officer.get(`/assessments/${id}`)).body).toMatchObject({ answered: 0, asked: 21, profile: 'micro' });
});

test('[C17] what Humi knows is filled in with its source, and whoever fills may change it', async () => {
  const { organisation, officer } = await firm({
    ...{ secret_count: 4, secrets_reviewed_on: '2026-03-01', document_count: 2 },
  });
  // Nine people near secrets, all bound and taught this year; one more who is not; two who left, one list complete.
  await sql(
    `with m as (insert into members (id, org_id, name, access) select gen_random_uuid(), $1, '示例·' || n, case when n < 10 then 'contact' else 'none' end
        from generate_series(1, 10) n returning id, access),
      a as (insert into agreements (id, org_id, number, kind, state, member_id, created_by, created_at)
        select gen_random_uuid(), $1, row_number() over (), 'confidentiality', 'signed', id, $2, '2026-01-05' from m where access = 'contact'),
      l as (insert into learnings (id, org_id, number, title, text, sha256, due_on, created_by, created_at)
        values (gen_random_uuid(), $1, 1, '示例培训', '示例', '', '2026-06-01', $2, '2026-05-01') returning id),
      k as (insert into member_kits (id, org_id, member_id, kind, state, started_on, due_on, finished_at, reason)
        select gen_random_uuid(), $1, (select id from m where access = 'none'), 'exit', 'finished', '2026-04-01', '2026-04-10', '2026-04-09', r
          from (values (null), ('示例：联系不上')) v(r))
    insert into learning_answers (learning_id, member_id, org_id, state, confirmed_at)
      select l.id, m.id, $1, 'confirmed', '2026-05-20' from l, m where m.access = 'contact'`,
    [organisation.id, officer.id],
  );
  const { id } = await start(officer, organisation);
  const { answers } = (await officer.get(`/assessments/${id}`)).body;
  const known = Object.fromEntries(
    answers.map(({ item, answer, source }: { item: string; answer: number; source: { count: number } }) => [
      item,
      [answer, source.count],
    ]),
  );
  expect(known).toEqual({ B1: [0.5, 2], C1: [1, 4], D2: [1, 9], D5: [1, 1], D8: [0.5, 1] });
  await officer.send(`/assessments/${id}/answer`, { answers: [{ item: 'C1', answer: 0, v: 1 }] });
  const [c1] = (await officer.get(`/assessments/${id}`)).body.answers.filter(({ item }: Kept) => item === 'C1');
  expect(c1).toMatchObject({ answer: 0, v: 2 });
  expect(c1.source).toBeUndefined();
});

test('[C17] a form withdrawn meanwhile: finish the one begun, or move the answers over to the new one', async () => {
  const county = await makePerson(house(), await makeOrganisation(house(), { division: '371581' }), [
    'programme_officer',
  ]);
  const { organisation, officer } = await firm({}, '371581');
  const other = await firm({}, '371581');
  const standard = (await county.get('/forms')).body.rows.find(({ key }: { key: string }) => key === 'default');
  const own = (await county.send('/forms', { from: standard.id, title: '示例市评估表' })).body.id;
  await county.send(`/forms/${own}/publish`, { version: 1 });
  const { id } = await start(officer, organisation);
  const second = await start(other.officer, other.organisation);
  await officer.send(`/assessments/${id}/answer`, {
    answers: [
      { item: 'A1', answer: 1, v: 0 },
      { item: 'A2', answer: 1, v: 0 },
    ],
  });
  const next = (await county.send('/forms', { from: own, title: '示例市评估表' })).body.id;
  const { content } = (await county.get(`/forms/${next}`)).body;
  content.items[1].question.zh = '是否配备保密员？';
  await county.send(`/forms/${next}/edit`, { version: 1, title: '示例市评估表', content });
  await county.send(`/forms/${next}/publish`, { version: 2 });
  const shown = (await officer.get(`/assessments/${id}`)).body;
  expect(shown).toMatchObject({ form_state: 'withdrawn', newer: { id: next, version: 2 } });
  expect((await officer.send('/assessments', { enterprise: organisation.id, form: own })).body.reason).toBe(
    'form_withdrawn',
  );
  const renewed = await officer.send(`/assessments/${id}/change-form`, { version: shown.version });
  expect(renewed.body).toMatchObject({ form: next, carried: 1, open: 59 });
  expect((await officer.send(`/assessments/${id}/change-form`, { version: renewed.body.version })).body.reason).toBe(
    'form_in_force',
  );
  // A phone that was off line still answers the old questions: what asks the same is kept, the other is not mistaken.
  const late = await officer.send(`/assessments/${id}/answer`, {
    form: own,
    answers: [
      { item: 'A1', answer: 0.5, v: 1 },
      { item: 'A2', answer: 1, v: 0 },
    ],
  });
  expect(late.body).toMatchObject({ saved: [{ item: 'A1', v: 2 }], outdated: ['A2'], conflicts: [] });
  const now = (await officer.get(`/assessments/${id}/answers`)).body;
  expect(now.form).toBe(next);
  expect(now.answers.map(({ item }: Kept) => item)).toEqual(['A1']);
  // A withdrawn form is finished as it was begun.
  const version = await answerAll(other.officer, second.id);
  expect((await other.officer.send(`/assessments/${second.id}/finish`, { version })).status).toBe(200);
});

test('[C17] an officer fills on site for a firm of the own place; notes stay with the firm and that office', async () => {
  const { organisation, officer } = await firm();
  const visitor = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  const above = await makePerson(house(), await makeOrganisation(house(), { division: '371500' }), [
    'superior_officer',
  ]);
  const { id } = await start(visitor, organisation);
  await visitor.send(`/assessments/${id}/answer`, { answers: [{ item: 'F1', answer: 0, note: '门口没有标牌', v: 0 }] });
  expect((await officer.get(`/assessments/${id}`)).body).toMatchObject({
    mode: 'officer',
    notes: [{ item: 'F1', note: '门口没有标牌' }],
  });
  expect((await visitor.get(`/assessments/${id}`)).body.notes).toHaveLength(1);
  const seen = (await above.get(`/assessments/${id}`)).body;
  expect(seen.answers).toHaveLength(1);
  expect(seen.notes).toEqual([]);
});

test('[C17] two of one firm write beside the same question: both notes stay, each with its name', async () => {
  const { organisation, officer } = await firm();
  const colleague = await makePerson(house(), organisation, ['enterprise_officer']);
  const { id } = await start(officer, organisation);
  const write = (person: TestPerson, note: string, v: number) =>
    person.send(`/assessments/${id}/answer`, { answers: [{ item: 'A1', answer: 1, note, v }] });
  await write(officer, '任命书在档', 0);
  expect((await write(colleague, '任命书需更新', 1)).status).toBe(200);
  const { notes } = (await colleague.get(`/assessments/${id}`)).body;
  expect(notes.map(({ note, mine }: { note: string; mine: boolean }) => [note, mine]).sort()).toEqual([
    ['任命书在档', false],
    ['任命书需更新', true],
  ]);
  expect(notes[0].by_name).toMatch('示例·甲');
});

test('[C17] who may and who sees: not an employee, not another firm, not another county', async () => {
  const { organisation, officer } = await firm();
  const { id } = await finished(officer, organisation);
  const employee = await makePerson(house(), organisation, ['employee']);
  expect((await employee.send('/assessments', { enterprise: organisation.id })).status).toBe(403);
  const stranger = (await firm()).officer;
  const elsewhere = await makePerson(house(), await makeOrganisation(house(), { division: '371581' }), [
    'programme_officer',
  ]);
  for (const person of [stranger, elsewhere]) {
    expect((await person.get(`/assessments/${id}`)).status).toBe(404);
    expect((await person.get(`/assessments/${id}/result`)).status).toBe(404);
    expect((await person.get(`/assessments?enterprise=${organisation.id}`)).body.total).toBe(0);
    expect((await person.send('/assessments', { enterprise: organisation.id })).status).toBe(404);
    expect(
      (await person.send(`/assessments/${id}/answer`, { answers: [{ item: 'A1', answer: 0, v: 1 }] })).status,
    ).toBe(404);
  }
});

test('[C17] the sector is compared from five other firms on, never from fewer', async () => {
  const place = '370211';
  const firms: TestOrganisation[] = [];
  for (let count = 0; count < 5; count += 1)
    firms.push(
      (await firm({ score: 60 + count * 5, grade: 'C', industry: '3921', size: count < 2 ? 'small' : 'micro' }, place))
        .organisation,
    );
  const { organisation, officer } = await firm({ industry: 'C26', size: 'small' }, place);
  const { id } = await finished(officer, organisation);
  const sector = async () => (await officer.get(`/assessments/${id}/result`)).body.sector;
  expect(await sector()).toMatchObject([
    { scope: 'industry', firms: 5, average: 70 },
    { scope: 'all', firms: 5, average: 70 },
  ]);
  await sql('update enterprises set score = null where org_id = $1', [firms[0]?.id]);
  expect((await sector()).filter(({ scope }: { scope: string }) => scope === 'industry')).toEqual([]);
  // Nobody else asks the function about a firm that he does not see, nor for fewer than five.
  await sql("update rule_rows set value = '1' where key = 'sector_firms_least'");
  expect((await sector()).every(({ firms }: { firms: number }) => firms >= 5)).toBe(true);
});

test('[C17] averages side by side are not to be subtracted: what would leave fewer than five takes a wider place', async () => {
  const county = '440103';
  const scored = (size: string, count: number) =>
    Promise.all(Array.from({ length: count }, () => firm({ score: 50, grade: 'D', size }, county)));
  await scored('large', 5);
  await scored('medium', 1);
  const { organisation, officer } = await firm({ size: 'large' }, county);
  const { id } = await finished(officer, organisation);
  const firmsOf = async (wanted: string) =>
    (await officer.get(`/assessments/${id}/result`)).body.sector.find(
      ({ scope }: { scope: string }) => scope === wanted,
    )?.firms;
  expect(await firmsOf('size')).toBe(5);
  // Six in the county: the sixth would be known by subtraction.
  expect([6, 7, 8, 9]).not.toContain(await firmsOf('all'));
  await scored('medium', 4);
  expect([await firmsOf('size'), await firmsOf('all')]).toEqual([5, 10]);
});

test('[C04] finished assessments are counted for targets; the list filters, sorts and leaves as a workbook', async () => {
  const county = await makePerson(house(), await makeOrganisation(house(), { division: '370203' }), [
    'programme_officer',
  ]);
  const [one, two] = [
    await firm({ industry: 'C39', size: 'small' }, '370203'),
    await firm({ size: 'micro' }, '370203'),
  ];
  await finished(one.officer, one.organisation);
  await start(two.officer, two.organisation);
  const total = async (filter: string) => (await county.get(`/assessments?${filter}`)).body.total;
  expect([await total(''), await total('state=finished'), await total('grade=A'), await total('grade=B')]).toEqual([
    2, 1, 1, 0,
  ]);
  expect([await total('industry=C'), await total('scale=micro'), await total('latest=true')]).toEqual([1, 1, 1]);
  expect(await total(`q=${encodeURIComponent(one.organisation.name)}`)).toBe(1);
  expect((await county.get('/assessments?sort=-score')).body.rows[0]).toMatchObject({
    score: 100,
    enterprise: one.organisation.id,
  });
  const table = readTable((await county.get('/assessments/export.xlsx?state=finished')).bytes, 100);
  expect([table.length, table[1]?.[0]]).toEqual([2, one.organisation.name]);
  const [counted] = await sql("select count(*)::int as n from count_assessment('2026-11-21', $1, null, false)", [
    one.organisation.path,
  ]);
  expect(counted).toEqual({ n: 1 });
});

test('a draft begun by mistake is discarded with a reason, and another may begin', async () => {
  const { organisation, officer } = await firm();
  const { id, version } = await start(officer, organisation);
  expect((await officer.send(`/assessments/${id}/discard`, { version: 9, reason: '误建' })).status).toBe(409);
  expect((await officer.send(`/assessments/${id}/discard`, { version, reason: '误建' })).status).toBe(200);
  expect((await officer.get('/assessments')).body.total).toBe(0);
  expect((await officer.get('/assessments?state=discarded')).body.total).toBe(1);
  const next = await start(officer, organisation);
  expect(next).toMatchObject({ existing: false });
  // Whoever comes second goes on with the draft, not with what was discarded.
  expect(await start(officer, organisation)).toMatchObject({ id: next.id, existing: true });
  expect(next.id).not.toBe(id);
});
