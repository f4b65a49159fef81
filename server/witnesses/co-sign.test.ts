import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatVerifierKey, parseNote, parseVerifierKey, verifierOf } from '#domain/evidence/notes.ts';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { openWitnessProcess, type TestWitness } from '#test/witness.ts';
import { plainPrimitives } from '#verify/primitives.ts';

/** The register with real witnesses, each a process of its own. */
const house = useHouse();
let officer: TestPerson;
let administrator: TestPerson;
const opened: { close(): Promise<void> }[] = [];

const minute = 60_000;
let start = Date.now();
let latest = start;
const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

/** Sets the clock so long after the test began. Nobody is signed out by it. */
async function setClock(after: number): Promise<void> {
  latest = start + after;
  house().setTime(new Date(latest).toISOString());
  await rows("update sessions set seen_at = $1, expires_at = $1::timestamptz + interval '1 day'", [new Date(latest)]);
}

beforeEach(async () => {
  start = latest + 24 * 60 * minute;
  officer = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  administrator = await makePerson(house(), await makeOrganisation(house()), ['system_administrator']);
  await setClock(0);
  await deposit();
  await publish();
});
afterEach(async () => {
  for (const table of ['witnesses', 'evidence_alarms']) await rows(`delete from ${table}`);
  for (const one of opened.splice(0)) await one.close();
});

const publish = () => house().log.publishNow();

let made = 0;
async function deposit(count = 1): Promise<void> {
  const files = Array.from({ length: count }, () => {
    made += 1;
    return { kind: 'file', sha256: made.toString(16).padStart(64, '0'), sm3: 'ab'.repeat(32), size: 3 };
  });
  expect((await officer.send('/evidence', { files })).status).toBe(200);
}

async function openWitness(name = 'witness.example/w1'): Promise<TestWitness> {
  const { log } = (await administrator.get('/witnesses')).body;
  const witness = await openWitnessProcess(log.vkeys, name);
  opened.push(witness);
  return witness;
}

const add = (witness: { url(): string; vkey(): string }, name = '示例法院') =>
  administrator.send('/witnesses', { name, vkey: witness.vkey(), url: witness.url() });

const list = async () => (await administrator.get('/witnesses')).body;
const newest = async () => (await rows('select * from checkpoints order by size desc limit 1'))[0];
const alarms = async (): Promise<string[]> =>
  (await rows('select kind from evidence_alarms where ended_at is null order by kind')).map(({ kind }) => kind);

test('[C23] a witness co-signs the newest checkpoint, once, with a signature that its key verifies', async () => {
  const witness = await openWitness();
  expect((await add(witness)).status).toBe(200);
  await publish();
  await publish();
  const { note, cosignatures, size } = await newest();
  expect(cosignatures).toHaveLength(1);
  const key = parseVerifierKey(witness.vkey());
  const [signature] = parseNote(`${note.split('\n\n')[0]}\n\n${cosignatures[0]}\n`)?.signatures ?? [];
  if (!key || !signature) throw new Error('no signature');
  expect(verifierOf(key, plainPrimitives).verify(Buffer.from(parseNote(note)?.text ?? ''), signature.signature)).toBe(
    true,
  );
  expect((await list()).rows).toMatchObject([{ name: '示例法院', size, failing_since: null, state: 'active' }]);
  const served = await house().http.inject({ method: 'GET', url: '/log/checkpoint' });
  expect(served.payload).toContain(`— ${witness.name} `);
});

test('asked again while nothing grows, the first co-signature stays: a later one would vouch for a later time', async () => {
  await add(await openWitness());
  await publish();
  const [first] = (await newest()).cosignatures;
  const [before] = (await list()).rows;
  await setClock(11 * minute);
  await publish();
  expect((await newest()).cosignatures).toEqual([first]);
  const [after] = (await list()).rows;
  expect(Date.parse(after.seen_at) - Date.parse(before.seen_at)).toBe(11 * minute);
});

test('growth is proven from the size that the witness knows, also when we do not know it', async () => {
  const witness = await openWitness();
  await add(witness);
  await publish();
  await deposit(700);
  await publish();
  await publish();
  expect((await list()).rows).toMatchObject([{ size: (await newest()).size }]);
  await rows('update witnesses set size = 1');
  await deposit(300);
  await publish();
  await publish();
  expect((await list()).rows).toMatchObject([{ size: (await newest()).size, failure: null }]);
  expect(await (await fetch(`${witness.url()}/status`)).text()).toContain('"total": 0');
});

test('a witness that is down stops nothing: an alarm after ten minutes, and it catches up when it is back', async () => {
  const [first, second] = [await openWitness(), await openWitness('witness.example/w2')];
  await add(first);
  await add(second, '示例公证处');
  await publish();
  await first.stop();
  await deposit();
  await publish();
  await publish();
  const { rows: standing } = await list();
  expect(standing).toMatchObject([
    { failure: { reason: 'witness_no_answer', facts: { cause: 'ECONNREFUSED' } } },
    { failing_since: null, size: (await newest()).size },
  ]);
  expect(await alarms()).toEqual([]);
  await setClock(11 * minute);
  await publish();
  expect(await alarms()).toEqual(['witness_down']);
  await first.start();
  await setClock(15 * minute);
  await publish();
  expect((await newest()).cosignatures).toHaveLength(2);
  expect((await list()).rows[0]).toMatchObject({ failing_since: null, failure: null });
  expect(await alarms()).toEqual([]);
});

test('a register that was set back or forked is refused by the witness, and an alarm tells at once', async () => {
  const witness = await openWitness();
  await add(witness);
  await deposit(5);
  await publish();
  await publish();
  const { size } = await newest();
  // The witness has seen more than this register holds, signed by its very key: as after an older backup.
  const forged = await signedElsewhere(size + 3);
  expect((await fetch(`${witness.url()}/add-checkpoint`, { method: 'POST', body: forged })).status).toBe(200);
  await setClock(11 * minute);
  await publish();
  expect((await list()).rows).toMatchObject([
    { failure: { reason: 'witness_refused', facts: { size, seen: size + 3 } } },
  ]);
  expect(await alarms()).toEqual(['witness_refused']);
  const monitor = (await officer.get('/evidence/monitor')).body;
  expect(monitor.alarms).toMatchObject([{ kind: 'witness_refused', data: { name: '示例法院', size, seen: size + 3 } }]);
  // Grown past that size it is another history: no consistency proof can exist.
  await deposit(10);
  await setClock(20 * minute);
  await publish();
  await publish();
  expect((await list()).rows).toMatchObject([{ failure: { reason: 'witness_refused', facts: { seen: size + 3 } } }]);
  const shown = await (await fetch(`${witness.url()}/status`)).json();
  expect(shown).toMatchObject({
    alarms: { rows: [{ kind: 'no_growth' }, { kind: 'shrunk', size, seen_size: size + 3 }] },
  });
});

/** A checkpoint of another history behind the present one, signed with the register's own key. */
async function signedElsewhere(size: number): Promise<string> {
  const { readdirSync, readFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { consistencyProof, rootOf, leafHash } = await import('#domain/evidence/merkle.ts');
  const { formatCheckpointBody } = await import('#domain/evidence/checkpoint.ts');
  const { formatNote } = await import('#domain/evidence/notes.ts');
  const { formatAddCheckpoint } = await import('#domain/evidence/witness-request.ts');
  const { signerOf } = await import('#server/evidence/log/keys.ts');
  const { decodeBundle } = await import('#domain/evidence/tiles.ts');
  const present = (await newest()).size;
  const dir = join(house().dataDir, 'log-keys');
  const file = readdirSync(dir).find((name) => name.startsWith('ed25519'));
  const signer = signerOf(JSON.parse(readFileSync(join(dir, file ?? ''), 'utf8')));
  const leaves: Uint8Array[] = [];
  for (let from = 0; from < present; from += 256) {
    const width = Math.min(256, present - from);
    const path = `/log/tile/entries/${String(from / 256).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`;
    const bundle = (await house().http.inject({ method: 'GET', url: path })).rawPayload;
    for (const entry of decodeBundle(bundle, width) ?? []) leaves.push(leafHash(entry));
  }
  expect(leaves).toHaveLength(present);
  while (leaves.length < size) leaves.push(leafHash(Buffer.from(`forged ${leaves.length}`)));
  const { log } = await list();
  const body = formatCheckpointBody({ origin: log.origin, size, root: rootOf(leaves) });
  const path = await consistencyProof(
    async (nodes) =>
      nodes.map(({ level, index }) => rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
    present,
    size,
  );
  return formatAddCheckpoint({ oldSize: present, path, checkpoint: formatNote(body, [signer.sign(body)]) });
}

test('a witness that does not know the register, or answers something else, fails with its own sentence', async () => {
  const stranger = await openWitnessProcess([], 'witness.example/stranger');
  opened.push(stranger);
  await add(stranger);
  const page = createServer((_request, response) => response.end('<html>welcome</html>'));
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  opened.push({ close: async () => void page.close() });
  const other = await openWitness('witness.example/other');
  // A server that listens on a port has an address of this kind.
  const { port } = page.address() as AddressInfo;
  await add({ url: () => `http://127.0.0.1:${port}`, vkey: () => other.vkey() }, '示例网页');
  await publish();
  expect((await list()).rows.map((row: { failure: { reason: string } }) => row.failure.reason).sort()).toEqual([
    'witness_unknown_log',
    'witness_unreadable',
  ]);
});

test('a witness whose clock fell back to 1970, or ran away, does not speak for any time', async () => {
  const { newWitness } = await import('#test/proofs.ts');
  for (const seconds of [0, 2 ** 50]) {
    const odd = newWitness('witness.example/odd', seconds);
    const server = createServer((request, response) => {
      const body: Buffer[] = [];
      request.on('data', (chunk) => body.push(chunk));
      request.on('end', () => {
        const note = parseNote(Buffer.concat(body).toString().split('\n\n').slice(1).join('\n\n'));
        response.end(`${odd.sign(note?.text ?? '')}\n`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.push({ close: async () => void server.close() });
    // A server that listens on a port has an address of this kind.
    const { port } = server.address() as AddressInfo;
    await add({ url: () => `http://127.0.0.1:${port}`, vkey: () => odd.vkey });
    await deposit();
    await publish();
    expect((await list()).rows[0].failure).toEqual({ reason: 'witness_wrong_clock', facts: {} });
    expect((await newest()).cosignatures).toEqual([]);
    await rows('delete from witnesses');
  }
});

test('the setting asks for witnesses: too few of them are told until enough sign', async () => {
  const [rule] = await rows("select id, version from rule_rows where key = 'evidence_witnesses_needed'");
  const today = (await list()).needed;
  expect(today).toBe(0);
  await rows("update rule_rows set value = '1' where id = $1", [rule.id]);
  await setClock(2 * minute);
  await publish();
  expect(await alarms()).toEqual(['witnesses_too_few']);
  await add(await openWitness());
  await publish();
  await publish();
  expect(await alarms()).toEqual([]);
  expect(await list()).toMatchObject({ needed: 1, active: 1, total: 1 });
  await rows("update rule_rows set value = '0' where id = $1", [rule.id]);
});

test('a key of a log, half a key, the same key twice and a stranger’s request are refused', async () => {
  const witness = await openWitness();
  const { log } = await list();
  const send = (vkey: string, url = 'http://w.example') =>
    administrator.send('/witnesses', { name: '示例', vkey, url });
  expect((await send(log.vkeys[0])).body).toMatchObject({ reason: 'witness_key_kind', field: 'vkey' });
  expect((await send(witness.vkey().slice(0, -4))).body).toMatchObject({ reason: 'witness_key_wrong', field: 'vkey' });
  expect((await send(witness.vkey(), 'w.example')).body).toMatchObject({ reason: 'invalid', field: 'url' });
  const key = { 'idempotency-key': newId() };
  const wanted = { name: '示例', vkey: witness.vkey(), url: witness.url() };
  const both = await Promise.all([
    administrator.send('/witnesses', wanted, key),
    administrator.send('/witnesses', wanted, key),
  ]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect((await send(witness.vkey())).body).toMatchObject({ reason: 'witness_taken', facts: { name: '示例' } });
  const same = parseVerifierKey(witness.vkey());
  const renamed = same ? formatVerifierKey({ ...same, name: 'other.example/w' }) : '';
  expect((await send(renamed)).body).toMatchObject({ reason: 'witness_taken', facts: { name: '示例' } });
  expect((await officer.send('/witnesses', wanted)).status).toBe(403);
  expect((await list()).total).toBe(1);
});

test('an edit with a stale version is told; a closed witness is asked no more and its signature stays', async () => {
  const witness = await openWitness();
  const { id } = (await add(witness)).body;
  await publish();
  const signed = (await newest()).size;
  const edit = { version: 1, name: '示例检察院', url: witness.url() };
  expect((await administrator.send(`/witnesses/${id}/edit`, edit)).body).toEqual({ version: 2 });
  expect((await administrator.send(`/witnesses/${id}/edit`, edit)).status).toBe(409);
  expect((await administrator.send(`/witnesses/${newId()}/close`, { version: 2, reason: '更换' })).status).toBe(404);
  expect((await administrator.send(`/witnesses/${id}/close`, { version: 2, reason: '更换' })).status).toBe(200);
  expect((await administrator.send(`/witnesses/${id}/close`, { version: 3, reason: '更换' })).body.reason).toBe(
    'wrong_state',
  );
  await deposit();
  await publish();
  await publish();
  expect((await newest()).cosignatures).toEqual([]);
  expect(await rows('select cardinality(cosignatures) as n from checkpoints where size = $1', [signed])).toEqual([
    { n: 1 },
  ]);
  expect(await list()).toMatchObject({ total: 1, active: 0, rows: [{ state: 'closed' }] });
});
