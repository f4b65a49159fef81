import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, expect, test } from 'vitest';
import { partBytes } from '#domain/secrets/rules.ts';
import { sealBytes } from '#seal/age.ts';
import { sealCatalogue } from '#seal/catalogue.ts';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { sendFile, type TestPerson } from '#test/people.ts';
import { addSecret, formOf, makeFirm } from '#test/register.ts';

const house = useHouse();
const folder = mkdtempSync(join(tmpdir(), 'humi-register-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A sealed file of just over two parts, and what a page does with it. */
async function arriving() {
  const firm = await makeFirm(house());
  const { id } = await addSecret(firm, [firm.officer, firm.employee]);
  const key = await generateX25519Identity();
  const plain = Buffer.alloc(2 * partBytes + 1_000, '附件标记');
  const sealed = Buffer.from(await sealBytes(plain, [await identityToRecipient(key)]));
  const file = newId();
  const part = (number: number) => sealed.subarray((number - 1) * partBytes, number * partBytes);
  const put = (number: number, bytes: Uint8Array = part(number), person: TestPerson = firm.employee) =>
    sendFile(house(), person, `/secrets/files/${file}/parts/${number}/put-part`, { name: 'part', bytes });
  const begun = await firm.employee.send(`/secrets/${id}/begin-file`, { file, size: sealed.length });
  return { firm, id, key, plain, sealed, file, put, part, begun };
}

async function arrived() {
  const scene = await arriving();
  for (const number of [1, 2, 3]) expect((await scene.put(number)).status).toBe(200);
  expect((await scene.firm.employee.send(`/secrets/files/${scene.file}/end-file`)).status).toBe(200);
  return scene;
}

test('[C19] a file arrives in parts: repeated, out of order, too short, other bytes, never in clear', async () => {
  const { firm, file, put, part, begun } = await arriving();
  expect(begun.body.reason ?? begun.body).toEqual({ parts: 3, next: 1 });
  expect((await put(1, Buffer.alloc(partBytes, 'x'))).body.reason).toBe('not_sealed');
  expect((await put(1)).body).toEqual({ received: 1, parts: 3 });
  expect((await put(1)).body).toEqual({ received: 1, parts: 3 });
  expect((await put(1, Buffer.alloc(partBytes, 'x'))).body).toMatchObject({ reason: 'part_differs' });
  expect((await put(3)).body).toMatchObject({ reason: 'part_order' });
  expect((await put(2, part(2).subarray(1))).body).toMatchObject({ reason: 'part_size' });
  expect((await put(9, part(2))).body).toMatchObject({ reason: 'invalid', field: 'number' });
  expect((await put(2, part(2), firm.outsider)).status).toBe(404);
  const early = await firm.employee.send(`/secrets/files/${file}/end-file`);
  expect(early.body).toMatchObject({ reason: 'file_not_whole' });
  expect((await firm.officer.send(`/secrets/files/${file}/fetch-file`, { purpose: 'work' })).body.reason).toBe(
    'file_not_whole',
  );
});

test('[C19] a file is fetched after its reading is on record, from any part on, for an hour, by readers alone', async () => {
  const { firm, id, sealed, file } = await arrived();
  const url = (reading: string, more = '') => `/secrets/files/${file}/content?reading=${reading}${more}`;
  const fetched = await firm.officer.send(`/secrets/files/${file}/fetch-file`, { purpose: 'work' });
  expect(fetched.body).toMatchObject({ size: sealed.length, parts: 3 });
  expect((await firm.officer.get(url(fetched.body.reading))).bytes.equals(sealed)).toBe(true);
  const rest = await firm.officer.get(url(fetched.body.reading, '&from=3'));
  expect(rest.bytes.equals(sealed.subarray(2 * partBytes))).toBe(true);
  expect((await firm.employee.get(url(fetched.body.reading))).status).toBe(404);
  expect((await firm.outsider.send(`/secrets/files/${file}/fetch-file`, { purpose: 'work' })).status).toBe(404);
  expect((await firm.second.send(`/secrets/files/${file}/fetch-file`, { purpose: 'work' })).body.reason).toBe(
    'not_reader',
  );
  expect((await firm.officer.get(`/secrets/readings?secret=${id}`)).body.rows).toMatchObject([
    { file, purpose: 'work' },
  ]);
  house().setTime('2026-11-21T05:00:01Z');
  expect((await firm.officer.get(url(fetched.body.reading))).body.reason).toBe('reading_ended');
  house().setTime('2026-11-21T04:00:00Z');
});

test('[C19] the export opens with the age program: records by a reader’s key and by the recovery key, files by their own', async () => {
  const { firm, id, file, key, plain } = await arrived();
  const packed = await firm.second.send('/secrets/pack', {});
  expect(packed.body).toMatchObject({ secrets: 1 });
  const zip = await firm.second.get(`/secrets/exports/${packed.body.id}/export.zip`);
  const path = join(folder, 'export.zip');
  writeFileSync(path, zip.bytes);
  execFileSync('unzip', ['-q', path, '-d', folder]);
  expect(readFileSync(join(folder, 'index.csv'), 'utf8')).toContain(`1,,草稿,1,${id}`);
  expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toContain('age -d -i');
  const age = (secret: string, name: string): Buffer => {
    writeFileSync(join(folder, 'key'), `${secret}\n`, { mode: 0o600 });
    return execFileSync('age', ['-d', '-i', join(folder, 'key'), join(folder, name)], {
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  };
  for (const secret of [firm.recovery.secret, firm.keyOf(firm.employee).secret])
    expect(age(secret, '1/v1.age').toString()).toContain('密点标记-甲');
  expect(() => age(firm.keyOf(firm.outsider).secret, '1/v1.age')).toThrow();
  expect(age(key, `1/${file}.age`).equals(plain)).toBe(true);
  expect((await firm.officer.get(`/secrets/exports/${packed.body.id}/export.zip`)).status).toBe(404);
  expect((await firm.officer.get(`/secrets/readings?secret=${id}`)).body.rows).toMatchObject([
    { person: firm.second.id, purpose: 'recovery' },
  ]);
  const own = await firm.outsider.send('/secrets/pack', {});
  expect(own.body.secrets).toBe(0);
});

test('a file that is dropped, and the files of a draft that came to nothing, are gone from the store', async () => {
  const { firm, id, file } = await arrived();
  const stored = (
    await house().house.database.owner.query('select store_id from secret_parts where file_id = $1', [file])
  ).rows;
  expect(stored).toHaveLength(3);
  expect((await firm.officer.get(`/secrets/${id}`)).body).toMatchObject({ files: 1, file_list: [{ state: 'whole' }] });
  expect((await firm.officer.send(`/secrets/files/${file}/drop-file`)).body).toEqual({ files: 0 });
  for (const { store_id } of stored) expect(await house().house.files.exists(store_id)).toBe(false);
  expect((await firm.officer.send(`/secrets/files/${file}/fetch-file`, { purpose: 'work' })).status).toBe(404);
  const [{ version }] = (await house().house.database.owner.query('select version from secrets where id = $1', [id]))
    .rows;
  expect((await firm.officer.send(`/secrets/${id}/discard`, { version })).status).toBe(200);
  expect((await addSecret(firm, [firm.officer])).added.body.number).toBe(2);
});

test('[C19] once a secret is no draft its files are removed by an officer alone; an upload is given up by anybody', async () => {
  const { firm, id, file, sealed } = await arrived();
  const { owner } = house().house.database;
  await owner.query("update secrets set state = 'in_force' where id = $1", [id]);
  const drop = (which: string, person: TestPerson) => person.send(`/secrets/files/${which}/drop-file`);
  expect((await drop(file, firm.employee)).body).toMatchObject({ reason: 'files_are_officers' });
  expect((await owner.query('select * from secret_parts where file_id = $1', [file])).rows).toHaveLength(3);
  const given = newId();
  await firm.employee.send(`/secrets/${id}/begin-file`, { file: given, size: sealed.length });
  expect((await drop(given, firm.employee)).status).toBe(200);
  expect((await drop(file, firm.officer)).body).toEqual({ files: 0 });
});

test('[C19] an approval that is refused destroys nothing', async () => {
  const { firm, id, file, sealed } = await arrived();
  const { owner } = house().house.database;
  await owner.query("update secrets set state = 'declassified' where id = $1", [id]);
  await owner.query('insert into secret_readers (secret_id, person_id, org_id, since) values ($1, $2, $3, now())', [
    ...[id, firm.second.id, firm.firm.id],
  ]);
  const form = await formOf(firm, firm.officer, { id, readers: [firm.officer] });
  const version = async () => (await firm.officer.get(`/secrets/${id}`)).body.version;
  const witnesses = [firm.second.id, firm.employee.id];
  const asked = await firm.officer.send(`/secrets/${id}/destroy`, { version: await version(), witnesses, ...form });
  expect(asked.status).toBe(200);
  const wrong = { version: await version(), step: asked.body.step, answer: Buffer.from('plain').toString('base64') };
  expect((await firm.second.send(`/secrets/${id}/endorse`, wrong)).body.reason).toBe('not_sealed');
  const fetched = await firm.officer.send(`/secrets/files/${file}/fetch-file`, { purpose: 'work' });
  const kept = await firm.officer.get(`/secrets/files/${file}/content?reading=${fetched.body.reading}`);
  expect(kept.bytes.equals(sealed)).toBe(true);
});

test('[C19] the catalogue is one’s own and sealed', async () => {
  const firm = await makeFirm(house());
  expect((await firm.employee.get('/secrets/catalogue')).body).toEqual({ sealed: null, at: null });
  const file = await sealCatalogue(firm.keyOf(firm.employee), { at: '2026-11-21T04:00:00Z', entries: {} });
  const sealed = Buffer.from(file).toString('base64');
  expect((await firm.employee.send('/secrets/keep-catalogue', { sealed })).status).toBe(200);
  expect((await firm.employee.send('/secrets/keep-catalogue', { sealed })).status).toBe(200);
  expect((await firm.employee.get('/secrets/catalogue')).body.sealed).toBe(sealed);
  expect((await firm.officer.get('/secrets/catalogue')).body.sealed).toBe(null);
  const clear = Buffer.from('{"a":1}').toString('base64');
  expect((await firm.employee.send('/secrets/keep-catalogue', { sealed: clear })).body.reason).toBe('not_sealed');
});

test('a large batch is answered in pieces that are named, never cut', async () => {
  const firm = await makeFirm(house());
  const ids: string[] = [];
  for (let n = 0; n < 30; n++) ids.push((await addSecret(firm, [firm.officer], { text: 'x'.repeat(190_000) })).id);
  const first = (await firm.officer.send('/secrets/consult', { ids, purpose: 'work' })).body;
  expect(first.rows.length + first.rest.length).toBe(30);
  expect(first.rest).toHaveLength(10);
  expect((await firm.officer.get('/secrets/readings')).body.total).toBe(first.rows.length);
});
