import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fillAssessment, finishAssessment } from '#test/assessed.ts';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson, sendFile, type TestPerson } from '#test/people.ts';

const house = useHouse();
const owner = () => house().house.database.owner;
const stranger = () => callsAs(house());

async function makeFirm() {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  return { firm, officer: await makePerson(house(), firm, ['enterprise_officer']) };
}

async function started(officer: TestPerson, enterprise: string): Promise<string> {
  const { status, body } = await officer.send('/assessments', { enterprise });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

const open = (token: string) => stranger().send('/assessments/outside', { token });

test('[C17] somebody without an account fills the form by a link, and sees nothing but the form and the own answers', async () => {
  const { firm, officer } = await makeFirm();
  const id = await started(officer, firm.id);
  await officer.send(`/assessments/${id}/answer`, {
    answers: [{ item: 'A1', answer: 0, v: 0, note: '内部备注，不外传' }],
  });
  const made = await officer.send(`/assessments/${id}/invite`);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const { token } = made.body;
  const seen = await open(token);
  const { form } = seen.body;
  expect(seen.body).toMatchObject({ enterprise_name: firm.name, answers: [], taken: ['A1'] });
  expect(JSON.stringify(seen.body)).not.toContain('内部备注');
  const items: string[] = seen.body.content.items.map(({ code }: { code: string }) => code);
  const answers = items.map((item) => ({ item, answer: 1, v: 0 }));
  const filled = await stranger().send('/assessments/outside/fill', { token, form, answers });
  expect(filled.body.taken).toEqual(['A1']);
  expect(filled.body.saved).toHaveLength(items.length - 1);
  expect((await open(token)).body.answers).toHaveLength(items.length - 1);
  const draft = (await officer.get(`/assessments/${id}`)).body;
  expect(draft.answers.find(({ item }: { item: string }) => item === 'A1')).toMatchObject({ answer: 0 });
  expect((await stranger().send('/assessments/outside/hand-in', { token, name: '示例·外部顾问' })).body).toEqual({
    handed_in: true,
  });
  expect((await open(token)).body.reason).toBe('link_ended');
  expect(
    (await stranger().send('/assessments/outside/fill', { token, form, answers: answers.slice(0, 1) })).body.reason,
  ).toBe('link_ended');
  const links = (await officer.get(`/assessments/${id}/links`)).body;
  expect(links.rows).toMatchObject([{ state: 'ended', filled_by_name: '示例·外部顾问' }]);
  expect(JSON.stringify(links)).not.toContain(token);
  const waiting = () =>
    owner().query("select met_at is not null as met from deadlines where row_id = $1 and kind = 'assessment.confirm'", [
      id,
    ]);
  expect((await waiting()).rows).toEqual([{ met: false }]);
  const { version } = (await officer.get(`/assessments/${id}`)).body;
  expect((await officer.send(`/assessments/${id}/finish`, { version })).status).toBe(200);
  expect((await waiting()).rows).toEqual([{ met: true }]);
});

test('[C17] a link ends: by time, by being taken back, by a newer one; its text is kept nowhere', async () => {
  const { firm, officer } = await makeFirm();
  const id = await started(officer, firm.id);
  const invite = async () =>
    (await officer.send(`/assessments/${id}/invite`, {}, { 'idempotency-key': 'k1' })).body.token;
  const first = await invite();
  const second = await invite();
  expect((await open(first)).body.reason).toBe('link_revoked');
  const kept = await owner().query('select count(*)::int as n from idempotency_keys where response::text like $1', [
    `%${second}%`,
  ]);
  expect(kept.rows[0].n).toBe(0);
  const held = await owner().query('select token_hash from assessment_links where assessment_id = $1', [id]);
  expect(JSON.stringify(held.rows)).not.toContain(second);
  house().setTime('2026-11-29T04:00:00Z');
  expect((await open(second)).body.reason).toBe('link_expired');
  house().setTime('2026-11-21T04:00:00Z');
  expect((await officer.send(`/assessments/${id}/revoke`)).status).toBe(200);
  expect((await open(second)).body.reason).toBe('link_revoked');
  expect((await officer.send(`/assessments/${id}/revoke`)).status).toBe(404);
  expect((await open('A'.repeat(43))).body.reason).toBe('link_unknown');
  expect((await open('kurz')).status).toBe(400);
});

test('a link is made only by who sees the firm, and only while the form is being filled', async () => {
  const { firm, officer } = await makeFirm();
  const other = await makeFirm();
  const id = await started(officer, firm.id);
  expect((await other.officer.send(`/assessments/${id}/invite`)).status).toBe(404);
  expect((await other.officer.get(`/assessments/${id}/links`)).status).toBe(404);
  const station = await makeOrganisation(house(), { kind: 'station' });
  const clerk = await makePerson(house(), station, ['station_officer']);
  expect((await clerk.send(`/assessments/${id}/invite`)).status).toBe(404);
  await owner().query('update enterprises set station_org = $2 where org_id = $1', [firm.id, station.id]);
  expect((await clerk.send(`/assessments/${id}/invite`)).status).toBe(200);
  const employee = await makePerson(house(), firm, ['employee']);
  expect((await employee.send(`/assessments/${id}/invite`)).status).toBe(403);
  const done = await finishAssessment(other.officer, other.firm.id);
  expect((await other.officer.send(`/assessments/${done.id}/invite`)).body.reason).toBe('wrong_state');
});

/** A sheet as the officer gets it, its cells changed by `edit` (rows of text, the first hidden), sent back as a table. */
async function sheetRows(officer: TestPerson, id: string): Promise<string[][]> {
  const { readTable } = await import('#server/kernel/sheets.ts');
  const file = await officer.get(`/assessments/${id}/sheet.xlsx`);
  expect(file.status).toBe(200);
  const parts = unzipSync(new Uint8Array(file.bytes));
  const xml = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
  expect(xml).toContain('sheetProtection');
  expect(xml).toContain('dataValidation');
  return readTable(new Uint8Array(file.bytes), 1000);
}

const csvOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'),
  );

const give = (officer: TestPerson, id: string, rows: readonly (readonly string[])[], dry_run: 'true' | 'false') =>
  sendFile(house(), officer, `/assessments/${id}/import`, { name: '评估表.csv', bytes: csvOf(rows) }, { dry_run });

test('[C17] the form goes out as a sheet and comes back in any order; a preview changes nothing', async () => {
  const { firm, officer } = await makeFirm();
  const id = await started(officer, firm.id);
  const rows = await sheetRows(officer, id);
  const answered = rows.map((row, index) =>
    index < 3 ? row : [row[0] ?? '', row[1] ?? '', '是', '', '有', ...row.slice(5)],
  );
  answered[3] = [...(answered[3] ?? [])];
  (answered[3] as string[])[2] = '不适用';
  (answered[3] as string[])[3] = '示例：外包管理';
  const turned = [...answered.slice(0, 3), ...answered.slice(3).reverse()];
  const preview = await give(officer, id, turned, 'true');
  expect(preview.status, JSON.stringify(preview.body)).toBe(422);
  (answered[3] as string[])[2] = '部分';
  const good = [...answered.slice(0, 3), ...answered.slice(3).reverse()];
  const shown = await give(officer, id, good, 'true');
  expect(shown.body).toMatchObject({ dry_run: true, problems: [], taken: answered.length - 3 });
  expect((await officer.get(`/assessments/${id}`)).body.answered).toBe(0);
  expect((await give(officer, id, good, 'false')).body).toMatchObject({ dry_run: false, taken: answered.length - 3 });
  expect((await officer.get(`/assessments/${id}`)).body).toMatchObject({
    answered: answered.length - 3,
    mode: 'sheet',
  });
  expect((await give(officer, id, good, 'false')).body).toMatchObject({ taken: 0 });
});

test('[C17] a damaged sheet is told row by row; what can be read counts; a newer answer stands', async () => {
  const { firm, officer } = await makeFirm();
  const id = await started(officer, firm.id);
  const rows = (await sheetRows(officer, id)).map((row) => [...row]);
  const at = (code: string): string[] => rows.find((row) => row[0] === code) ?? [];
  at('A1')[2] = '是';
  at('A2')[2] = '大概';
  at('A3')[2] = '不适用';
  at('B1')[0] = 'Z9';
  at('B2')[2] = '否';
  rows.push([...at('A1')]);
  await officer.send(`/assessments/${id}/answer`, { answers: [{ item: 'B2', answer: 1, v: 0 }] });
  const { status, body } = await give(officer, id, rows, 'false');
  expect(status, JSON.stringify(body)).toBe(200);
  const told = body.problems.map(({ reason, facts }: { reason: string; facts: { item: string } }) => [
    reason,
    facts.item,
  ]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['sheet_answer_unknown', 'A2'],
      ['sheet_reason_missing', 'A3'],
      ['sheet_item_unknown', 'Z9'],
      ['sheet_item_twice', 'A1'],
      ['sheet_item_missing', 'B1'],
      ['sheet_answer_newer', 'B2'],
    ]),
  );
  expect(told).toHaveLength(6);
  expect(body.problems.find(({ reason }: { reason: string }) => reason === 'sheet_answer_unknown').row).toBe(
    rows.indexOf(at('A2')) + 1,
  );
  expect(body.taken).toBe(1);
  const { answers } = (await officer.get(`/assessments/${id}`)).body;
  expect(
    Object.fromEntries(answers.map(({ item, answer }: { item: string; answer: unknown }) => [item, answer])),
  ).toEqual({ A1: 1, B2: 1 });
});

test('[C17] a sheet of another assessment, of another form or of a withdrawn one is refused with what to do', async () => {
  const [one, other] = [await makeFirm(), await makeFirm()];
  const mine = await started(one.officer, one.firm.id);
  const theirs = await started(other.officer, other.firm.id);
  const rows = await sheetRows(one.officer, mine);
  expect((await give(other.officer, theirs, rows, 'true')).body.reason).toBe('sheet_of_another');
  expect((await give(other.officer, mine, rows, 'true')).status).toBe(404);
  const changed = rows.map((row, index) => (index === 0 ? [row[0] ?? '', mine, theirs, '9'] : row));
  expect((await give(one.officer, mine, changed, 'true')).body.reason).toBe('sheet_form_changed');
  expect((await give(one.officer, mine, rows.slice(1), 'true')).body.reason).toBe('sheet_not_ours');
  const headless = rows.map((row, index) => (index === 2 ? row.map((cell) => (cell === '答案' ? '回答' : cell)) : row));
  expect((await give(one.officer, mine, headless, 'true')).body).toMatchObject({ reason: 'sheet_head_missing' });
  await owner().query("update forms set state = 'withdrawn' where state = 'published'");
  const late = await give(one.officer, mine, rows, 'true');
  expect(late.body).toMatchObject({ reason: 'sheet_form_withdrawn', detail: expect.stringContaining('换用') });
  await owner().query("update forms set state = 'published' where state = 'withdrawn'");
});

test('[C17] the report says score, why the grade is capped, what to do by when, method and proof, in both languages', async () => {
  const { firm, officer } = await makeFirm();
  const done = await finishAssessment(officer, firm.id, { A1: 0, E3: 0.5 });
  const textOf = async (language: string): Promise<string> => {
    const file = await officer.get(`/assessments/${done.id}/report.docx?language=${language}`);
    expect(file.status, JSON.stringify(file.body).slice(0, 300)).toBe(200);
    const xml = new TextDecoder().decode(unzipSync(new Uint8Array(file.bytes))['word/document.xml']);
    return xml.replaceAll(/<[^>]+>/g, '');
  };
  const zh = await textOf('zh');
  for (const part of [
    firm.name,
    '关键项未做到',
    '等级以C为限',
    '2026-12-21',
    '2027-02-19',
    done.deposit,
    '暂无以往结果',
    '第1版',
  ])
    expect(zh).toContain(part);
  expect(await textOf('en')).toContain('With 1 key item(s) missing the grade is C at best.');
  const draft = await fillAssessment(officer, firm.id);
  expect((await officer.get(`/assessments/${draft.id}/report.docx`)).body.reason).toBe('wrong_state');
  const other = await makeFirm();
  expect((await other.officer.get(`/assessments/${done.id}/report.docx`)).status).toBe(404);
});

test('[C17] who oversees no place makes no link to a firm there, whatever the role is called', async () => {
  const { firm, officer } = await makeFirm();
  const id = await started(officer, firm.id);
  const police = await makeOrganisation(house(), { kind: 'police' });
  const stranger = await makePerson(house(), police, ['programme_officer']);
  expect((await stranger.get(`/assessments/${id}`)).status).toBe(404);
  expect((await stranger.send(`/assessments/${id}/invite`)).status).toBe(404);
  const bureau = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  expect((await bureau.send(`/assessments/${id}/invite`)).status).toBe(200);
});

test('[C17] a link goes on through another version of the form: what asks the same is kept, the rest is asked anew', async () => {
  const office = await makePerson(house(), await makeOrganisation(house(), { division: '371521' }), [
    'programme_officer',
  ]);
  const firm = await makeOrganisation(house(), { kind: 'enterprise', division: '371521' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const standard = (await office.get('/forms')).body.rows.find(({ key }: { key: string }) => key === 'default').id;
  const old = (await office.send('/forms', { from: standard, title: '示例县评估表' })).body.id;
  await office.send(`/forms/${old}/publish`, { version: 1 });
  const asked = (await officer.get(`/forms?enterprise=${firm.id}`)).body;
  expect(asked).toMatchObject({ total: 1, rows: [{ id: old, minutes: 15 }] });
  const id = await started(officer, firm.id);
  const { token } = (await officer.send(`/assessments/${id}/invite`)).body;
  expect((await open(token)).body.form).toBe(old);
  const next = (await office.send('/forms', { from: old, title: '示例县评估表' })).body.id;
  const { content } = (await office.get(`/forms/${next}`)).body;
  content.items[1].question.zh = '是否配备保密员？';
  await office.send(`/forms/${next}/edit`, { version: 1, title: '示例县评估表', content });
  await office.send(`/forms/${next}/publish`, { version: 2 });
  const fill = (answers: object[]) => stranger().send('/assessments/outside/fill', { token, form: old, answers });
  const [first, second] = [
    { item: 'A1', answer: 1, v: 0 },
    { item: 'A2', answer: 1, v: 0 },
  ];
  expect((await fill([first])).body).toEqual({ saved: [{ item: 'A1', v: 1 }], taken: [], outdated: [] });
  const { version } = (await officer.get(`/assessments/${id}`)).body;
  await officer.send(`/assessments/${id}/change-form`, { version });
  expect((await fill([{ ...first, answer: 0, v: 1 }, second])).body).toEqual({
    ...{ saved: [{ item: 'A1', v: 2 }], taken: [], outdated: ['A2'] },
  });
  expect((await open(token)).body).toMatchObject({ form: next, answers: [{ item: 'A1', answer: 0 }] });
});
