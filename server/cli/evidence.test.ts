import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from '#server/cli/main.ts';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { useHouse } from '#test/house.ts';
import { receiveEntries } from '#test/log.ts';

const house = useHouse();

/** The command beside a running server: same database, same data folder. */
beforeEach(() => {
  const { host = '', port, user = '', password, database } = house().connection;
  const address = new URL('postgresql://x/');
  address.username = encodeURIComponent(user);
  address.password = encodeURIComponent(String(password));
  address.pathname = `/${database}`;
  const query = new URLSearchParams({ host, port: String(port) });
  vi.stubEnv('DATABASE_URL', `postgresql://${address.username}:${address.password}@/${database}?${query}`);
  vi.stubEnv('HUMI_DATA', house().dataDir);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function run(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  const [out, errors]: string[][] = [[], []];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (out?.push(String(text)) ?? 0) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (errors?.push(String(text)) ?? 0) > 0);
  const code = await main(['evidence', ...args]);
  vi.restoreAllMocks();
  return { code, out: out?.join('') ?? '', errors: errors?.join('') ?? '' };
}

test('[C23] `humi evidence check` says that everything fits, or which file does not and what to do', async () => {
  const { tiles, database } = house().house;
  await receiveEntries(database.owner, 260);
  await publishNow(house());
  const good = await run('check');
  expect(good).toMatchObject({ code: 0, errors: '' });
  expect(good.out).toContain('published entries: 260');
  expect(good.out).toContain('全部相符。\nEverything fits.');
  const whole = (await tiles.read('tile/0/000')) ?? new Uint8Array();
  await tiles.write(
    'tile/0/000',
    whole.map((byte, at) => (at === 9 ? byte ^ 1 : byte)),
  );
  const bad = await run('check');
  expect(bad.code).toBe(1);
  expect(bad.out).toContain('tile/0/000  不符 / altered');
  expect(bad.out).toContain('可能被改动');
  expect(bad.out).toContain('may have been altered');
});

test('[C23] `humi evidence recover` writes it again, and says when there is nothing to do', async () => {
  const repaired = await run('recover');
  expect(repaired).toMatchObject({ code: 0 });
  expect(repaired.out).toContain('重写瓦片1个');
  expect((await run('check')).code).toBe(0);
  const nothing = await run('recover');
  expect(nothing.code).toBe(2);
  expect(nothing.errors).toContain('无需找回');
});

test('[C23] `humi evidence rotate-key` prints the new public keys; a theft needs its size and reason', async () => {
  const done = await run('rotate-key');
  expect(done.code).toBe(0);
  expect(done.out.match(/^ {2}humi\.local\/log\/\S+$/gm)).toHaveLength(2);
  expect((await run('rotate-key', '--stolen')).errors).toContain('--effective-size');
  expect((await run('rotate-key', '--stolen', '--effective-size', '3')).errors).toContain('理由');
  expect((await run('rotate-key', '--lost')).code).toBe(2);
  const stolen = await run(
    'rotate-key',
    '--stolen',
    '--effective-size',
    '100',
    '--reason',
    '密钥外泄',
    '--kind',
    'sm2',
  );
  expect(stolen.out.match(/^ {2}humi\.local\/log\/\S+$/gm)).toHaveLength(1);
  await publishNow(house());
  expect((await run('check')).code).toBe(0);
  expect((await run('nonsense')).code).toBe(64);
});
