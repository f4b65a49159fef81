import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { useHouse } from '#test/house.ts';
import { receiveEntries } from '#test/log.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();
const base = mkdtempSync(join(tmpdir(), 'humi-kit-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

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
  execFileSync('/bin/sh', ['-e', '-c', script], { cwd: folder, env: { PATH: '/usr/bin:/bin' }, encoding: 'utf8' });

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

test('[C23] what the kit tells a stranger to run, he runs, without us: check.mjs and openssl', async () => {
  const { officer } = await officeWithEvidence();
  await receiveEntries(house().house.database.owner, 700);
  await publishNow(house());
  const { folder, readMe, list } = await unpack(officer);
  expect(list.filter((path) => path.startsWith('proofs/'))).toHaveLength(2);
  const commands = commandsOf(readMe);
  expect(commands.length).toBeGreaterThan(10);
  const told = run(folder, commands.join('\n'));
  expect(told).toContain('Verified.');
  expect(told).toContain('sha256 OK');
  expect(told).toContain('sm3 OK');
  expect(told).toContain('leads to the root');
  expect(told.match(/Signature Verified Successfully/g)).toHaveLength(2);
});
