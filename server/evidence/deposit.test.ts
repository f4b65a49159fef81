import { expect, test } from 'vitest';
import { decodeEntry, pseudonymOf } from '#domain/evidence/entry.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();
const digest = (letter: string): string => letter.repeat(64);
const file = { kind: 'file', size: 12, sha256: digest('a'), sm3: digest('b') };

async function makeFirm() {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  return { firm, officer: await makePerson(house(), firm, ['enterprise_officer']) };
}

test('a firm deposits digests of its files; the entry holds neither name nor content [C23]', async () => {
  const { firm, officer } = await makeFirm();
  const sent = await officer.send('/evidence', {
    files: [file, { ...file, title: '工艺文件 第三版', sha256: digest('c') }],
  });
  expect(sent.status).toBe(200);
  const [first] = sent.body.deposits;
  const { rows } = await house().house.database.owner.query('select * from evidence_inbox where id = $1', [first.id]);
  const entry = decodeEntry(rows[0].entry);
  expect(entry).toMatchObject({ kind: 'file', at: Date.parse('2026-11-21T04:00:00Z') });
  expect(Buffer.from(entry?.organisation ?? [])).toEqual(Buffer.from(pseudonymOf(rows[0].salt, firm.id)));
  expect(rows[0].entry.includes(Buffer.from(file.sha256, 'hex'))).toBe(false);
  const list = (await officer.get('/evidence')).body;
  expect(list.total).toBe(2);
  expect(list.rows[0]).toMatchObject({
    title: '工艺文件 第三版',
    kind: 'file',
    state: 'received',
    index: null,
    at: '2026-11-21T04:00:00.000Z',
  });
  expect((await officer.get(`/evidence?sha256=${digest('a')}`)).body.rows.map(({ id }: { id: string }) => id)).toEqual([
    first.id,
  ]);
  expect((await officer.get(`/evidence/${first.id}`)).body).toMatchObject({
    checkpoint: null,
    stamps: [],
    statement: null,
  });
});

test('nobody else sees a deposit of a firm, its own bureau neither', async () => {
  const { officer } = await makeFirm();
  const sent = await officer.send('/evidence', { files: [file] });
  const { officer: other } = await makeFirm();
  const bureau = await makePerson(house(), await makeOrganisation(house(), { kind: 'market_regulation' }), [
    'programme_officer',
  ]);
  for (const stranger of [other, bureau]) {
    expect((await stranger.get(`/evidence/${sent.body.deposits[0].id}`)).status).toBe(404);
    expect((await stranger.get('/evidence')).body.total).toBe(0);
  }
});

test('a double click leaves one entry; an empty file and a short digest are refused by name', async () => {
  const { officer } = await makeFirm();
  const key = { 'idempotency-key': 'twice' };
  const [one, two] = await Promise.all([
    officer.send('/evidence', { files: [file] }, key),
    officer.send('/evidence', { files: [file] }, key),
  ]);
  expect(one.body).toEqual(two.body);
  expect((await officer.get('/evidence')).body.total).toBe(1);
  const empty = await officer.send('/evidence', { files: [{ ...file, size: 0 }] });
  expect(empty.status).toBe(400);
  expect(empty.body.field).toContain('size');
  expect((await officer.send('/evidence', { files: [{ ...file, sm3: 'ab' }] })).status).toBe(400);
  expect((await officer.get('/evidence')).body.total).toBe(1);
});

test('the record tells the firm and the auditor of a deposit, and nobody who oversees its region', async () => {
  const { firm, officer } = await makeFirm();
  const sent = await officer.send('/evidence', { files: [file, { ...file, title: '配方', sha256: digest('d') }] });
  expect(sent.status).toBe(200);
  const seenBy = async (role: 'superior_officer' | 'leader' | 'audit_administrator', at = firm) =>
    (await (await makePerson(house(), at, [role])).get(`/events?organisation=${firm.id}`)).body;
  expect((await seenBy('superior_officer', await makeOrganisation(house()))).total).toBe(0);
  expect((await seenBy('leader')).total).toBe(1);
  const audited = await seenBy('audit_administrator', await makeOrganisation(house()));
  expect(audited.rows[0].data).toEqual({ deposits: 2, first: expect.any(String) });
  expect(JSON.stringify(audited)).not.toContain('配方');
});

test('a noun or a row alone narrows the list, too', async () => {
  const { officer } = await makeFirm();
  await officer.send('/evidence', { files: [file] });
  expect((await officer.get('/evidence?noun=task')).body.total).toBe(0);
  expect((await officer.get('/evidence?row=0192f0c0-0000-7000-8000-000000000000')).body.total).toBe(0);
});

test('days before there were clocks are days without deposits, not an error', async () => {
  const { officer } = await makeFirm();
  await officer.send('/evidence', { files: [file] });
  expect((await officer.get('/evidence?to=1950-01-01')).body).toEqual({ total: 0, rows: [] });
  expect((await officer.get('/evidence?from=1900-01-01&to=2199-12-31')).body.total).toBe(1);
});
