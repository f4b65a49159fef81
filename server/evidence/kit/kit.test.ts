import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tileAt, tilePath } from '#domain/evidence/tiles.ts';
import { downloadKit } from '#server/evidence/kit/kit.ts';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken } from '#server/kernel/session.ts';
import { ask } from '#server/kernel/verb.ts';
import { openAuthority, type TestAuthority } from '#test/authority.ts';
import { useHouse } from '#test/house.ts';
import { bareEnvironment } from '#test/independent/bare.ts';
import { cosign, makeSigner } from '#test/independent/log.ts';
import { receiveEntries } from '#test/log.ts';
import { callsAs, makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();
const base = mkdtempSync(join(tmpdir(), 'humi-kit-'));
const authorities: TestAuthority[] = [];
const late = { kind: 'file', sha256: `${'0'.repeat(8)}${'a'.repeat(56)}`, sm3: 'b'.repeat(64) };
afterAll(async () => {
  rmSync(base, { recursive: true, force: true });
  for (const authority of authorities) await authority.close();
});

const builtPage = join(import.meta.dirname, '../../../dist/verify/humi-verify.html');

/** The kit on a file system where the product is not: no node_modules, an empty environment but for the path. */
async function unpack(person: TestPerson, scope = 'organisation') {
  const { status, bytes, headers } = await person.get(`/evidence/kit?scope=${scope}`);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/zip');
  const folder = mkdtempSync(join(base, 'kit-'));
  writeFileSync(join(folder, '.kit.zip'), bytes);
  execFileSync('unzip', ['-q', '.kit.zip'], { cwd: folder });
  rmSync(join(folder, '.kit.zip'));
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return { folder, read, readMe: read('README.txt'), list: filesIn(folder) };
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name).slice(folder.length + 1))
    .sort();

const run = (folder: string, script: string): string =>
  execFileSync('/bin/sh', ['-e', '-c', script], { cwd: folder, env: bareEnvironment, encoding: 'utf8' });

function runNode(folder: string, args: string[]): { code: number; out: string } {
  const { status, stdout } = spawnSync('node', args, { cwd: folder, env: bareEnvironment, encoding: 'utf8' });
  return { code: status ?? -1, out: stdout };
}

/** The lines of the text that a reader is told to run, as they stand. */
const commandsOf = (readMe: string): string[] =>
  readMe.split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []));

async function officeWithEvidence() {
  const office = await makeOrganisation(house());
  const officer = await makePerson(house(), office, ['programme_officer']);
  const programme = await makeProgramme(house(), office);
  const closed = await officer.send(`/programmes/${programme.id}/close`, { version: 1, reason: '示例' });
  expect(closed.status).toBe(200);
  const bytes = Buffer.from('配方：甲三份，乙一份');
  const digest = (name: string) => createHash(name).update(bytes).digest('hex');
  const file = { kind: 'file', title: '=配方,"甲"', size: bytes.length, sha256: digest('sha256'), sm3: digest('sm3') };
  expect((await officer.send('/evidence', { files: [file] })).status).toBe(200);
  return { office, officer, bytes };
}

/** What a court and a time authority add to the newest checkpoint: written as their programs write it. */
async function stampAndCosign() {
  const { owner } = house().house.database;
  const authority = await openAuthority();
  authorities.push(authority);
  const [court, id] = [makeSigner('court.example', 4), newId()];
  const { rows } = await owner.query('select size, note from checkpoints order by size desc limit 1');
  const [{ size, note }] = rows;
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  const token = await authority.stamp(Buffer.from(text));
  await owner.query(
    `insert into authorities (id, name, url, certificates, every_minutes, state)
     values ($1, '示例时间戳机构/1', $2, $3, 60, 'active')`,
    [id, authority.url, authority.certificates],
  );
  await owner.query(
    `insert into time_tokens (id, authority_id, checkpoint_size, state, token, stamped_at, asked_at, next_at)
     values ($1, $2, $3, 'held', $4, now(), now(), now())`,
    [newId(), id, size, Buffer.from(token)],
  );
  await owner.query(
    `insert into witnesses (id, name, vkey, url, state) values ($1, '示例法院', $2, 'http://x', 'active')`,
    [newId(), court.vkey],
  );
  await owner.query('update checkpoints set cosignatures = $1 where size = $2', [
    [cosign(text, court, 1_795_233_600).trimEnd()],
    size,
  ]);
}

test('before anything is published there is nothing to take along', async () => {
  const officer = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  const { status, body } = await officer.get('/evidence/kit');
  expect({ status, reason: body.reason }).toEqual({ status: 422, reason: 'not_published' });
});

test('[C23] what the kit tells a stranger to run, he runs, without us: check.mjs and openssl', async () => {
  const { officer } = await officeWithEvidence();
  await receiveEntries(house().house.database.owner, 700);
  await publishNow(house());
  await stampAndCosign();
  const { folder, readMe, list } = await unpack(officer);
  expect(list.filter((path) => path.startsWith('proofs/'))).toHaveLength(2);
  const told = run(folder, commandsOf(readMe).join('\n'));
  expect(told.match(/ Verified\./g)).toHaveLength(3);
  expect(told).toContain('co-signed by court.example');
  expect(told).toContain('sha256 OK');
  expect(told).toContain('sm3 OK');
  expect(told).toContain('leads to the root');
  // Ed25519, SM2, the witness.
  expect(told.match(/Signature Verified Successfully/g)).toHaveLength(3);
  expect(told).toContain('1795233600 seconds since 1970');
  expect(told).toContain('Time stamp: ');
  // `openssl ts -verify` says so on the other channel; without it the commands would have ended with an error.
  expect(commandsOf(readMe).filter((line) => line.includes('ts -verify'))).toHaveLength(1);
});

test('[C23] the original opens its proof and no other file does; what was altered is refused', async () => {
  const { officer, bytes } = await officeWithEvidence();
  await publishNow(house());
  const { folder, list } = await unpack(officer);
  const proof = list.find((path) => path.endsWith('-file.humi-proof')) ?? '';
  const check = (...args: string[]) => runNode(folder, ['check.mjs', ...args, '--trust', 'trust.json']);
  writeFileSync(join(folder, '原件'), bytes);
  writeFileSync(join(folder, '别的'), '配方：甲一份');
  expect(check('proof', proof)).toMatchObject({ code: 0, out: expect.stringContaining('original was not checked') });
  expect(check('proof', proof, '--original', '原件')).toMatchObject({
    code: 0,
    out: expect.stringContaining(' Verified.'),
  });
  expect(check('proof', proof, '--original', '别的')).toMatchObject({
    code: 1,
    out: expect.stringContaining('the original is not what was deposited'),
  });
  run(folder, `unzip -o -q ${proof} -d one`);
  const change = (path: string, with_: (text: string) => string): (() => void) => {
    const before = readFileSync(join(folder, path), 'latin1');
    writeFileSync(join(folder, path), with_(before), 'latin1');
    return () => writeFileSync(join(folder, path), before, 'latin1');
  };
  const entry = change('one/entry.bin', (text) => text.replace('file', 'fire'));
  expect(check('proof', 'one')).toMatchObject({ code: 1, out: expect.stringContaining('from the entry to the root') });
  entry();
  const index = change('one/proof.tlog-proof', (text) => text.replace(/index \d+/, 'index 0'));
  expect(check('proof', 'one')).toMatchObject({ code: 1, out: expect.stringMatching(/too short|to the root/) });
  index();
  const about = change('one/about.json', (text) => text.replace(/"id":"[^"]{8}/, '"id":"00000000'));
  expect(check('proof', 'one')).toMatchObject({ code: 1, out: expect.stringContaining('not of this organisation') });
  about();
  expect(check('proof', 'one', '--original', '原件').code).toBe(0);
  const trust = change('trust.json', (text) => text.replace(/"to_size": null/g, '"to_size": 1'));
  expect(check('proof', 'one')).toMatchObject({ code: 1, out: expect.stringContaining('no key that you trust') });
  trust();
  const tile = list.find((path) => path.startsWith('log/tile/0/')) ?? '';
  change(tile, (text) => `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}`);
  expect(check('log', 'log', '--part')).toMatchObject({
    code: 1,
    out: expect.stringContaining('do not lead to the root'),
  });
});

test('the list names every deposit, also those without a proof yet, and no office program runs it', async () => {
  const { officer } = await officeWithEvidence();
  await publishNow(house());
  expect((await officer.send('/evidence', { files: [{ ...late, size: 3 }] })).status).toBe(200);
  const { read } = await unpack(officer);
  const [head, ...lines] = read('index.csv').trimEnd().split('\r\n');
  expect(head).toBe('\ufeffindex,kind,time,title,sha256,file');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^\d+,programme\.close,2026-11-21T04:00:00\.000Z,,[0-9a-f]{64},proofs\/\d+-programme\.close\.humi-proof$/,
  );
  expect(lines[1]).toContain(`"'=配方,""甲"""`);
  expect(lines[2]).toMatch(/^,file,[^,]+,,0{8}[0-9a-f]{8},$/);
});

test('an administrator takes the whole register along, without a word of anybody’s', async () => {
  await officeWithEvidence();
  await receiveEntries(house().house.database.owner, 600);
  await publishNow(house());
  const administrator = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  const { folder, readMe, list } = await unpack(administrator, 'installation');
  const told = run(folder, commandsOf(readMe).join('\n'));
  expect(told).toContain('the log is whole');
  expect(list.filter((path) => /^(proofs|index)|statement/.test(path))).toEqual([]);
  for (const kind of ['log-ed25519', 'log-sm2'])
    expect(list.filter((path) => path.startsWith(`keys/${kind}-`))).toHaveLength(2);
  const words = list.map((path) => readFileSync(join(folder, path))).filter((bytes) => bytes.includes('配方'));
  expect(words).toEqual([]);
});

/** Tests run from a checkout, which may not have built the page; a built one must be in the kit, with its trust list. */
test.runIf(existsSync(builtPage))(
  'the kit holds the checking page with the trust list of the register inside',
  async () => {
    const { officer } = await officeWithEvidence();
    await publishNow(house());
    const { read } = await unpack(officer);
    const inside = /id="trust">(\{.*?\})<\/script>/.exec(read('humi-verify.html'))?.[1] ?? '';
    expect(JSON.parse(inside)).toEqual(JSON.parse(read('trust.json')));
  },
);

test('who may not: a stranger, another role, another organisation', async () => {
  const { officer } = await officeWithEvidence();
  await publishNow(house());
  const administrator = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  const auditor = await makePerson(house(), await makeOrganisation(house()), ['audit_administrator']);
  expect((await callsAs(house()).get('/evidence/kit')).status).toBe(401);
  expect((await auditor.get('/evidence/kit')).status).toBe(403);
  expect((await administrator.get('/evidence/kit')).status).toBe(403);
  expect((await officer.get('/evidence/kit?scope=installation')).status).toBe(403);
  expect((await officer.get('/evidence/kit?scope=everything')).status).toBe(400);
  const other = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  const { list, readMe } = await unpack(other);
  expect(list.filter((path) => path.startsWith('proofs/'))).toEqual([]);
  expect(readMe).not.toContain('unzip');
});

test('a damaged store does not keep anybody from the rest: what is missing is told', async () => {
  const { officer } = await officeWithEvidence();
  await publishNow(house());
  const { rows } = await house().house.database.owner.query('select published_size from evidence_log');
  const bundle = tileAt('entries', Math.floor((rows[0].published_size - 1) / 256), rows[0].published_size);
  if (!bundle) throw new Error('no bundle');
  await house().house.tiles.remove(tilePath(bundle));
  const { read, list } = await unpack(officer);
  expect(list.filter((path) => path.startsWith('proofs/'))).toEqual([]);
  expect(read('problems.txt')).toMatch(/^proof \d+ \([0-9a-f-]{36}\): tile_missing\n/);
});

test('who is signed out while his kit leaves gets no further page of it', async () => {
  const { officer } = await officeWithEvidence();
  const files = Array.from({ length: 250 }, (_, at) => ({
    ...late,
    sha256: at.toString(16).padStart(64, '0'),
    size: 1,
  }));
  expect((await officer.send('/evidence', { files })).status).toBe(200);
  await publishNow(house());
  const caller = { token: hashToken(officer.cookie.split('=')[1] ?? '') };
  const { bytes } = await ask(house().house, caller, downloadKit, {});
  const pieces = bytes[Symbol.asyncIterator]();
  for (let piece = 0; piece < 40; piece++) expect((await pieces.next()).done).toBe(false);
  await house().house.database.owner.query('update sessions set revoked_at = now() where person_id = $1', [officer.id]);
  const rest = async (): Promise<void> => {
    while (!(await pieces.next()).done);
  };
  await expect(rest()).rejects.toMatchObject({ reason: 'not_signed_in' });
});
