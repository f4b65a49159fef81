import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { rotateKeys } from '#server/evidence/log/rotation.ts';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { useHouse } from '#test/house.ts';
import { bareEnvironment } from '#test/independent/bare.ts';
import { cosign, makeSigner } from '#test/independent/log.ts';
import { receiveEntries } from '#test/log.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();
const folder = mkdtempSync(join(tmpdir(), 'humi-revoked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const owner = () => house().house.database.owner;
const fetch = async (url: string) => (await house().http.inject({ method: 'GET', url })).payload;

const check = (...args: string[]) => {
  const program = join(import.meta.dirname, '../../../verify/independent/check.mjs');
  const done = spawnSync('node', [program, ...args], { cwd: folder, env: bareEnvironment, encoding: 'utf8' });
  return { code: done.status, out: done.stdout };
};

/** The public log as anybody copies it, with one checkpoint of the past. */
async function copyLog(checkpoint: string): Promise<void> {
  const administrator = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  const { bytes } = await administrator.get('/evidence/kit?scope=installation');
  writeFileSync(join(folder, 'kit.zip'), bytes);
  execFileSync('unzip', ['-o', '-q', 'kit.zip'], { cwd: folder });
  writeFileSync(join(folder, 'older'), checkpoint);
}

test('[C23] a stolen key: the register says so under its new one, and what the thief signs is not believed', async () => {
  expect((await house().http.inject({ method: 'GET', url: '/log/revocations' })).statusCode).toBe(404);
  await receiveEntries(owner(), 5);
  await publishNow(house());
  const before = await fetch('/log/checkpoint');
  await receiveEntries(owner(), 5);
  await publishNow(house());
  const after = await fetch('/log/checkpoint');
  const court = makeSigner('court.example', 4);
  await owner().query(
    "insert into witnesses (id, name, vkey, url, state) values (gen_random_uuid(), '示例法院', $1, 'http://x', 'active')",
    [court.vkey],
  );
  const { keysDir } = readConfig({ HUMI_DATA: house().dataDir }).log;
  await rotateKeys(house().house, {
    keysDir,
    kinds: ['ed25519', 'sm2'],
    stolen: { effective_size: 5, reason: '示例：服务器失窃' },
  });
  await receiveEntries(owner(), 5);
  await publishNow(house());
  await copyLog(before);
  const trust = JSON.parse(await fetch('/log/trust.json'));
  expect(trust.keys.filter(({ revoked }: { revoked: unknown }) => revoked !== null)).toHaveLength(2);
  const note = check('note', 'revocations.txt', '--trust', 'trust.json');
  expect(note).toMatchObject({ code: 0, out: expect.stringContaining('humi-revocations/1') });
  expect(note.out.match(/ 5 2026-11-21T04:00:00\.000Z/g)).toHaveLength(2);
  expect(await fetch('/log/revocations')).toContain(trust.keys[0].vkey);
  // The old checkpoint needs the word of somebody else from before the theft; the one past the effective size has none.
  const text = before.slice(0, before.indexOf('\n\n') + 1);
  const [early, late] = ['2026-11-21T03:59:59Z', '2026-11-21T04:00:01Z'].map((at) =>
    cosign(text, court, Date.parse(at) / 1000),
  );
  const older = (lines: string): { code: number | null; out: string } => {
    writeFileSync(join(folder, 'older'), before + lines);
    return check('log', 'log', '--trust', 'trust.json', '--older', 'older');
  };
  expect(older('')).toMatchObject({ code: 1, out: expect.stringContaining('no key that you trust') });
  expect(older(late ?? '')).toMatchObject({ code: 1, out: expect.stringContaining('no key that you trust') });
  expect(older(early ?? '')).toMatchObject({ code: 0, out: expect.stringContaining('lies on the way') });
  writeFileSync(join(folder, 'older'), after);
  expect(check('log', 'log', '--trust', 'trust.json', '--older', 'older').code).toBe(1);
});
