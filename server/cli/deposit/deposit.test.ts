import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readManifest } from '#domain/evidence/manifest.ts';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { openFront, runHumi } from '#test/front.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();
const front = await openFront(() => house().http);
const made: string[] = [];

afterAll(async () => {
  await front.close();
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A firm with a key in a file, and a folder of its own. */
async function makeFirm() {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const { key, id } = (await officer.send('/keys', { name: '服务器' })).body;
  const base = mkdtempSync(join(tmpdir(), 'humi-deposit-'));
  made.push(base);
  const folder = join(base, '图纸');
  mkdirSync(folder);
  const keyFile = join(base, 'humi.key');
  writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
  const total = async (): Promise<number> => (await officer.get('/evidence')).body.total;
  const start = (...args: string[]) =>
    runHumi(['deposit', ...args, '--server', front.url, '--key-file', keyFile], { cwd: base });
  return { officer, base, folder, keyFile, keyId: id, key, total, start };
}

const publishing = async <T>(work: Promise<T>): Promise<T> => {
  let over = false;
  const all = work.finally(() => (over = true));
  while (!over) {
    await publishNow(house());
    await Promise.race([all.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 200))]);
  }
  return all;
};

test('[C23] a file is deposited by its digests, and its proof lies beside it', async () => {
  const { folder, officer, start } = await makeFirm();
  const file = join(folder, '工艺.txt');
  writeFileSync(file, '配方');
  const ended = await publishing(start(file, '--title', '工艺文件').ended);
  expect(ended.output).toContain('已存证');
  expect(ended.code).toBe(0);
  const sha256 = createHash('sha256').update('配方').digest('hex');
  const found = (await officer.get(`/evidence?sha256=${sha256}`)).body;
  expect(found).toMatchObject({ total: 1, rows: [{ kind: 'file', title: '工艺文件', size: 6 }] });
  expect(readFileSync(`${file}.humi-proof`).subarray(0, 2).toString()).toBe('PK');
  const again = await start(file).ended;
  expect([again.code, again.output.includes('未变化 1 份')]).toEqual([0, true]);
});

test('a folder: every file once, without names, links, temporary and empty files; unreadable ones are told and gone past', async () => {
  const { base, folder, officer, total, start } = await makeFirm();
  mkdirSync(join(folder, '二'));
  for (const name of ['a', '二/b', 'c']) writeFileSync(join(folder, name), name);
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, '~$工艺.docx'), 'x');
  writeFileSync(join(base, 'outside'), 'secret');
  symlinkSync(join(base, 'outside'), join(folder, 'link'));
  symlinkSync(base, join(folder, 'up'));
  const ended = await publishing(start(folder, '--proofs', join(base, '证明')).ended);
  expect(ended.output).toContain('跳过空文件 1 个');
  expect(ended.output).toContain('未跟随符号链接 2 个');
  expect([ended.code, await total()]).toEqual([0, 3]);
  expect((await officer.get('/evidence')).body.rows.map(({ title }: { title: unknown }) => title)).toEqual([
    null,
    null,
    null,
  ]);
  const proofs = readdirSync(join(base, '证明', '图纸'), { recursive: true })
    .map(String)
    .sort();
  expect(proofs.filter((name) => name.endsWith('.humi-proof'))).toEqual([
    'a.humi-proof',
    'c.humi-proof',
    '二/b.humi-proof',
  ]);
  // Root reads everything; a name that is no text stands for what cannot be read.
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]), 'x');
  const missing = await publishing(start(join(folder, 'nothing'), join(folder, 'empty'), '/dev/null', folder).ended);
  expect(missing.code).toBe(1);
  for (const word of ['找不到文件', '是空文件', '不是普通文件', '没有权限读取', '未成功 4 份'])
    expect(missing.errors + missing.output).toContain(word);
});

test('a folder as one manifest, empty files too; the manifest is kept, and the same folder is not deposited again', async () => {
  const { base, folder, officer, start } = await makeFirm();
  mkdirSync(join(folder, '二'));
  writeFileSync(join(folder, '二', 'b'), 'b');
  writeFileSync(join(folder, 'empty'), '');
  const ended = await publishing(start(folder, '--manifest', '--names').ended);
  expect(ended.code).toBe(0);
  const [row] = (await officer.get('/evidence')).body.rows;
  expect(row).toMatchObject({ kind: 'manifest', files: 2, title: '图纸' });
  const name = readdirSync(base).find((one) => one.endsWith('.humi-manifest')) ?? '';
  const files = readManifest(readFileSync(join(base, name), 'utf8'));
  expect(files?.map(({ path, size }) => [path, size])).toEqual([
    ['empty', 0],
    ['二/b', 1],
  ]);
  expect(existsSync(join(base, `${name}.humi-proof`))).toBe(true);
  expect((await start(folder, '--manifest', '--names').ended).output).toContain('未变化 1 份');
});

test('an answer that is lost on the way, then no server for a while: nothing is lost and nothing is twice', async () => {
  const { folder, total, start } = await makeFirm();
  for (let n = 0; n < 40; n += 1) writeFileSync(join(folder, `f${n}`), `content ${n}`);
  front.mode = 'swallow';
  const running = start(folder);
  await front.swallowed();
  front.mode = 'down';
  expect(await total()).toBe(40);
  await running.says('暂时没有应答');
  front.mode = 'up';
  const ended = await publishing(running.ended);
  expect(ended.output).toContain('已重新连接');
  expect([ended.code, await total()]).toEqual([0, 40]);
});

test('killed outright in mid-batch, the next run takes up what was read, by the same key of the batch', async () => {
  const { folder, total, start } = await makeFirm();
  for (let n = 0; n < 5; n += 1) writeFileSync(join(folder, `f${n}`), `content ${n}`);
  front.mode = 'swallow';
  const running = start(folder);
  await front.swallowed();
  running.kill('SIGKILL');
  await running.ended;
  front.mode = 'up';
  const ended = await publishing(start(folder).ended);
  expect([ended.code, await total()]).toEqual([0, 5]);
  expect(readdirSync(folder).filter((name) => name.endsWith('.humi-proof'))).toHaveLength(5);
});

test('when the server stays away the command ends for now and says that nothing is lost', async () => {
  const { folder, total, start } = await makeFirm();
  writeFileSync(join(folder, 'a'), 'a');
  front.mode = 'down';
  const ended = await start(folder, '--wait', '1').ended;
  front.mode = 'up';
  expect([ended.code, ended.errors.includes('没有丢失')]).toEqual([75, true]);
  expect((await publishing(start(folder).ended)).code).toBe(0);
  expect(await total()).toBe(1);
});

test('a file that is written while it is read is not deposited half', async () => {
  const { folder, total, start } = await makeFirm();
  const file = join(folder, 'growing');
  writeFileSync(file, Buffer.alloc(64 << 20));
  const writer = setInterval(() => appendFileSync(file, 'x'), 5);
  const ended = await start(file).ended;
  clearInterval(writer);
  expect([ended.code, ended.errors.includes('读取过程中被修改')]).toEqual([1, true]);
  expect(await total()).toBe(0);
  expect((await publishing(start(file).ended)).code).toBe(0);
});

test('a watched folder: new and changed files once they rest, not the unchanged after a restart, and no proof is replaced', async () => {
  const { base, folder, total, start } = await makeFirm();
  const proofs = join(base, '证明');
  writeFileSync(join(folder, 'old'), 'old');
  const watch = start('--watch', folder, '--proofs', proofs);
  await publishing(watch.says('证明已保存'));
  writeFileSync(join(folder, 'new'), 'new');
  writeFileSync(join(folder, 'old'), 'older');
  await publishing(watch.says('证明已保存', 3));
  watch.kill('SIGTERM');
  expect((await watch.ended).code).toBe(0);
  expect(await total()).toBe(3);
  const again = start('--watch', folder, '--proofs', proofs);
  await again.says('正在监视');
  utimesSync(join(folder, 'new'), new Date(), new Date());
  writeFileSync(join(folder, 'third'), 'third');
  await publishing(again.says('证明已保存'));
  again.kill('SIGTERM');
  await again.ended;
  expect(await total()).toBe(4);
  const digest = createHash('sha256').update('older').digest('hex').slice(0, 12);
  expect(
    readdirSync(proofs)
      .filter((name) => name.endsWith('.humi-proof'))
      .sort(),
  ).toEqual(['new.humi-proof', `old.${digest}.humi-proof`, 'old.humi-proof', 'third.humi-proof'].sort());
}, 60_000);

test('the key: not on the command line, not in a file that others read, and what the server says of it is told', async () => {
  const { folder, keyFile, keyId, key, officer, start } = await makeFirm();
  writeFileSync(join(folder, 'a'), 'a');
  const told = await runHumi(['deposit', folder, '--server', front.url, '--key', key]).ended;
  expect([told.code, told.errors.includes('不能写在命令行上'), told.errors.includes(key)]).toEqual([2, true, false]);
  chmodSync(keyFile, 0o644);
  expect((await start(folder).ended).errors).toContain('可被其他人读取');
  chmodSync(keyFile, 0o600);
  expect((await runHumi(['deposit', folder, '--server', front.url]).ended).errors).toContain('没有密钥');
  expect((await runHumi(['deposit', folder, '--server', 'ftp://x', '--key-file', keyFile]).ended).code).toBe(2);
  expect((await runHumi(['deposit']).ended).code).toBe(64);
  await officer.send(`/keys/${keyId}/revoke`, { reason: '试验。' });
  const refused = await start(folder).ended;
  expect([refused.code, refused.errors.includes('接口密钥无效')]).toEqual([2, true]);
  const renewed = (await officer.send('/keys', { name: '另一个' })).body.key;
  const ended = await publishing(
    runHumi(['deposit', folder, '--server', front.url], { env: { HUMI_KEY: renewed } }).ended,
  );
  expect(ended.code).toBe(0);
  expect(readFileSync(join(folder, '.humi-deposit.state'), 'utf8')).not.toContain(renewed);
});

test('two commands do not keep one state file; what is no state file is not written over', async () => {
  const { folder, start } = await makeFirm();
  writeFileSync(join(folder, 'a'), 'a');
  const watch = start('--watch', folder);
  await watch.says('正在监视');
  const other = await start(folder).ended;
  expect([other.code, other.errors.includes('正由另一个存证命令')]).toEqual([2, true]);
  watch.kill('SIGTERM');
  await watch.ended;
  const state = join(folder, '.humi-deposit.state');
  writeFileSync(state, 'hello\nworld\n');
  const damaged = await start(folder).ended;
  expect([damaged.code, damaged.errors.includes('已损坏'), readFileSync(state, 'utf8')]).toEqual([
    2,
    true,
    'hello\nworld\n',
  ]);
});
