import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readTable } from '#server/kernel/sheets.ts';
import { useHouse } from '#test/house.ts';
import { type Answer, makeOrganisation, makePerson, sendFile, type TestPerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();

const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

const sha256 = createHash('sha256').update('内容').digest('hex');
const content = { sha256, sm3: 'b'.repeat(64), size: 6, content_name: '硬盘镜像.E01' };
const other = { ...content, sm3: 'c'.repeat(64) };

const device = {
  ...{ name: '笔记本电脑一台', kind: 'device', taken_from: '示例·持有人', place: '东阿县示例路1号' },
  ...{ case_no: '东市监立〔2026〕1号', programme: null },
};
const taking = {
  ...{ device: '只读锁', tool: '示例取证软件 5.2', method: '接只读锁制作镜像。', operator: '示例·操作' },
  ...{ second_person: '示例·见证', place: '东阿县示例路1号' },
};
const sealing = { seal_no: 'F-0001', place: '证据室' };

async function scene() {
  const bureau = await makeOrganisation(house(), { kind: 'market_regulation' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  return {
    ...{ bureau, police, officer: await makePerson(house(), bureau, ['unit_officer']) },
    detective: await makePerson(house(), police, ['unit_officer']),
  };
}

/** Sends a step in the version that the list shows. */
async function step(person: TestPerson, id: string, act: string, body: object): Promise<Answer> {
  const [{ version }] = await rows('select version from exhibits where id = $1', [id]);
  return person.send(`/exhibits/${id}/${act}`, { version, ...body });
}

async function registered(person: TestPerson, more: object = {}): Promise<string> {
  const added = await person.send('/exhibits', { ...device, ...more });
  expect(added.status).toBe(200);
  return added.body.id;
}

async function sealed(person: TestPerson, more: object = {}): Promise<string> {
  const id = await registered(person, more);
  expect((await step(person, id, 'take', { ...taking, ...content })).status).toBe(200);
  expect((await step(person, id, 'seal', sealing)).status).toBe(200);
  return id;
}

test('a colleague without the role of a custodian reads of an exhibit neither statement, proof nor file', async () => {
  const { bureau, officer } = await scene();
  const id = await sealed(officer);
  const photo = await sendFile(
    house(),
    officer,
    '/files',
    { name: '示例·持有人的电脑.txt', bytes: Buffer.from('照片') },
    { noun: 'exhibit', row_id: id },
  );
  expect(photo.status).toBe(200);
  const own = (await officer.get(`/evidence?noun=exhibit&row=${id}`)).body;
  expect(own.total).toBe(2);
  expect((await officer.get('/evidence?kind=file.attach')).body.total).toBe(1);
  const colleague = await makePerson(house(), bureau, ['superior_officer']);
  expect((await colleague.get(`/evidence?noun=exhibit&row=${id}`)).body).toEqual({ total: 0, rows: [] });
  expect((await colleague.get('/evidence')).body).toEqual({ total: 0, rows: [] });
  for (const path of ['', '/proof'])
    expect((await colleague.get(`/evidence/${own.rows[0].id}${path}`)).status).toBe(404);
  expect((await colleague.send(`/evidence/${own.rows[0].id}/token`)).status).toBe(404);
  expect((await colleague.get(`/files/${photo.body.id}/content`)).status).toBe(404);
  expect((await officer.get(`/files/${photo.body.id}/content`)).status).toBe(200);
});

test('[C45] from hand to hand: each step stands in the record with its deposit, and the chain is complete', async () => {
  const { officer, detective, police } = await scene();
  const id = await sealed(officer);
  const moved = await step(officer, id, 'move', { to_organisation: police.id, reason: '涉嫌犯罪，移送公安机关。' });
  expect(moved.status).toBe(200);
  expect((await officer.get(`/exhibits/${id}`)).body.chain).toMatchObject({
    ...{ state: 'open', gaps: [{ kind: 'not_received', step: 3 }] },
  });
  expect((await detective.get('/exhibits?custody=awaiting')).body).toMatchObject({ total: 1, awaiting: 1 });
  const { things, things_total } = (await detective.get('/home')).body;
  expect(things_total).toBe(1);
  expect(things).toMatchObject([{ noun: 'exhibit', row_id: id, act: 'exhibit.receive', due_on: null }]);
  expect(things[0].why).toMatchObject({ key: 'exhibit', facts: { days: 0 } });
  expect((await officer.get('/home')).body.things_total).toBe(0);
  expect((await step(detective, id, 'receive', { seal_intact: true, place: '公安局证据室' })).status).toBe(200);
  const opened = { operator: '示例·民警', second_person: '示例·见证二', reason: '检验', place: '实验室' };
  expect((await step(detective, id, 'unseal', opened)).status).toBe(200);
  const checked = await step(detective, id, 'hash', { ...content, tool: '示例工具 1.0' });
  expect(checked.body).toMatchObject({ equal: true, step: 6 });
  expect((await step(detective, id, 'seal', { ...sealing, seal_no: 'F-0002' })).status).toBe(200);
  const released = await step(detective, id, 'release', { to_name: '示例·持有人', reason: '不再需要作为证据。' });
  expect(released.status).toBe(200);
  const { body } = await officer.get(`/exhibits/${id}`);
  expect(body).toMatchObject({ no: '〔2026〕1号', state: 'released', mine: false, keeper: police.id });
  expect(body.chain).toEqual({ state: 'complete', since: null, gaps: [] });
  expect(body.record.map(({ act }: { act: string }) => act)).toEqual([
    ...['take', 'seal', 'move', 'receive', 'unseal', 'hash', 'seal', 'release'],
  ]);
  expect(body.record[4]).toMatchObject({ second_person: '示例·见证二', seal_no: 'F-0001', reason: '检验', no: 5 });
  const deposits = body.record.map(({ deposit }: { deposit: string }) => deposit);
  expect(await rows('select act from statements where deposit_id = any ($1) order by deposit_id', [deposits])).toEqual(
    ['take', 'seal', 'move', 'receive', 'unseal', 'hash', 'seal', 'release'].map((act) => ({ act: `exhibit.${act}` })),
  );
  expect(await rows('select count(*)::int as n from evidence_deposits where id = any ($1)', [deposits])).toEqual([
    { n: 8 },
  ]);
});

test('[C45] the statement of a step says who, before whom and what content; its row and both keepers read it', async () => {
  const { officer, detective, police } = await scene();
  const id = await sealed(officer);
  await step(officer, id, 'move', { to_organisation: police.id, reason: '移送' });
  const [{ text }] = await rows("select text from statements where row_id = $1 and act = 'exhibit.take'", [id]);
  const statement = JSON.parse(text);
  expect(statement).toMatchObject({
    facts: {
      exhibit: '〔2026〕1号',
      operator: '示例·操作',
      second_person: '示例·见证',
      case_no: device.case_no,
      step: 1,
    },
    files: [{ name: content.content_name, size: 6, sha256, sm3: content.sm3 }],
    row: id,
  });
  expect((await detective.get(`/exhibits/${id}`)).body.record).toHaveLength(3);
});

test('[C45] a digest that differs is recorded and never refused; the chain is broken since then', async () => {
  const { officer } = await scene();
  const id = await sealed(officer);
  expect((await step(officer, id, 'hash', other)).body).toMatchObject({ equal: false });
  expect((await step(officer, id, 'hash', content)).body).toMatchObject({ equal: true });
  const { chain, state } = (await officer.get(`/exhibits/${id}`)).body;
  expect([state, chain.state, chain.gaps]).toEqual([
    ...['sealed', 'broken', [{ kind: 'digest_differs', step: 3, at: chain.since }]],
  ]);
  const list = (await officer.get('/exhibits?chain=broken')).body;
  expect([list.total, list.broken, list.rows[0].id]).toEqual([1, 1, id]);
});

test('[C45] a seal that arrives torn is recorded; it must be sealed again', async () => {
  const { officer, detective, police } = await scene();
  const id = await sealed(officer);
  await step(officer, id, 'move', { to_organisation: police.id, reason: '移送' });
  expect((await step(detective, id, 'receive', { seal_intact: false, place: '证据室' })).status).toBe(200);
  const { state, seal_no, chain } = (await detective.get(`/exhibits/${id}`)).body;
  expect([state, seal_no, chain.state]).toEqual(['opened', null, 'broken']);
  expect((await detective.get('/exhibits?chain=open')).body.total).toBe(0);
  expect((await detective.get('/exhibits?chain=broken')).body.total).toBe(1);
});

test('[C45] the operator is not the second person, when taking and when opening', async () => {
  const { officer } = await scene();
  const id = await registered(officer);
  const alone = await step(officer, id, 'take', { ...taking, second_person: ' 示例 操作' });
  expect([alone.status, alone.body.reason, alone.body.field]).toEqual([422, 'second_person_same', 'second_person']);
  await step(officer, id, 'take', taking);
  await step(officer, id, 'seal', sealing);
  const opened = { operator: '示例·甲', second_person: '示例·甲', reason: '检验', place: '实验室' };
  expect((await step(officer, id, 'unseal', opened)).body.reason).toBe('second_person_same');
});

test('[C45] content without a digest is not sealed until it has one; a device is', async () => {
  const { officer } = await scene();
  const files = await registered(officer, { kind: 'files', name: '技术资料文件夹' });
  await step(officer, files, 'take', taking);
  expect((await step(officer, files, 'seal', sealing)).body.reason).toBe('digest_missing');
  expect((await step(officer, files, 'hash', content)).body).toMatchObject({ equal: null });
  expect((await step(officer, files, 'seal', sealing)).status).toBe(200);
  const laptop = await registered(officer);
  await step(officer, laptop, 'take', taking);
  expect((await step(officer, laptop, 'seal', sealing)).status).toBe(200);
});

test('[C45] it travels sealed only, to another keeper of evidence or to somebody outside by name', async () => {
  const { officer, bureau } = await scene();
  const id = await registered(officer);
  await step(officer, id, 'take', { ...taking, ...content });
  expect((await step(officer, id, 'move', { to_name: '示例鉴定中心', reason: '鉴定' })).status).toBe(409);
  await step(officer, id, 'seal', sealing);
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const school = await makeOrganisation(house(), { kind: 'institute' });
  for (const [to_organisation, status] of [
    [firm.id, 404],
    [school.id, 422],
    [bureau.id, 422],
  ] as const)
    expect((await step(officer, id, 'move', { to_organisation, reason: '移交' })).status).toBe(status);
  expect((await step(officer, id, 'move', { reason: '移交' })).body.field).toBe('to_organisation');
  expect((await step(officer, id, 'move', { to_name: '示例鉴定中心', reason: '鉴定' })).status).toBe(200);
  expect((await officer.get(`/exhibits/${id}`)).body).toMatchObject({ keeper_outside: '示例鉴定中心', state: 'moved' });
  expect((await step(officer, id, 'receive', { seal_intact: true, place: '证据室' })).status).toBe(200);
  expect((await officer.get(`/exhibits/${id}`)).body).toMatchObject({ keeper_outside: null, state: 'sealed' });
});

test('[C45] two officers hand it over at once: one hand-over, the other hears that it has changed', async () => {
  const { officer, bureau, police } = await scene();
  const colleague = await makePerson(house(), bureau, ['programme_officer']);
  const court = await makeOrganisation(house(), { kind: 'court' });
  const id = await sealed(officer);
  const [{ version }] = await rows('select version from exhibits where id = $1', [id]);
  const answers = await Promise.all([
    officer.send(`/exhibits/${id}/move`, { version, to_organisation: police.id, reason: '移送' }),
    colleague.send(`/exhibits/${id}/move`, { version, to_organisation: court.id, reason: '移送' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await officer.get(`/exhibits/${id}`)).body.record).toHaveLength(3);
  const shares = await rows("select 1 from shares where noun = 'exhibit' and row_id = $1", [id]);
  expect(shares).toHaveLength(2);
});

test('[C45] two registrations at once have two numbers, and one sent twice is one', async () => {
  const { officer } = await scene();
  const both = await Promise.all([officer.send('/exhibits', device), officer.send('/exhibits', device)]);
  expect(both.map(({ body }) => body.no).sort()).toEqual(['〔2026〕1号', '〔2026〕2号']);
  const key = { 'idempotency-key': 'one' };
  const twice = [await officer.send('/exhibits', device, key), await officer.send('/exhibits', device, key)];
  expect(twice[0]?.body).toEqual(twice[1]?.body);
  const id = both[0]?.body.id;
  const body = { version: 1, ...taking };
  const steps = [1, 2].map(() => officer.send(`/exhibits/${id}/take`, body, { 'idempotency-key': 'two' }));
  expect((await Promise.all(steps)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await officer.get(`/exhibits/${id}`)).body.record).toHaveLength(1);
  expect((await officer.send('/exhibits', device)).body.no).toBe('〔2026〕4号');
});

test('[C45] whoever had it reads it and does nothing more; a stranger does not see that it exists', async () => {
  const { officer, detective, police } = await scene();
  const id = await sealed(officer);
  for (const person of [detective, await makePerson(house(), officer.organisation, ['superior_officer'])])
    expect([403, 404]).toContain((await person.get(`/exhibits/${id}`)).status);
  expect((await step(detective, id, 'hash', content)).status).toBe(404);
  await step(officer, id, 'move', { to_organisation: police.id, reason: '移送' });
  expect((await step(officer, id, 'receive', { seal_intact: true, place: '证据室' })).body.reason).toBe('not_receiver');
  await step(detective, id, 'receive', { seal_intact: true, place: '证据室' });
  const again = await step(officer, id, 'hash', content);
  expect([again.status, again.body.reason]).toEqual([422, 'not_keeper']);
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const boss = await makePerson(house(), firm, ['enterprise_officer']);
  expect((await boss.get('/exhibits')).status).toBe(403);
  const clerk = await makePerson(house(), firm, ['unit_officer']);
  expect((await clerk.get('/exhibits')).body.total).toBe(0);
  expect((await clerk.send('/exhibits', device)).body.reason).toBe('not_custody_kind');
});

test('[C45] an overseer of the place sees neither the exhibit nor its steps, also not through a shared programme', async () => {
  const { officer, bureau, police } = await scene();
  const { id: programme } = await makeProgramme(house(), bureau, { tasks: [{ lead: [police] }] });
  const id = await sealed(officer, { programme });
  const above = await makeOrganisation(house(), { kind: 'market_regulation', division: '371500' });
  const overseer = await makePerson(house(), above, ['superior_officer', 'programme_officer']);
  const member = await makePerson(house(), police, ['unit_officer', 'programme_officer']);
  for (const person of [overseer, member]) {
    expect((await person.get(`/exhibits/${id}`)).status).toBe(404);
    expect((await person.get('/exhibits')).body.total).toBe(0);
    expect((await person.get('/events?act=exhibit.seal')).body.total).toBe(0);
  }
  expect((await officer.get(`/exhibits?programme=${programme}`)).body.rows[0].programme_title).toMatch('示例方案');
});

test('[C45] an organisation that keeps evidence, or is to receive it, is not closed', async () => {
  const { officer, bureau, police } = await scene();
  const administrator = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  const close = (id: string) => administrator.send(`/organisations/${id}/close`, { version: 1, reason: '机构改革' });
  const id = await sealed(officer);
  expect((await close(bureau.id)).body).toMatchObject({ reason: 'organisation_keeps', facts: { exhibits: 1 } });
  await step(officer, id, 'move', { to_organisation: police.id, reason: '移送' });
  expect((await close(police.id)).body.reason).toBe('organisation_keeps');
  const given = await sealed(officer);
  await step(officer, given, 'release', { to_name: '示例·持有人', reason: '发还' });
  expect((await close(bureau.id)).body).toMatchObject({ facts: { exhibits: 1 } });
});

test('the record is append-only, for requests, schedules and the owner', async () => {
  const { officer } = await scene();
  const id = await sealed(officer);
  const { owner } = house().house.database;
  await expect(owner.query('update custody_steps set reason = $1 where exhibit_id = $2', ['x', id])).rejects.toThrow();
  await expect(owner.query('delete from custody_steps where exhibit_id = $1', [id])).rejects.toThrow('append-only');
  for (const role of ['humi_app', 'humi_system']) {
    const [may] = await rows(
      "select has_table_privilege($1, 'custody_steps', 'update') or has_table_privilege($1, 'custody_steps', 'delete') as may",
      [role],
    );
    expect(may, role).toEqual({ may: false });
  }
});

test('a registration is corrected or taken back until it is taken; a stale version is told', async () => {
  const { officer } = await scene();
  const id = await registered(officer);
  const edited = await officer.send(`/exhibits/${id}/edit`, { version: 1, ...device, name: '台式电脑一台' });
  expect(edited.body).toEqual({ version: 2 });
  expect((await officer.send(`/exhibits/${id}/edit`, { version: 1, ...device })).status).toBe(409);
  expect((await officer.send(`/exhibits/${id}/discard`, { version: 1, reason: '重复登记' })).status).toBe(409);
  expect((await officer.send(`/exhibits/${id}/discard`, { version: 2, reason: '重复登记' })).status).toBe(200);
  expect((await step(officer, id, 'take', taking)).status).toBe(409);
  const taken = await sealed(officer);
  expect((await step(officer, taken, 'discard', { reason: '误登' })).status).toBe(409);
});

test('an attached file is the content that was taken; another one, or half a digest, is refused', async () => {
  const { officer, detective, police } = await scene();
  const id = await registered(officer, { kind: 'files' });
  const place = { noun: 'exhibit', row_id: id };
  const bytes = new TextEncoder().encode('内容');
  expect((await sendFile(house(), detective, '/files', { name: 'a.bin', bytes }, place)).status).toBe(404);
  const file = (await sendFile(house(), officer, '/files', { name: '资料.zip', bytes }, place)).body.id;
  const half = await step(officer, id, 'take', { ...taking, sha256, file });
  expect([half.status, half.body.field]).toEqual([400, 'sm3']);
  const wrong = await step(officer, id, 'take', { ...taking, ...content, sha256: 'a'.repeat(64), file });
  expect(wrong.body.reason).toBe('digest_not_of_file');
  expect((await step(officer, id, 'take', { ...taking, ...content, file })).status).toBe(200);
  await step(officer, id, 'seal', sealing);
  expect((await detective.get(`/files/${file}/content`)).status).toBe(404);
  await step(officer, id, 'move', { to_organisation: police.id, reason: '移送' });
  expect((await detective.get(`/files/${file}/content`)).status).toBe(200);
  const elsewhere = await sealed(officer);
  expect((await step(officer, elsewhere, 'release', { to_name: '某', reason: '发还', file })).status).toBe(404);
});

test('the list finds by name, case, number and seal; list and record leave as workbooks', async () => {
  const { officer } = await scene();
  const id = await sealed(officer, { name: '=1+1 移动硬盘' });
  await registered(officer, { name: '手机一部', case_no: null });
  for (const [q, total] of [
    ['移动硬盘', 1],
    ['〔2026〕1号', 1],
    ['F-0001', 1],
    ['东市监立', 1],
    ['%', 0],
    ['无此物', 0],
  ] as const)
    expect((await officer.get(`/exhibits?q=${encodeURIComponent(q)}`)).body.total, q).toBe(total);
  expect((await officer.get('/exhibits?state=registered&sort=name')).body).toMatchObject({ total: 1 });
  const list = readTable((await officer.get('/exhibits/export.xlsx')).bytes, 100);
  expect(list).toHaveLength(3);
  expect(list.flat()).toContain("'=1+1 移动硬盘");
  const record = readTable((await officer.get(`/exhibits/${id}/record.xlsx`)).bytes, 100);
  expect(record.map((row) => row[1])).toEqual(['步骤', '提取固定', '封存']);
  expect(record[1]).toContain(sha256);
});
