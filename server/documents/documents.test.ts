import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { remindDocuments } from '#server/documents/remind.ts';
import { newId } from '#server/kernel/id.ts';
import { perform } from '#server/kernel/verb.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile } from '#test/people.ts';

const house = useHouse();
const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

let firms = 0;

async function scene() {
  firms += 1;
  const name = `示例精工${firms}有限公司`;
  const firm = await makeOrganisation(house(), { kind: 'enterprise', name });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const employee = await makePerson(house(), firm, ['employee']);
  await rows("update enterprises set size = 'small', credit_code = '91371500MA3EXAMPLE' where org_id = $1", [firm.id]);
  return { firm, officer, employee };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const prepared = async ({ officer }: Scene, template = 'management-policy', more: object = {}): Promise<string> => {
  const answer = await officer.send('/documents/prepare', { template, ...more });
  expect([answer.status, answer.body.reason]).toEqual([200, undefined]);
  return answer.body.id;
};

const step = (name: string, version: number, more: object = {}) => ({
  ...{ version, step: name, done_on: '2026-11-20', skipped: false, note: '职工大会讨论，无异议。' },
  ...more,
});

test('[C18] the library names its texts by purpose, with laws, rules and what is known of the firm', async () => {
  const there = await scene();
  const { body } = await there.officer.get('/documents/templates');
  expect(body.total).toBeGreaterThanOrEqual(40);
  expect(
    (await there.officer.get('/documents/templates?rule=noncompete_longest')).body.rows.map(
      (one: { key: string }) => one.key,
    ),
  ).toContain('non-compete');
  expect((await there.officer.get('/documents/templates?item=D8')).body.total).toBeGreaterThanOrEqual(2);
  const { body: one } = await there.officer.get('/documents/templates/non-compete');
  expect(one).toMatchObject({ prefilled: { firm: there.firm.name }, size: 'small', kind: 'agreement' });
  expect(one.numbers.find(({ key }: { key: string }) => key === 'noncompete_longest')).toMatchObject({
    value: '24',
    certainty: 'T',
  });
  expect(one.basis[0].law).toContain('劳动合同法');
  const office = await makePerson(house(), await makeOrganisation(house(), {}), ['programme_officer']);
  expect((await office.get('/documents/templates')).body.total).toBe(body.total);
  expect((await office.send('/documents/prepare', { template: 'non-compete' })).status).toBe(403);
  expect((await there.officer.get('/documents/templates/no-such')).body.reason).toBe('template_unknown');
});

test('[C18] a policy is drafted, filled, adopted in the steps of 劳动合同法第四条, and kept byte by byte', async () => {
  const there = await scene();
  const { officer, employee, firm } = there;
  const id = await prepared(there);
  const fields = { firm: firm.name, officer: '技术总监', effective: '2026-12-01' };
  expect((await officer.send(`/documents/${id}/edit`, { version: 1, size: 'medium', fields })).body).toEqual({
    version: 2,
  });
  expect((await employee.get('/documents')).body.total).toBe(0);
  expect((await employee.get(`/documents/${id}`)).status).toBe(404);
  const early = await officer.send(`/documents/${id}/adopt`, { version: 2, adopted_on: '2026-11-21' });
  expect([early.status, early.body.reason]).toEqual([422, 'adoption_steps_missing']);
  expect((await officer.send(`/documents/${id}/step`, step('announce', 2))).body.reason).toBe('step_too_early');
  await officer.send(`/documents/${id}/step`, step('discuss', 2));
  const skipped = step('consult', 3, { skipped: true, note: '未设工会，已由职工代表协商。' });
  expect((await officer.send(`/documents/${id}/step`, skipped)).body).toEqual({ version: 4 });
  const adopted = await officer.send(`/documents/${id}/adopt`, { version: 4, adopted_on: '2026-11-21' });
  expect(adopted.body).toEqual({ version: 5, deposit: expect.any(String) });
  const { body: shown } = await officer.get(`/documents/${id}`);
  expect(shown).toMatchObject({ state: 'in_force', review_on: '2027-11-21', next_step: 'announce', may_change: false });
  const paper = await employee.get(`/documents/${id}/paper.docx`);
  expect(createHash('sha256').update(paper.bytes).digest('hex')).toBe(shown.sha256);
  const words = strFromU8(unzipSync(paper.bytes)['word/document.xml'] ?? new Uint8Array());
  for (const text of [firm.name, '技术总监', '第一条', '2026年12月1日', '反不正当竞争法'])
    expect(words).toContain(text);
  const [{ text }] = await rows('select text from statements where deposit_id = $1', [adopted.body.deposit]);
  expect(JSON.parse(text)).toMatchObject({ act: 'document.adopt', files: [{ sha256: shown.sha256 }] });
  expect(await rows('select kind, due_on from deadlines where row_id = $1 order by kind', [id])).toMatchObject([
    { kind: 'document.announce', due_on: '2026-11-28' },
    { kind: 'document.review', due_on: '2027-11-21' },
    { kind: 'document.sign' },
  ]);
  expect((await rows('select document_count from enterprises where org_id = $1', [firm.id]))[0]).toEqual({
    document_count: 1,
  });
  await officer.send(`/documents/${id}/step`, step('announce', 5));
  expect(
    (
      await rows("select met_at is not null as met from deadlines where row_id = $1 and kind = 'document.announce'", [
        id,
      ])
    )[0],
  ).toEqual({ met: true });
  expect((await employee.get('/documents')).body.rows).toMatchObject([{ id, kind: 'policy' }]);
  expect((await employee.send(`/documents/${id}/discard`, { version: 6, reason: '无' })).status).toBe(403);
});

test('[C18] wrong role, another firm, a stale version, a double request, bad fields', async () => {
  const there = await scene();
  const { officer } = there;
  const key = { 'idempotency-key': 'twice' };
  const both = await Promise.all(
    [1, 2].map(() => officer.send('/documents/prepare', { template: 'partner-nda' }, key)),
  );
  expect(both[0]?.body).toEqual(both[1]?.body);
  expect((await officer.get('/documents')).body.total).toBe(1);
  const id = both[0]?.body.id;
  const edit = (version: number, fields: object) =>
    officer.send(`/documents/${id}/edit`, { version, size: 'small', fields });
  expect((await edit(9, {})).status).toBe(409);
  expect((await edit(1, { nothing: 'x' })).body.reason).toBe('unknown_field');
  const told = await edit(1, { entries: '热处理配方' });
  expect([told.status, told.body.reason]).toEqual([422, 'field_entries_only']);
  expect((await edit(1, { entries: '第3、12号' })).body).toEqual({ version: 2 });
  expect((await edit(2, { day: '2026-02-30' })).body.reason).toBe('field_wrong');
  expect((await edit(2, { mutual: 'perhaps' })).body.reason).toBe('field_wrong');
  const other = await scene();
  for (const url of [`/documents/${id}`, `/documents/${id}/paper.docx`])
    expect((await other.officer.get(url)).status).toBe(404);
  expect((await other.officer.send(`/documents/${id}/discard`, { version: 2, reason: '无' })).status).toBe(404);
  const bureau = await makePerson(house(), await makeOrganisation(house(), {}), [
    'programme_officer',
    'enterprise_officer',
  ]);
  expect((await bureau.get(`/documents/${id}`)).body.reason).toBe('not_an_enterprise');
  expect(await rows('select 1 from documents')).not.toHaveLength(0);
});

test('[C18] the firm’s own edited file takes the place of the text, with its digest', async () => {
  const there = await scene();
  const { officer } = there;
  const id = await prepared(there, 'visitor-form');
  const blank = (await officer.get(`/documents/${id}/paper.docx`)).bytes;
  const wrong = { name: '制度.docx', bytes: new TextEncoder().encode('not a zip') };
  expect((await sendFile(house(), officer, `/documents/${id}/attach`, wrong, { version: '1' })).body.reason).toBe(
    'document_not_docx',
  );
  const sent = await sendFile(
    house(),
    officer,
    `/documents/${id}/attach`,
    { name: '来访登记.docx', bytes: blank },
    { version: '1' },
  );
  expect(sent.body).toEqual({ version: 2, sha256: createHash('sha256').update(blank).digest('hex') });
  expect((await officer.get(`/documents/${id}`)).body).toMatchObject({ own_file: true, file_name: '来访登记.docx' });
  const adopted = await officer.send(`/documents/${id}/adopt`, {
    version: 2,
    adopted_on: '2026-11-21',
    review_on: '2027-05-21',
  });
  expect(adopted.status).toBe(200);
  expect((await officer.get(`/documents/${id}/paper.docx`)).bytes.equals(blank)).toBe(true);
  const bundle = await officer.get('/documents/bundle.zip');
  expect(Object.keys(unzipSync(bundle.bytes))).toHaveLength(1);
});

test('[C18] a rule’s new row lists the documents it touches; a new version takes the old one’s place', async () => {
  const there = await scene();
  const { officer } = there;
  const id = await prepared(there, 'non-compete', { label: '王工（示例）', fields: { months: '12' } });
  await officer.send(`/documents/${id}/adopt`, { version: 1, adopted_on: '2026-11-21' });
  expect((await officer.get('/documents/touched')).body.total).toBe(0);
  const admin = await makePerson(house(), await makeOrganisation(house(), {}), ['system_administrator']);
  const { body } = await admin.get('/settings?q=noncompete_longest');
  const rule = body.rows.find(({ key }: { key: string }) => key === 'noncompete_longest');
  const change = { version: rule.version, from_on: '2026-11-21', value: 18, law: '示例修订', certainty: 'M' };
  expect((await admin.send(`/settings/${rule.id}/edit`, change)).status).toBe(200);
  const { body: touched } = await officer.get('/documents/touched?rule=noncompete_longest');
  expect(touched).toMatchObject({
    total: 1,
    rows: [{ id, numbers: [{ key: 'noncompete_longest', was: '24', now: '18' }] }],
  });
  expect((await officer.get('/documents')).body.rows[0].next_step).toBe('check');
  const done = await perform(house().house, { token: null, system: true }, remindDocuments, {});
  expect(done.touched).toBe(1);
  expect((await perform(house().house, { token: null, system: true }, remindDocuments, {})).touched).toBe(0);
  expect(await rows("select title, due_on from deadlines where row_id = $1 and kind = 'document.check'", [id])).toEqual(
    [{ title: '规则变动，核对《竞业限制协议》', due_on: '2026-12-21' }],
  );
  const next = (await officer.send(`/documents/${id}/replace`, { version: 2 })).body;
  expect((await officer.send(`/documents/${id}/replace`, { version: 2 })).body.reason).toBe('document_has_draft');
  expect((await officer.get(`/documents/${next.id}`)).body).toMatchObject({
    label: '王工（示例）',
    fields: { months: '12' },
    touched: [],
  });
  await officer.send(`/documents/${next.id}/adopt`, { version: 1, adopted_on: '2026-11-21' });
  expect((await officer.get(`/documents/${id}`)).body).toMatchObject({ state: 'replaced', replaced_by: next.id });
  expect((await officer.get('/documents/touched')).body.total).toBe(0);
  const open = await rows('select kind from deadlines where row_id = $1 and met_at is null and stopped_at is null', [
    id,
  ]);
  expect(open).toEqual([]);
});

test('[C21] a letter to a leaver is filled with the person, the agreement and its numbers; another firm’s person is not found', async () => {
  const there = await scene();
  const { officer, firm } = there;
  const fields = { number: null, kind: 'employee', phone: null, department: '研发部', entered_on: null };
  const { id: member } = (
    await officer.send('/members', { ...fields, name: '示例·离职', post: '工艺工程师', access: 'core' })
  ).body;
  await rows(
    `insert into agreements (id, org_id, number, kind, state, member_id, signed_on, secrets, created_by, created_at)
     values ($1, $2, 1, 'confidentiality', 'signed', $3, '2025-03-01', '{12,15}', $4, now())`,
    [newId(), firm.id, member, officer.id],
  );
  await officer.send(`/members/${member}/leave`, { version: 1, last_day: '2026-11-21' });
  const filled = {
    person: '示例·离职',
    agreement: '2025年3月1日',
    entries: '12、15',
    noncompete: 'none',
    firm: firm.name,
  };
  expect((await officer.get(`/documents/templates/exit-reminder?member=${member}`)).body.prefilled).toMatchObject(
    filled,
  );
  const id = await prepared(there, 'exit-reminder', { member, label: '示例·离职' });
  expect((await officer.get(`/documents/${id}`)).body.fields).toMatchObject(filled);
  expect((await officer.get(`/documents/templates/exit-checklist?member=${member}`)).body.prefilled).toMatchObject({
    ...{ person: '示例·离职', post: '研发部　工艺工程师', last_day: '2026-11-21', entries: '12、15' },
  });
  const other = await scene();
  expect((await other.officer.get(`/documents/templates/exit-reminder?member=${member}`)).status).toBe(404);
  expect((await other.officer.send('/documents/prepare', { template: 'exit-reminder', member })).status).toBe(404);
});

test('[C18] a protection plan is made of the open remedies, and the region counts it', async () => {
  const there = await scene();
  const { officer, firm } = there;
  expect((await officer.send('/documents/prepare', { template: 'protection-plan' })).body.reason).toBe(
    'no_open_remedies',
  );
  const [form] = await rows('select id from forms where org_id is null limit 1');
  const assessment = newId();
  await rows(
    `insert into assessments (id, enterprise_id, division_code, path, form_id, profile, mode, filled_org)
     values ($1, $2, $3, $4, $5, 'standard', 'self', $2)`,
    [assessment, firm.id, firm.division_code, firm.path, form.id],
  );
  for (const item of ['D2', 'E1'])
    await rows(
      `insert into remedies (id, enterprise_id, path, assessment_id, form_id, item, key_item, answer, due_on)
       values ($1, $2, $3, $4, $5, $6, true, 0, '2026-12-31')`,
      [newId(), firm.id, firm.path, assessment, form.id, item],
    );
  const id = await prepared(there, 'protection-plan');
  const { body } = await officer.get(`/documents/${id}`);
  expect(body.fields.remedies).toMatchObject([{ item: 'D2', key: '关键', due: '2026-12-31' }, { item: 'E1' }]);
  expect(body.fields.remedies[0].measure).not.toBe('D2');
  await officer.send(`/documents/${id}/adopt`, { version: 1, adopted_on: '2026-11-21' });
  const bureau = await makePerson(house(), await makeOrganisation(house(), { kind: 'leading_office' }), [
    'programme_officer',
  ]);
  const metric = (await bureau.get('/statistics?q=protection_plan')).body.rows[0];
  expect(metric).toMatchObject({ key: 'protection_plan', available: true, value: 1 });
});
