import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { leave, settled } from './judge.ts';

/** Opens every entry of the menu, the first row behind it, and every tab there; `look` judges each place. */
export async function walk(
  page: Page,
  look: (place: string) => Promise<void>,
  passphrase = demoPassphrase,
): Promise<string[]> {
  const seen: string[] = [];
  const see = async (place: string): Promise<void> => {
    await settled(page);
    await unlock(page, passphrase);
    await look(place);
    seen.push(place);
  };
  await page.goto('/');
  await settled(page);
  for (const path of await menuPaths(page)) {
    await follow(page, path);
    await see(path);
    const row = await firstRow(page, path);
    if (!row) continue;
    await follow(page, row);
    await see(`${path}/:id`);
    await seeTabs(page, (tab) => see(`${path}/:id#${tab}`));
  }
  await page.goto('/account');
  await see('/account');
  return seen;
}

const { passphrase: demoPassphrase }: { passphrase: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../content/demo/keys.json'), 'utf8'),
);

/** Where a key is asked for, it is opened: with the passphrase of the demonstration's people unless told another. */
export async function unlock(page: Page, passphrase = demoPassphrase): Promise<void> {
  const field = page.getByLabel(/^(口令|Passphrase)$/);
  // Accounts have a button of the same name; only keys ask for a passphrase beside it.
  if ((await field.count()) === 0) return;
  const button = page.getByRole('button', { name: /^(解锁|Unlock)$/ });
  await field.fill(passphrase);
  await button.click();
  await field.waitFor({ state: 'detached' });
  await settled(page);
}

/** By a click where a link is in sight or behind the menu's button, else by its address. */
async function follow(page: Page, path: string): Promise<void> {
  if (new URL(page.url()).pathname !== path) await leave(page);
  const link = page.locator(`a[href="${path}"]:visible`).first();
  const more = page.getByRole('button', { name: menuButton });
  if ((await link.count()) > 0) await link.click();
  else if (await more.isVisible()) {
    await more.click();
    await page.getByRole('navigation', { name: mainMenu }).locator(`a[href="${path}"]`).click();
    await page.locator('.ant-drawer-open').waitFor({ state: 'detached' });
  } else await page.goto(path);
  await page.waitForURL((url) => url.pathname === new URL(path, url).pathname);
}

const menuButton = /打开菜单|Open the menu|Open menu/;
const mainMenu = /^(主菜单|Main menu)$/;

/** The addresses of the main menu; on a phone it is behind a button. */
async function menuPaths(page: Page): Promise<string[]> {
  const more = page.getByRole('button', { name: menuButton });
  if (await more.isVisible()) await more.click();
  const menu = page.getByRole('navigation', { name: mainMenu });
  await menu.waitFor();
  const links = await menu.getByRole('link').all();
  const paths = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? '/'));
  if (await more.isVisible()) await page.goto('/');
  return paths;
}

/** The first row of a list: a link in the main part that leads to an id below the list, else to anything below it. */
async function firstRow(page: Page, path: string): Promise<string | null> {
  if (path === '/') return null;
  // At once: a link that is just being replaced is not waited for.
  const below = await page.evaluate<string[]>(
    `[...document.querySelectorAll('main a[href^="${path}/"]')].map((link) => link.getAttribute('href'))`,
  );
  return below.find((address) => /\/[0-9a-f]{8}-[0-9a-f-]{27}$/.test(address)) ?? below[0] ?? null;
}

async function seeTabs(page: Page, see: (name: string) => Promise<void>): Promise<void> {
  const tabs = await page.locator('main').getByRole('tab').all();
  for (const tab of tabs.slice(1)) {
    await tab.click();
    await see((await tab.textContent()) ?? '');
  }
}
