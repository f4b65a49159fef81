import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rotateKeys } from '#server/evidence/log/rotation.ts';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';
import { plainPrimitives as primitives } from '#verify/primitives.ts';
import { openProofFile } from '#verify/proof-file.ts';
import { readTrust } from '#verify/trust.ts';
import { verifyProofBytes } from '#verify/verdict.ts';

const house = useHouse();
const hex = (algorithm: 'sha256' | 'sm3', bytes: Buffer): string => createHash(algorithm).update(bytes).digest('hex');
const now = Date.parse('2026-11-21T05:00:00Z');

async function trust() {
  const { body } = await (await makePerson(house(), await makeOrganisation(house()), ['leader'])).get(
    '/evidence/trust',
  );
  return readTrust(JSON.stringify(body));
}

test('a proof of a firm’s file is checked by its trust list and the original, and by no other original [C23]', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const bytes = Buffer.from('配方：甲三份，乙一份');
  const original = { name: '配方.txt', size: bytes.length, sha256: hex('sha256', bytes), sm3: hex('sm3', bytes) };
  const { body } = await officer.send('/evidence', {
    files: [{ kind: 'file', size: original.size, sha256: original.sha256, sm3: original.sm3 }],
  });
  const [{ id }] = body.deposits;
  const early = await officer.get(`/evidence/${id}/proof`);
  expect(early.status).toBe(422);
  expect(early.body.reason).toBe('not_published');
  await publishNow(house());
  expect((await officer.get(`/evidence/${id}`)).body).toMatchObject({
    state: 'published',
    index: 0,
    checkpoint: { size: 1 },
  });
  const file = await officer.get(`/evidence/${id}/proof`);
  expect(file.status).toBe(200);
  const terms = { trust: await trust(), now, primitives };
  const good = verifyProofBytes(file.bytes, { ...terms, original: [original] });
  expect(good.findings.filter(({ outcome }) => outcome === 'fails')).toEqual([]);
  expect(good.outcome).toBe('holds_with_limits');
  const other = verifyProofBytes(file.bytes, {
    ...terms,
    original: [{ ...original, sha256: hex('sha256', Buffer.from('x')), sm3: hex('sm3', Buffer.from('x')) }],
  });
  expect(other.outcome).toBe('fails');
});

test('the proof of an act carries the statement that its entry commits to', async () => {
  const office = await makeOrganisation(house());
  const programme = await makeProgramme(house(), office);
  const officer = await makePerson(house(), office, ['programme_officer']);
  expect((await officer.send(`/programmes/${programme.id}/close`, { version: 1, reason: '示例' })).status).toBe(200);
  await publishNow(house());
  const { body } = await officer.get(`/evidence?noun=programme&row=${programme.id}`);
  expect(body).toMatchObject({
    total: 1,
    rows: [{ kind: 'programme.close', state: 'published', row_id: programme.id }],
  });
  const { bytes } = await officer.get(`/evidence/${body.rows[0].id}/proof`);
  expect(openProofFile(bytes).statement).toContain('示例');
  expect(verifyProofBytes(bytes, { trust: await trust(), now, primitives }).outcome).toBe('holds_with_limits');
});

test('the monitor tells growth to anybody, and nothing of what was deposited', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  await officer.send('/evidence', {
    files: [{ kind: 'file', title: '绝密配方', size: 5, sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) }],
  });
  await publishNow(house());
  const { body } = await officer.get('/evidence/monitor');
  expect(body).toMatchObject({ waiting: 0, stopped: null, alarms: [], witnesses: [], authorities: [] });
  expect(body.latest.size).toBe(body.published_size);
  expect(body.growth.at(-1)).toEqual({ day: '2026-11-21', size: body.size });
  expect(JSON.stringify(body)).not.toContain('配方');
  expect((await officer.get('/evidence/checkpoints')).body.rows[0]).toEqual(body.latest);
});

test('after a theft of the keys, proofs rest on checkpoints that the new keys signed', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const deposit = async (letter: string): Promise<string> => {
    const files = [{ kind: 'file', size: 5, sha256: letter.repeat(64), sm3: letter.repeat(64) }];
    const { body } = await officer.send('/evidence', { files });
    await publishNow(house());
    return body.deposits[0].id;
  };
  const [early, late] = [await deposit('c'), await deposit('d')];
  const { index } = (await officer.get(`/evidence/${early}`)).body;
  const stolen = { effective_size: index + 1, reason: '示例' };
  await rotateKeys(house().house, { keysDir: join(house().dataDir, 'log-keys'), kinds: ['ed25519', 'sm2'], stolen });
  await publishNow(house());
  const terms = { trust: await trust(), now, primitives };
  for (const id of [early, late]) {
    const { bytes } = await officer.get(`/evidence/${id}/proof`);
    expect(verifyProofBytes(bytes, terms).findings.filter(({ outcome }) => outcome === 'fails')).toEqual([]);
  }
});
