/** A firm's register of 5,000 sealed entries in a real Chromium as slow as a phone: unlocked, listed, searched. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '#server/config.ts';
import { migrate } from '#server/db/migrate.ts';
import { openHouse } from '#server/house.ts';
import { loadReferenceData } from '#server/seed.ts';
import { openBrowser } from '#test/browser.ts';
import { openCluster } from './enterprises/cluster.ts';
import { listen } from './listen.ts';
import { makeRegister, passphrase, titleOf, token, wordOf } from './register/firm.ts';
import { type Bar, median, round } from './report.ts';

const entries = Number(process.env.HUMI_BENCH_SECRETS ?? 5_000);
const turns = 5;
const limit = 1.5;
/** Four times slower than this machine, as a middling phone is; 390 px wide; the network is the loopback. */
const slower = 4;

export async function benchRegister(): Promise<Bar[]> {
  execFileSync(process.execPath, [join(import.meta.dirname, '../tools/build.ts'), '--quiet'], { stdio: 'inherit' });
  const { connection, dataDir, close } = await openCluster();
  const owner = new pg.Pool(connection);
  await migrate(owner);
  await loadReferenceData(owner);
  await makeRegister(owner, entries);
  await owner.query('analyze');
  const house = await openHouse({ config: readConfig({ HUMI_DATA: join(dataDir, 'served') }), connection });
  const browser = await openBrowser();
  try {
    const url = `http://127.0.0.1:${await listen(house.http)}`;
    const first = await openOnce(browser, url, 600_000);
    const kept = [];
    for (let turn = 0; turn < turns; turn += 1) {
      // The catalogue of the first opening is there, or this waits for it.
      await untilKept(owner);
      kept.push(await openOnce(browser, url, 30_000));
    }
    const shape = { unit: 's', sense: 'at most', limit } as const;
    const size = `${entries} entries, processor ${slower} × slower`;
    return [
      {
        name: 'register from unlocked to listed',
        figure: median(kept.map(({ listed }) => listed)),
        note: `${size}; first opening, without a catalogue: ${round(first.listed)} s to the list, ${round(first.whole)} s to the last entry`,
        ...shape,
      },
      { name: 'search in the register', figure: median(kept.map(({ found }) => found)), note: size, ...shape },
      {
        name: 'register from unlocked to a search result',
        figure: median(kept.map(({ listed, found }) => listed + found)),
        note: 'both together',
        ...shape,
      },
    ];
  } finally {
    await browser.close();
    await house.close();
    await owner.end();
    await close();
  }
}

async function untilKept(owner: pg.Pool): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    const { rowCount } = await owner.query('select 1 from catalogues');
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no catalogue was kept');
}

type Opened = { readonly listed: number; readonly whole: number; readonly found: number };

/** Seconds from the moment the key is open. */
async function openOnce(
  browser: Awaited<ReturnType<typeof openBrowser>>,
  url: string,
  timeout: number,
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  });
  context.setDefaultTimeout(timeout);
  await context.addCookies([{ name: 'humi_session', value: token, url }]);
  await context.addInitScript(watchWorkers);
  const page = await context.newPage();
  try {
    await page.goto(`${url}/secrets`);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    // Ten letters a second: what needs no key is fetched meanwhile.
    await page.getByLabel('口令', { exact: true }).pressSequentially(passphrase, { delay: 100 });
    await page.getByRole('button', { name: '解锁', exact: true }).click();
    // The list begins with the newest entry.
    const listed = await page.evaluate(untilShown(titleOf(entries)));
    const whole = await page.evaluate(untilDone);
    const box = page.getByRole('searchbox').or(page.locator('.list-search input')).first();
    const wanted = 7;
    await box.fill(wordOf(wanted));
    await page.evaluate('globalThis.humiAsked = performance.now()');
    await box.press('Enter');
    const shown = await page.evaluate(untilShown(titleOf(wanted)));
    return { listed: Number(listed), whole: Number(whole), found: Number(shown) };
  } finally {
    await context.close();
  }
}

/** Notes when the worker of the key answers with it. */
const watchWorkers = `{
  const Before = globalThis.Worker;
  globalThis.Worker = class extends Before {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data?.kind === 'identity') globalThis.humiAsked = performance.now();
      });
    }
  };
}`;

/** Seconds since what was asked last until the page shows a text, and the frame with it was drawn. */
const untilShown = (text: string): string => `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('main')?.textContent.includes(${JSON.stringify(text)}))
      requestAnimationFrame(() => resolve((performance.now() - globalThis.humiAsked) / 1000));
    else requestAnimationFrame(look);
  };
  look();
})`;

/** Until nothing is being opened any more. */
const untilDone = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('.secret-opening')) requestAnimationFrame(look);
    else resolve((performance.now() - globalThis.humiAsked) / 1000);
  };
  look();
})`;
