import type { Browser, Locator, Page } from 'playwright-core';
import type { TestPerson } from '#test/people.ts';
import { leave, settled } from '../journeys/judge.ts';
import type { Product } from './product.ts';

/** A person before a browser of their own; the passphrase is known once the key is made. */
export type Visitor = { readonly person: TestPerson; readonly page: Page; passphrase: string };

export async function visit(browser: Browser, { url }: Product, person: TestPerson): Promise<Visitor> {
  const context = await browser.newContext({
    ...{ baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', acceptDownloads: true },
    viewport: { width: 1440, height: 900 },
  });
  context.setDefaultTimeout(15_000);
  const [name = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  return { person, page: await context.newPage(), passphrase: '' };
}

/** Another page of the client without a reload, so that the keys stay unlocked. */
export async function follow({ page }: Visitor, path: string): Promise<void> {
  await leave(page);
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await page.waitForURL((url) => url.pathname + url.search === path);
  await settled(page);
}

/** The page as the server has it now; a reload locks the keys. */
export async function again(visitor: Visitor, path: string): Promise<void> {
  await visitor.page.goto(path);
  await unlock(visitor);
}

export async function unlock({ page, passphrase }: Visitor, wrong?: string): Promise<void> {
  const field = page.getByLabel('口令', { exact: true });
  if (wrong !== undefined) {
    await field.fill(wrong);
    await page.getByRole('button', { name: '解锁', exact: true }).click();
    await page.getByText(/口令不正确/).waitFor();
  }
  await field.fill(passphrase);
  await page.getByRole('button', { name: '解锁', exact: true }).click();
  await field.waitFor({ state: 'detached' });
  await settled(page);
}

/** Makes a key under an own passphrase, or under the one that is offered. */
export async function makeKey(visitor: Visitor, own?: string): Promise<void> {
  const { page } = visitor;
  await page.goto('/identities');
  await settled(page);
  visitor.passphrase = own ?? (await page.getByTestId('offered').textContent()) ?? '';
  if (own === undefined) await page.getByRole('button', { name: '使用这个口令' }).click();
  else {
    await page.locator('#passphrase').fill(own);
    await page.locator('#again').fill(own);
  }
  await page.getByLabel('我已把口令抄写保存').check();
  await page.getByRole('button', { name: '生成我的密钥' }).click();
  await page.getByRole('heading', { name: '我的密钥' }).waitFor();
}

/** Founds the roll and answers the recovery key as it is printed. */
export async function foundRoll({ page }: Visitor): Promise<string> {
  await page.getByRole('button', { name: '建立密钥名册' }).click();
  await page.getByRole('button', { name: '生成恢复密钥' }).click();
  const sheet = page.getByRole('region', { name: /^企业恢复密钥/ }).first();
  const printed = (await sheet.locator('code').first().textContent()) ?? '';
  const words = (await sheet.locator('strong').allTextContents()).flatMap((text) => text.split(' '));
  await page.emulateMedia({ media: 'print' });
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: '已打印，下一步' }).click();
  await page.getByLabel('第一个校验词').fill(words[0] ?? '');
  await page.getByLabel('第二个校验词').fill(words.at(-1) ?? '');
  await page.getByRole('button', { name: '建立密钥名册' }).click();
  await page.getByText('名册已建立').waitFor();
  return printed;
}

/** Lets everybody who waits onto the roll, with the fingerprint compared. */
export async function admitAll(visitor: Visitor, count: number): Promise<void> {
  const { page } = visitor;
  await follow(visitor, '/');
  await follow(visitor, '/identities');
  for (let left = count; left > 0; left--) {
    await page.getByRole('button', { name: '核对并准入' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/我已当面或电话核对/).check();
    await dialog.getByRole('button', { name: '核对并准入' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}

/** Opens the form of an act, fills it, sends it, and waits until it is gone. */
export async function act({ page }: Visitor, name: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  const form = page.getByRole('dialog', { name });
  await fill(form);
  await form.getByRole('button', { name, exact: true }).click();
  await form.waitFor({ state: 'hidden' });
  await settled(page);
}
