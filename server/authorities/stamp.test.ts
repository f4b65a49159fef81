import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseNote } from '#domain/evidence/notes.ts';
import { openAuthority, type TestAuthority } from '#test/authority.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

/** The register and a real authority (openssl ts), whose own clock is the machine's: so is the register's here. */
const house = useHouse();
let authority: TestAuthority;
let officer: TestPerson;
let administrator: TestPerson;

/** The clock of the test that runs; no test begins before the one before it ended. */
let start = Date.now();
let latest = start;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Sets the clock so long after the test began. Nobody is signed out by it. */
async function setClock(after: number): Promise<void> {
  latest = start + after;
  const now = new Date(latest);
  house().setTime(now.toISOString());
  await rows("update sessions set seen_at = $1, expires_at = $1::timestamptz + interval '1 day'", [now]);
}
const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

beforeAll(async () => {
  authority = await openAuthority({ days: 400 });
});
beforeEach(async () => {
  authority.set('right');
  start = latest + hour;
  officer = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  administrator = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  await setClock(0);
});
afterEach(async () => {
  for (const table of ['time_tokens', 'authorities', 'evidence_alarms']) await rows(`delete from ${table}`);
});
afterAll(() => authority.close());

let made = 0;
async function add(more: Record<string, unknown> = {}): Promise<string> {
  made += 1;
  const { url, certificates } = authority;
  const wanted = { name: `示例机构${made}`, url, certificates, every_minutes: 60, ...more };
  return (await administrator.send('/authorities', wanted)).body.id;
}

async function deposit(): Promise<string> {
  made += 1;
  const file = { kind: 'file', sha256: made.toString(16).padStart(64, '0'), sm3: 'ab'.repeat(32), size: 3 };
  const answer = await officer.send('/evidence', { files: [file] });
  expect(answer.status).toBe(200);
  return answer.body.deposits[0].id;
}

const publish = () => house().log.publishNow();
const standing = async (id: string) =>
  (await administrator.get('/authorities')).body.rows.find((row: { id: string }) => row.id === id);
const alarms = async () =>
  (await rows('select kind from evidence_alarms where ended_at is null order by kind')).map(({ kind }) => kind);

/** What a stranger does: `openssl ts -verify`. */
async function verify(token: Buffer, subject: Uint8Array): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'humi-verify-'));
  await Promise.all([
    writeFile(join(dir, 'token.tsr'), token),
    writeFile(join(dir, 'subject'), subject),
    writeFile(join(dir, 'root.pem'), authority.certificates),
  ]);
  try {
    const args = ['ts', '-verify', '-in', 'token.tsr', '-data', 'subject', '-CAfile', 'root.pem'];
    const { stdout } = await promisify(execFile)('openssl', args, { cwd: dir });
    return stdout.trim();
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const bodyOf = (note: string): Buffer => Buffer.from(parseNote(note)?.text ?? '');

test('[C23] the newest checkpoint is stamped, and stock openssl believes the stamp', async () => {
  const id = await add();
  await deposit();
  await publish();
  await publish();
  const [found] = await rows(
    'select t.*, c.note from time_tokens t join checkpoints c on c.size = t.checkpoint_size order by t.id desc limit 1',
  );
  expect(found).toMatchObject({ authority_id: id, state: 'held', failure: null });
  expect(await verify(found.token, bodyOf(found.note))).toBe('Verification: OK');
  expect(Math.abs(Date.parse(found.stamped_at) - Date.now())).toBeLessThan(60_000);
  expect(Date.parse(found.expires_at) - Date.now()).toBeGreaterThan(399 * day);
  expect(await standing(id)).toMatchObject({ held: 1, waiting: 0, failing_since: null, stamped_at: found.stamped_at });
});

test('it is asked again after its interval, and only when the register grew', async () => {
  const id = await add();
  await deposit();
  await publish();
  const before = authority.requests();
  await deposit();
  await setClock(59 * minute);
  await publish();
  expect(authority.requests()).toBe(before);
  await setClock(61 * minute);
  await publish();
  expect(await standing(id)).toMatchObject({ held: 2, waiting: 0 });
  await setClock(3 * hour);
  await publish();
  await publish();
  expect(await standing(id)).toMatchObject({ held: 2, waiting: 0 });
});

test('down for a week: deposits go on, the page says so, and afterwards everything is stamped', async () => {
  const id = await add();
  await deposit();
  await publish();
  const [{ size: covered }] = await rows('select max(checkpoint_size) as size from time_tokens');
  authority.set('down');
  const asked = await deposit();
  await setClock(61 * minute);
  expect((await officer.send(`/evidence/${asked}/token`)).body.rows).toMatchObject([{ state: 'waiting' }]);
  await publish();
  expect(await standing(id)).toMatchObject({ failure: { reason: 'time_no_answer' }, waiting: 2 });
  expect(await alarms()).toEqual([]);
  const before = authority.requests();
  for (let passed = 2 * hour; passed <= 7 * day; passed += 6 * hour) {
    await setClock(passed);
    await deposit();
    await publish();
  }
  expect(authority.requests() - before).toBeLessThanOrEqual(28);
  expect(await standing(id)).toMatchObject({
    waiting: 2,
    held: 1,
    failing_since: new Date(start + 61 * minute).toISOString(),
  });
  expect(await alarms()).toEqual(['authority_down']);
  authority.set('right');
  await setClock(8 * day);
  await publish();
  await publish();
  const [{ size: all }] = await rows('select published_size as size from evidence_log');
  const [{ size: stamped }] = await rows(`select max(checkpoint_size) as size from time_tokens where state = 'held'`);
  expect(all).toBeGreaterThan(covered + 20);
  expect(stamped).toBe(all);
  expect(await standing(id)).toMatchObject({ waiting: 0, held: 3, failing_since: null, failure: null });
  expect(await alarms()).toEqual([]);
});

test.each([
  ['other', 'time_wrong_certificate'],
  ['no_usage', 'time_wrong_certificate'],
  ['other_nonce', 'time_wrong_nonce'],
  ['replay', 'time_wrong_imprint'],
] as const)('a stamp of the kind %s is not kept: %s, and an alarm at once', async (mode, reason) => {
  const id = await add();
  authority.set(mode);
  await deposit();
  await publish();
  await publish();
  expect(await standing(id)).toMatchObject({ held: 0, waiting: 1, failure: { reason } });
  expect(await alarms()).toEqual(['authority_wrong']);
  authority.set('right');
  await setClock(2 * hour);
  await publish();
  expect(await standing(id)).toMatchObject({ held: 1, waiting: 0, failure: null });
  expect(await alarms()).toEqual([]);
});

test.each([
  ['refuse', 'time_refused', { cause: 'badAlg' }],
  ['nonsense', 'time_unreadable', {}],
  ['slow', 'time_no_answer', { cause: 'timeout' }],
] as const)(
  'an authority that answers with %s fails with its own sentence and is tried again',
  async (mode, reason, facts) => {
    const id = await add();
    authority.set(mode);
    await deposit();
    await publish();
    expect(await standing(id)).toMatchObject({ held: 0, waiting: 1, failure: { reason, facts } });
    expect(await alarms()).toEqual([]);
  },
);

test('an edit asks again at once', async () => {
  const url = 'http://127.0.0.1:9/';
  const id = await add({ url });
  await deposit();
  await publish();
  const { name, certificates, version } = await standing(id);
  expect(await standing(id)).toMatchObject({ waiting: 1, failure: { reason: 'time_no_answer' } });
  await administrator.send(`/authorities/${id}/edit`, { name, certificates, version, url: authority.url });
  await publish();
  expect(await standing(id)).toMatchObject({ waiting: 0, held: 1, failing_since: null });
});

test('certificates that former stamps rest on stay', async () => {
  const id = await add();
  await deposit();
  await publish();
  const { name, url, version } = await standing(id);
  const edit = (certificates: string) =>
    administrator.send(`/authorities/${id}/edit`, { name, url, version, certificates });
  expect((await edit(authority.otherCertificates)).body).toMatchObject({ reason: 'certificates_needed' });
  expect((await edit(`${authority.otherCertificates}${authority.certificates}`)).status).toBe(200);
});

test('[C23] one deposit is stamped on request: asked twice, stamped once, over the bytes of its entry', async () => {
  const id = await deposit();
  expect((await officer.send(`/evidence/${id}/token`)).body).toMatchObject({ reason: 'no_authority', status: 422 });
  await add();
  const both = await Promise.all([officer.send(`/evidence/${id}/token`), officer.send(`/evidence/${id}/token`)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(both[0].body).toEqual(both[1].body);
  await publish();
  await publish();
  const found = await rows('select token, state from time_tokens where deposit_id = $1', [id]);
  expect(found).toHaveLength(1);
  const published = await rows('select entry_index from deposits where id = $1', [id]);
  expect(published).toHaveLength(1);
  const proof = await officer.get(`/evidence/${id}/proof`);
  const { openProofFile } = await import('#verify/proof-file.ts');
  expect(await verify(found[0].token, openProofFile(proof.bytes).entry)).toBe('Verification: OK');
  expect((await officer.send(`/evidence/${id}/token`)).body.rows).toMatchObject([{ state: 'held' }]);
});

test('a request on somebody else’s deposit is answered as if there were none', async () => {
  await add();
  const id = await deposit();
  const other = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), [
    'enterprise_officer',
  ]);
  await setClock(0);
  expect((await other.send(`/evidence/${id}/token`)).status).toBe(404);
  expect((await administrator.send(`/evidence/${id}/token`)).status).toBe(403);
});

test('what a closed authority still owes a deposit goes to another one', async () => {
  const closing = await add({ url: 'http://127.0.0.1:9/' });
  const id = await deposit();
  await officer.send(`/evidence/${id}/token`);
  await publish();
  await administrator.send(`/authorities/${closing}/close`, { version: 1, reason: '停止服务' });
  await publish();
  expect(await rows('select state from time_tokens')).toEqual([{ state: 'waiting' }]);
  const next = await add();
  await publish();
  await publish();
  expect(await rows('select authority_id, state from time_tokens where deposit_id = $1', [id])).toEqual([
    { authority_id: next, state: 'held' },
  ]);
});

test('stamps are renewed over their own file before the certificate ends, by one that lasts longer', async () => {
  const id = await add();
  await deposit();
  await publish();
  const [first] = await rows('select id, token from time_tokens');
  // The certificate of the first stamp is taken to end in 80 days; the authority's next one shows a later end.
  await rows('update time_tokens set expires_at = $1', [new Date(start + 80 * day)]);
  await setClock(2 * hour);
  await publish();
  await publish();
  expect(await rows('select count(*) as n from time_tokens where renews is not null')).toEqual([{ n: 0 }]);
  expect(await alarms()).toEqual(['renewal_missing']);
  await deposit();
  await setClock(4 * hour);
  await publish();
  await setClock(6 * hour);
  await publish();
  const renewed = await rows('select * from time_tokens where renews = $1', [first.id]);
  expect(renewed).toMatchObject([{ authority_id: id, state: 'held' }]);
  expect(await verify(renewed[0].token, first.token)).toBe('Verification: OK');
  expect(await alarms()).toEqual([]);
  await setClock(8 * hour);
  await publish();
  expect(await rows('select count(*) as n from time_tokens where renews is not null')).toEqual([{ n: 1 }]);
});

test('a stronger hash in the settings renews what was stamped over a weaker one, once', async () => {
  const setBits = (bits: number) =>
    rows("update rule_rows set value = $1 where key = 'evidence_stamp_bits'", [JSON.stringify(bits)]);
  const id = await add();
  await deposit();
  await publish();
  const [first] = await rows('select id, token, bits from time_tokens');
  expect(first.bits).toBe(256);
  await setBits(512);
  for (const after of [2, 4, 6]) {
    await setClock(after * hour);
    await publish();
  }
  await setBits(256);
  const renewed = await rows('select * from time_tokens where renews is not null');
  expect(renewed).toMatchObject([{ renews: first.id, authority_id: id, state: 'held', bits: 512 }]);
  expect(await verify(renewed[0].token, first.token)).toBe('Verification: OK');
});

test('a deposit whose entry cannot be read waits, and keeps nothing else from being stamped', async () => {
  const asked = await deposit();
  await publish();
  const files = Array.from({ length: 600 }, (_, index) => ({
    ...{ kind: 'file', sha256: (10_000 + index).toString(16).padStart(64, '0'), sm3: 'ab'.repeat(32), size: 3 },
  }));
  expect((await officer.send('/evidence', { files })).status).toBe(200);
  await publish();
  const [{ index }] = await rows('select entry_index as index from deposits where id = $1', [asked]);
  const bundle = String(Math.floor(index / 256)).padStart(3, '0');
  const lies = join(house().dataDir, 'files/log/tile/entries', bundle);
  await rename(lies, `${lies}.away`);
  await add();
  await officer.send(`/evidence/${asked}/token`);
  await publish();
  await publish();
  expect(await rows('select deposit_id is not null as single, state from time_tokens order by state')).toEqual([
    { single: false, state: 'held' },
    { single: true, state: 'waiting' },
  ]);
  await rename(`${lies}.away`, lies);
  await setClock(2 * hour);
  await publish();
  expect(await rows(`select state from time_tokens where deposit_id = $1`, [asked])).toEqual([{ state: 'held' }]);
});
