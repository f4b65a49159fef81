import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { cosignatureTime, parseNote, parseSignatures, parseVerifierKey, verifierOf } from '#domain/evidence/notes.ts';
import { entriesOf, makeLog, openWitnessProcess, type TestLog, type TestWitness } from '#test/witness.ts';
import { plainPrimitives } from '#verify/primitives.ts';

/** The program as a court runs it: a process of its own behind http. */
const opened: TestWitness[] = [];
afterEach(async () => {
  for (const witness of opened.splice(0)) await witness.close();
});

async function open(...logs: readonly TestLog[]): Promise<TestWitness> {
  const witness = await openWitnessProcess(logs.map(({ vkey }) => vkey));
  opened.push(witness);
  return witness;
}

async function send(witness: TestWitness, body: string | Uint8Array<ArrayBuffer>) {
  const answer = await fetch(`${witness.url()}/add-checkpoint`, { method: 'POST', body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

// biome-ignore lint/suspicious/noExplicitAny: tests read replies of every shape
const status = async (witness: TestWitness): Promise<any> => (await fetch(`${witness.url()}/status`)).json();
const nextTick = () => new Promise((resolve) => setImmediate(resolve));

function isSigned(witness: TestWitness, note: string, answer: string): boolean {
  const key = parseVerifierKey(witness.vkey());
  const [line] = parseSignatures(answer) ?? [];
  if (!key || !line || line.name !== witness.name) return false;
  expect(Math.abs(cosignatureTime(line.signature) * 1000 - Date.now())).toBeLessThan(60_000);
  return verifierOf(key, plainPrimitives).verify(Buffer.from(parseNote(note)?.text ?? ''), line.signature);
}

test('[C23] the first start makes a key for this user alone and says how to hand it over; later ones keep it', async () => {
  const log = makeLog();
  const witness = await open(log);
  expect(parseVerifierKey(witness.vkey())).toMatchObject({ name: 'witness.example/w1', type: 'cosignature' });
  expect(witness.output()).toContain('请把上面的公钥整行');
  expect(statSync(join(witness.dir, 'witness.key')).mode & 0o777).toBe(0o600);
  const before = witness.vkey();
  await witness.stop();
  await witness.start();
  expect(witness.vkey()).toBe(before);
  expect(witness.output()).not.toContain('请把上面的公钥整行');
  expect(witness.output()).toContain(log.origin);
});

test('[C23] it co-signs the first checkpoint and every growth, and nothing from an old size', async () => {
  const log = makeLog();
  const witness = await open(log);
  log.add(...entriesOf(5));
  const first = await send(witness, await log.request(0));
  expect(first.status).toBe(200);
  expect(isSigned(witness, log.checkpoint(), first.text)).toBe(true);
  log.add(...entriesOf(300, 'b'));
  expect(await send(witness, await log.request(0))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '5\n' });
  const grown = await send(witness, await log.request(5));
  expect(grown.status).toBe(200);
  expect(isSigned(witness, log.checkpoint(), grown.text)).toBe(true);
  expect((await send(witness, await log.request(305))).status).toBe(200);
  expect((await status(witness)).logs).toMatchObject([{ origin: log.origin, size: 305 }]);
});

test('a fork is refused, told and shown; what was signed stays', async () => {
  const log = makeLog();
  const witness = await open(log);
  log.add(...entriesOf(8));
  await send(witness, await log.request(0));
  const other = log.fork(3);
  other.add(...entriesOf(20, 'other'));
  expect((await send(witness, await other.request(8))).status).toBe(422);
  const same = log.fork(3);
  same.add(...entriesOf(5, 'other'));
  expect(await send(witness, await same.request(8))).toMatchObject({ status: 409, text: '8\n' });
  await send(witness, await same.request(8));
  const found = await status(witness);
  expect(found.logs).toMatchObject([{ size: 8 }]);
  expect(found.alarms).toMatchObject({
    total: 2,
    rows: [{ kind: 'fork' }, { kind: 'no_growth', seen_size: 8, size: 23 }],
  });
  // Both notes, signed by the log, prove the fork to anybody.
  expect(found.alarms.rows[0]).toMatchObject({ note: same.checkpoint(), seen_note: log.checkpoint() });
  expect(witness.output().match(/ALARM/g)).toHaveLength(2);
  const page = await (await fetch(`${witness.url()}/`)).text();
  expect(page).toContain('分叉');
  expect(page).toContain(log.origin);
});

test('a log that shrank is refused and told', async () => {
  const log = makeLog();
  const witness = await open(log);
  log.add(...entriesOf(9));
  await send(witness, await log.request(0));
  expect(await send(witness, await log.request(4, 4))).toMatchObject({ status: 409, text: '9\n' });
  expect((await status(witness)).alarms).toMatchObject({ total: 1, rows: [{ kind: 'shrunk', size: 4, seen_size: 9 }] });
});

test('old checkpoints that a stranger sends again fill neither the list nor the disk: a fork is still told, and first', async () => {
  const log = makeLog();
  const witness = await open(log);
  log.add(...entriesOf(400));
  await send(witness, await log.request(0));
  const junk = `— stranger.example ${Buffer.alloc(68, 7).toString('base64')}\n`;
  for (let size = 1; size <= 230; size += 1) await send(witness, `old ${size}\n\n${log.checkpoint(size)}`);
  for (let turn = 0; turn < 3; turn += 1)
    await send(witness, `old 1\n\n${log.checkpoint(1)}${junk.replaceAll('Bw', `B${'wxy'.charAt(turn)}`)}`);
  const same = log.fork(3);
  same.add(...entriesOf(397, 'other'));
  await send(witness, `old 400\n\n${same.checkpoint()}`);
  const { alarms } = await status(witness);
  expect(alarms.total).toBe(201);
  expect(alarms.rows).toHaveLength(20);
  expect(alarms.rows[0]).toMatchObject({ kind: 'fork', note: same.checkpoint(), seen_note: log.checkpoint() });
  expect(await (await fetch(`${witness.url()}/`)).text()).toContain('也可能是有人重发了旧的检查点');
  const written = statSync(join(witness.dir, 'state.json')).mtimeMs;
  for (let turn = 0; turn < 5; turn += 1) expect((await send(witness, await log.request(400))).status).toBe(200);
  expect(statSync(join(witness.dir, 'state.json')).mtimeMs).toBe(written);
});

test('requests of other forms get the status of the specification', async () => {
  const log = makeLog();
  const witness = await open(log);
  log.add(...entriesOf(4));
  const right = await log.request(0);
  const stranger = makeLog('log.example/other');
  stranger.add('x');
  const pretender = makeLog(log.origin);
  pretender.add('x');
  const answers: [string | Uint8Array<ArrayBuffer>, number][] = [
    ['', 400],
    ['old 0\n', 400],
    [right.replace('old 0', 'old 00'), 400],
    [right.replace('old 0', 'old -1'), 400],
    [right.replace('old 0\n', `old 0\n${'A'.repeat(43)}=\n`.repeat(1)), 422],
    [right.replace('old 0\n', `old 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}`), 400],
    [right.replace('old 0', 'old 9'), 400],
    [Uint8Array.of(0x6f, 0xff, 0x0a), 400],
    [await stranger.request(0), 404],
    [await pretender.request(0), 403],
    [`${right}${'x'.repeat(70_000)}`, 413],
  ];
  for (const [body, expected] of answers)
    expect((await send(witness, body)).status, String(body).slice(0, 60)).toBe(expected);
  expect((await status(witness)).alarms.total).toBe(1);
  expect((await fetch(`${witness.url()}/add-checkpoint`)).status).toBe(405);
  expect((await fetch(`${witness.url()}/nothing`)).status).toBe(404);
  expect((await send(witness, right)).status).toBe(200);
});

test('many at the same moment: one order, and the size never goes back', async () => {
  const log = makeLog();
  const witness = await open(log);
  log.add(...entriesOf(40));
  await send(witness, await log.request(0, 1));
  const sizes = Array.from({ length: 39 }, (_, index) => index + 2);
  const bodies = await Promise.all(sizes.map((size) => log.request(1, size)));
  const answers = await Promise.all(bodies.map((body) => send(witness, body)));
  expect(answers.filter(({ status: code }) => code === 200)).toHaveLength(1);
  const refused = answers.filter(({ status: code }) => code === 409);
  expect(refused).toHaveLength(38);
  const [{ size }] = (await status(witness)).logs;
  expect(new Set(refused.map(({ text }) => text))).toEqual(new Set([`${size}\n`]));
});

test('killed with kill -9 as soon as it has kept a size: the next start knows the size, and signs from there', async () => {
  const log = makeLog();
  const witness = await open(log);
  log.add(...entriesOf(2_000));
  let known = 0;
  for (let turn = 1; turn <= 12; turn += 1) {
    const body = await log.request(known, known + 7);
    // Killed as soon as the disk shows the new size: before the answer left, or just after.
    const before = readFileSync(join(witness.dir, 'state.json'), 'utf8');
    const answered = sendRaw(witness, body);
    const until = Date.now() + 2_000;
    while (readFileSync(join(witness.dir, 'state.json'), 'utf8') === before && Date.now() < until) await nextTick();
    await witness.stop('SIGKILL');
    await answered;
    const { [log.origin]: kept } = JSON.parse(readFileSync(join(witness.dir, 'state.json'), 'utf8'));
    expect(kept.size).toBe(known + 7);
    await witness.start();
    // The client that heard nothing asks from what it knew, hears the true size, and is signed for from there.
    expect(await send(witness, body)).toMatchObject({ status: 409, text: `${kept.size}\n` });
    const again = await send(witness, await log.request(kept.size, kept.size));
    expect(isSigned(witness, log.checkpoint(kept.size), again.text)).toBe(true);
    known = kept.size;
  }
  expect((await status(witness)).alarms.total).toBe(0);
});

/** The answer's status, undefined when the line broke before. */
function sendRaw(witness: TestWitness, body: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = httpRequest(`${witness.url()}/add-checkpoint`, { method: 'POST', agent: false }, (response) =>
      resolve(response.statusCode),
    );
    request.on('error', () => resolve(undefined));
    request.end(body);
  });
}

test('a state that is lost or damaged keeps the program from starting: it would begin again at zero', async () => {
  const log = makeLog();
  const witness = await open(log);
  log.add('a');
  await send(witness, await log.request(0));
  await witness.stop();
  const path = join(witness.dir, 'state.json');
  const kept = readFileSync(path);
  writeFileSync(path, kept.subarray(0, 30));
  await expect(witness.start()).rejects.toThrow('无法得知此前签过什么');
  rmSync(path);
  await expect(witness.start()).rejects.toThrow('what was signed before is unknown');
  expect(existsSync(path)).toBe(false);
  writeFileSync(path, kept);
  await witness.start();
  expect((await status(witness)).logs).toMatchObject([{ size: 1 }]);
});

test('one folder, one program; a name, a key or an address that cannot be is told', async () => {
  const log = makeLog();
  const witness = await open(log);
  await expect(openSecond(witness, [])).rejects.toThrow('正由另一个见证程序');
  await witness.stop();
  await expect(openSecond(witness, ['--name', 'another.example/w'])).rejects.toThrow('属于见证方“witness.example/w1”');
  await expect(openSecond(witness, ['--log', witness.vkey()])).rejects.toThrow('不是登记簿的 Ed25519 公钥');
  await expect(openSecond(witness, ['--nonsense'])).rejects.toThrow('用法');
  await expect(openWitnessProcess([log.vkey], 'two words')).rejects.toThrow('首次启动须用 --name');
});

const openSecond = (witness: TestWitness, more: readonly string[]): Promise<void> => witness.start(more);

test('further registers are added at a later start, each with its own state', async () => {
  const [first, second] = [makeLog('log.example/a'), makeLog('log.example/b')];
  const witness = await open(first);
  first.add('a');
  second.add('b', 'c');
  await send(witness, await first.request(0));
  expect((await send(witness, await second.request(0))).status).toBe(404);
  await witness.stop();
  await witness.start(['--log', second.vkey]);
  expect((await send(witness, await second.request(0))).status).toBe(200);
  await witness.stop();
  await witness.start();
  expect((await status(witness)).logs).toMatchObject([
    { origin: 'log.example/a', size: 1 },
    { origin: 'log.example/b', size: 2 },
  ]);
});
