import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { useHouse } from '#test/house.ts';
import { receiveEntries } from '#test/log.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';
import { checkProof, readTrust } from '../../verify/independent/check.mjs';

const house = useHouse();
const folder = mkdtempSync(join(tmpdir(), 'humi-proofs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (path: string, bytes: Uint8Array | string): string => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  return join(folder, path);
};

/** A proof of an act and one of a file, from a register of some size, with the trust list as a stranger gets it. */
async function realProofs() {
  const office = await makeOrganisation(house());
  const officer = await makePerson(house(), office, ['programme_officer']);
  const programme = await makeProgramme(house(), office);
  await officer.send(`/programmes/${programme.id}/close`, { version: 1, reason: '示例' });
  const bytes = Buffer.from('配方：甲三份，乙一份');
  const [sha256, sm3] = ['sha256', 'sm3'].map((name) => createHash(name).update(bytes).digest('hex'));
  const sent = await officer.send('/evidence', { files: [{ kind: 'file', size: bytes.length, sha256, sm3 }] });
  await receiveEntries(house().house.database.owner, 300);
  await publishNow(house());
  const { body } = await officer.get(`/evidence?noun=programme&row=${programme.id}`);
  const [act, file] = [body.rows[0].id, sent.body.deposits[0].id];
  const take = async (id: string): Promise<string> =>
    inFolder(`${id}.humi-proof`, (await officer.get(`/evidence/${id}/proof`)).bytes);
  const list = await house().http.inject({ method: 'GET', url: '/log/trust.json' });
  const trust = readTrust(inFolder('trust.json', list.rawPayload));
  return { act: await take(act), file: await take(file), trust, original: inFolder('配方.txt', bytes), office };
}

test('[C23] proofs of the product hold before a checker that was written from the specifications alone', async () => {
  const { act, file, trust, original } = await realProofs();
  const said: string[] = [];
  expect(checkProof(act, trust, { say: (line) => said.push(line) })).toMatchObject({ content: true });
  expect(said.join('\n')).toMatch(/signed by .*\(ed25519\), .*\(sm2\)|signed by .*\(sm2\), .*\(ed25519\)/);
  expect(checkProof(file, trust)).toMatchObject({ content: false });
  expect(checkProof(file, trust, { original })).toMatchObject({ content: true });
  expect(() => checkProof(file, trust, { original: inFolder('别的', '配方') })).toThrow('not what was deposited');
  expect(() => checkProof(act, trust, { original })).toThrow('none of the files');
  expect(() => checkProof(act, { keys: [], needed: 0 })).toThrow('no key that you trust');
  expect(() => checkProof(act, { ...trust, needed: 1 })).toThrow('only 0 of the 1 witnesses');
});

test('no byte of what is proven can be changed', async () => {
  const { act, trust } = await realProofs();
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(act)))) inFolder(`one/${path}`, bytes);
  const one = join(folder, 'one');
  expect(() => checkProof(one, trust)).not.toThrow();
  let altered = 0;
  for (const path of ['entry.bin', 'salt.bin', 'statement.json', 'checkpoint.txt', 'proof.tlog-proof']) {
    const whole = readFileSync(join(one, path));
    // Signature lines of keys that nobody asks for are ignored, so only what stands before them counts.
    const end = whole.indexOf('\n—') < 0 ? whole.length : whole.indexOf('\n—') - 1;
    for (let at = 0; at < end; at += Math.ceil(end / 40)) {
      writeFileSync(join(one, path), whole.with(at, (whole[at] ?? 0) ^ 1));
      expect(() => checkProof(one, trust), `${path} at ${at}`).toThrow();
      altered += 1;
    }
    writeFileSync(join(one, path), whole);
  }
  expect(altered).toBeGreaterThan(120);
  expect(() => checkProof(one, trust)).not.toThrow();
});

test('what is no proof file is told so, whatever its bytes', async () => {
  const { act, trust } = await realProofs();
  const zip = readFileSync(act);
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('PK'),
    zip.subarray(0, 500),
    zip.subarray(0, -30),
    zip.fill(0, 40, 60),
  ])
    expect(() => checkProof(inFolder('bad.humi-proof', bytes), trust)).toThrow();
});
