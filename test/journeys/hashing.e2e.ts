import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '#test/browser.ts';
import { useEmpty } from './server.ts';

const { site } = useEmpty();
const folder = mkdtempSync(join(tmpdir(), 'humi-hashing-'));
let browser: Browser;
let page: Page;
let stop = (): unknown => undefined;

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: join(import.meta.dirname, '../../verify/hashing/page.ts'),
        output: { entryFileNames: 'page.js' },
      },
    },
  });
  const address = await serve();
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction('globalThis.humiHashing');
}, 60_000);
afterAll(async () => {
  await browser?.close();
  stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Under the very policy that the product sends with its pages. */
async function serve(): Promise<string> {
  const policy = (await fetch(site().url)).headers.get('content-security-policy') ?? '';
  const server = createServer(({ url }, reply) => {
    reply.setHeader('content-security-policy', policy);
    if (url?.endsWith('.js'))
      return reply.setHeader('content-type', 'text/javascript').end(readFileSync(join(folder, url)));
    reply
      .setHeader('content-type', 'text/html')
      .end('<input type="file"><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => server.close();
  // It has just listened on TCP, so that the address is one of TCP.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Found = { size?: number; sha256?: string; sm3?: string; failure?: string; began: number; ended: number };

const choose = (path: string): Promise<void> => page.locator('input').setInputFiles(path);
const hash = (how: object): Promise<Found> =>
  page.evaluate(`humiHashing.hash(document.querySelector('input').files[0], ${JSON.stringify(how)})`);

const keep = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const digest = (algorithm: 'sha256' | 'sm3', bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

const megabyte = 1024 * 1024;
/** Not a whole number of slices, and different everywhere. */
const large = new Uint8Array(150 * megabyte + 777).map((_, at) => (at >> 10) ^ at);

describe.each(['workers', 'page'] as const)('[C23] hashing by %s', (threads) => {
  test('the published examples and the empty file', async () => {
    await choose(keep('abc.txt', 'abc'));
    expect(await hash({ threads })).toMatchObject({
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    });
    await choose(keep('empty.txt', ''));
    expect(await hash({ threads })).toMatchObject({ size: 0, sha256: digest('sha256', new Uint8Array()) });
  });

  test('a large file that is stopped goes on where it was', async () => {
    const path = keep(`${threads}.bin`, large);
    await choose(path);
    expect(await hash({ threads, stopAt: 60 * megabyte })).toMatchObject({ failure: 'stopped' });
    await choose(path);
    const found = await hash({ threads });
    expect(found.began).toBeGreaterThanOrEqual(60 * megabyte);
    expect(found).toMatchObject({ sha256: digest('sha256', large), sm3: digest('sm3', large), size: large.length });
    await choose(path);
    expect((await hash({ threads })).began).toBeLessThanOrEqual(16 * megabyte);
  });

  test('a file that is written to or removed after it was chosen is refused', async () => {
    const path = keep('moving.bin', new Uint8Array(3 * megabyte));
    await choose(path);
    writeFileSync(path, new Uint8Array(3 * megabyte).fill(7));
    expect(await hash({ threads })).toMatchObject({ failure: 'changed' });
    await choose(path);
    rmSync(path);
    expect(await hash({ threads })).toMatchObject({ failure: 'changed' });
  });
});

test('a state that was kept for other bytes is not taken up', async () => {
  const path = keep('twin.bin', large);
  await choose(path);
  await hash({ threads: 'workers', stopAt: 60 * megabyte });
  const twin = large.map((byte) => byte ^ 0xff);
  // The browser tells files apart by name, size and age: here they are the same.
  const found = await page.evaluate<Found>(`(async () => {
    const file = document.querySelector('input').files[0];
    const bytes = new Uint8Array(await file.arrayBuffer()).map((byte) => byte ^ 0xff);
    const twin = new File([bytes], file.name, { lastModified: file.lastModified });
    return humiHashing.hash(twin, { threads: 'workers' });
  })()`);
  expect(found).toMatchObject({ sha256: digest('sha256', twin), sm3: digest('sm3', twin) });
  expect(found.began).toBeLessThanOrEqual(16 * megabyte);
});
