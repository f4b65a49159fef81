import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openBrowser } from '#test/browser.ts';
import type { Site } from './server.ts';

export type Look = {
  readonly phone?: boolean;
  readonly language?: 'zh-CN' | 'en';
  /** At the name of this machine instead of its number: passkeys belong to a name. */
  readonly named?: boolean;
};

/** Where a page of this look is. */
export const addressOf = (site: Site, { named = false }: Look): string =>
  named ? site.url.replace('127.0.0.1', 'localhost') : site.url;

export type Visitors = {
  /** A browser of its own for a demonstration person, named by login, already inside; the page is still blank. */
  openAs(login: string, look?: Look): Promise<Page>;
  /** A browser of its own for a stranger. */
  openPage(look?: Look): Promise<Page>;
};

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * Browsers for the tests of one file. After every test each page is closed, and none may have met a script error, an
 * answer of 500 or more, or a request to another host than ours.
 */
export function useVisitors(site: () => Site): Visitors {
  let browser: Browser | undefined;
  let contexts: BrowserContext[] = [];
  let troubles: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await shoot(contexts, task.id);
    const [open, met] = [contexts, troubles];
    [contexts, troubles] = [[], []];
    await Promise.all(open.map((context) => context.close()));
    expect(met, 'what went wrong in the browser').toEqual([]);
  });
  afterAll(() => browser?.close());

  const openContext = async (look: Look): Promise<BrowserContext> => {
    const { phone: small = false, language = 'zh-CN' } = look;
    const url = addressOf(site(), look);
    if (!browser) throw new Error('the browser is open only inside tests');
    const context = await browser.newContext({
      baseURL: url,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      viewport: small ? phone : wide,
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
      ...(small ? { hasTouch: true, isMobile: true } : {}),
    });
    context.setDefaultTimeout(15_000);
    await context.addInitScript(setDate, site().now().getTime());
    await context.addInitScript({ path: join(import.meta.dirname, 'in-page.js') });
    if (language === 'en')
      await context.addInitScript("if (location.protocol === 'http:') localStorage.setItem('humi.language', 'en')");
    watch(context, url, (trouble) => troubles.push(trouble));
    contexts.push(context);
    return context;
  };

  return {
    openPage: async (look = {}) => (await openContext(look)).newPage(),
    openAs: async (login, look = {}) => {
      const context = await openContext(look);
      const answer = await context.request.post('/api/accounts/enter', { data: { person: await idOf(site(), login) } });
      expect(answer.status(), `enter as ${login}`).toBe(200);
      return context.newPage();
    },
  };
}

/** What a failed test had before its eyes: .cache/journeys, which git ignores. */
async function shoot(contexts: readonly BrowserContext[], test: string): Promise<void> {
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    const path = join(import.meta.dirname, `../../.cache/journeys/${test}-${index}.png`);
    await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
    console.log(`${page.url()} → ${path}`);
  }
}

async function idOf({ house }: Site, login: string): Promise<string> {
  const found = await house.database.owner.query<{ id: string }>('select id from people where login = $1', [login]);
  return found.rows[0]?.id ?? '';
}

function watch(context: BrowserContext, url: string, tell: (trouble: string) => void): void {
  context.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(`${url}/`))
      tell(`request to another host: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) tell(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  context.on('weberror', (error) => tell(`script error: ${error.error().message}`));
  context.on('console', (message) => {
    // A refusal is an answer of 4xx, which Chromium writes to the console by itself.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      tell(`console: ${message.text()} (${message.page()?.url()})`);
  });
}

/** Runs in the page before its scripts: the day of the test is the day of the browser. */
function setDate(instant: number): void {
  const Real = Date;
  const shift = instant - Real.now();
  if (Math.abs(shift) < 60_000) return;
  globalThis.Date = class extends Real {
    constructor(...parts: unknown[]) {
      // With no argument it is now, else what the page asks for: the overloads of Date have no common type.
      super(...((parts.length === 0 ? [Real.now() + shift] : parts) as [number]));
    }
    static override now(): number {
      return Real.now() + shift;
    }
  } as DateConstructor; // called without `new` nowhere in the client
}
