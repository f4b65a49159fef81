import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { settled } from './judge.ts';
import { type Site, useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const site = useDemo();
const { openAs } = useVisitors(site);

const rows = async (sql: string, values: unknown[] = []) => (await site().house.database.owner.query(sql, values)).rows;

/** A firm that the organisation of this person serves as its station. */
async function servedFirm({ house }: Site, login: string, name: string): Promise<string> {
  const id = newId();
  const { rows: found } = await house.database.owner.query(
    'select po.org_id, o.path, o.division_code from posts po join people p on p.id = po.person_id join organisations o on o.id = po.org_id where p.login = $1 limit 1',
    [login],
  );
  const { org_id, path, division_code } = found[0];
  await rows("insert into organisations (id, kind, name, division_code, path) values ($1, 'enterprise', $2, $3, $4)", [
    ...[id, name, division_code, path],
  ]);
  await rows(
    "update enterprises set station_org = $1, contact_name = '示例·联系人', contact_phone = '13800000000' where org_id = $2",
    [...[org_id, id]],
  );
  return id;
}

/** The program is kept once the service worker is there; a page then opens without a network. */
async function ready(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
  })()`);
}

/** The firm stands in the list under the search; then the list is kept on the phone, too. */
async function find(page: Page, firm: string): Promise<void> {
  await page.getByRole('searchbox', { name: '输入企业名称' }).fill(firm);
  await page.getByRole('button', { name: new RegExp(firm) }).waitFor();
}

async function record(page: Page, firm: string, finding: string): Promise<void> {
  await find(page, firm);
  await page.getByRole('button', { name: new RegExp(firm) }).click();
  await page.getByRole('button', { name: '协议签订', exact: true }).first().click();
  await page.getByRole('button', { name: finding, exact: true }).click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
}

const visitsTo = (firm: string) =>
  rows('select visited_on::text, told_at, received_at from visits where enterprise_id = $1', [firm]);

/** A new page of the same browser: the one before is closed. */
async function reopen(context: BrowserContext, page: Page, path: string): Promise<Page> {
  await page.close();
  const next = await context.newPage();
  await next.goto(path);
  return next;
}

test('[C15] a visit by phone in a minute: firm, taps, saved; the list and the visit show it', async () => {
  const login = 'kaizhan';
  const firm = await servedFirm(site(), login, '示例在线精密机械有限公司');
  const page = await openAs(login, { phone: true });
  await page.goto('/visits/new');
  await record(page, '示例在线精密机械有限公司', '未签保密协议');
  await page.getByRole('heading', { name: '走访 · 示例在线精密机械有限公司' }).waitFor();
  await page.getByText('接触商业秘密的人员未签订保密协议').waitFor();
  await settled(page);
  expect(await visitsTo(firm)).toHaveLength(1);
  await page.goto('/visits?findings=open');
  await page.getByRole('link', { name: '示例在线精密机械有限公司' }).waitFor();
});

test('[C15] off line: recorded, the page closed, opened again without a network, sent once three days later', async () => {
  const login = 'kaizhan';
  const name = '示例离线新材料有限公司';
  const firm = await servedFirm(site(), login, name);
  let page = await openAs(login, { phone: true });
  const context = page.context();
  await page.goto('/visits/new');
  await find(page, name);
  await ready(page);
  await settled(page);

  await context.setOffline(true);
  page = await reopen(context, page, '/visits/new');
  await page.getByText(/没有网络：名单保存于/).waitFor();
  await record(page, name, '无保密制度');
  await page.getByText('已保存在本机').waitFor();
  await page.getByText('有1条记录待发送').waitFor();
  expect(await visitsTo(firm)).toEqual([]);

  // Closed and opened again without a network: it still waits.
  page = await reopen(context, page, '/outbox');
  await page.getByRole('heading', { name: `走访 · ${name}` }).waitFor();
  await page.getByText('共1条').waitFor();

  // Three days later by the phone's clock, with a network: sent by itself.
  await context.addInitScript(() => {
    const Real = Date;
    const later = 3 * 86_400_000;
    globalThis.Date = class extends Real {
      constructor(...parts: unknown[]) {
        // With no argument it is now, else what the page asks for: the overloads of Date have no common type.
        super(...((parts.length === 0 ? [Real.now() + later] : parts) as [number]));
      }
      static override now(): number {
        return Real.now() + later;
      }
    } as DateConstructor; // called without `new` nowhere in the client
  });
  await page.close();
  await context.setOffline(false);
  page = await context.newPage();
  await page.goto('/outbox');
  await page.getByText('没有待发送的记录').waitFor();
  await expect.poll(() => visitsTo(firm)).toHaveLength(1);
  const [visit] = await visitsTo(firm);
  expect(visit.visited_on).toBe('2026-11-21');
});

test('[C15] sent twice it is one visit: the answer was lost, the network came back', async () => {
  const login = 'kaizhan';
  const name = '示例重发电子有限公司';
  const firm = await servedFirm(site(), login, name);
  const page = await openAs(login, { phone: true });
  const context = page.context();
  await page.goto('/visits/new');
  await find(page, name);
  await ready(page);
  let lost = 0;
  await page.route('**/api/visits', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await record(page, name, '无泄密预案');
  await page.getByText('已保存在本机').waitFor();
  expect(await visitsTo(firm)).toHaveLength(1);
  await page.goto('/outbox');
  await page.getByText('没有待发送的记录').waitFor();
  expect(lost).toBe(1);
  expect(await visitsTo(firm)).toHaveLength(1);
  await context.clearCookies();
});

test('[C15] refused: it stays with its sentence, is corrected and goes; another person sends nothing of it', async () => {
  const login = 'kaizhan';
  const name = '示例更正生物科技有限公司';
  const firm = await servedFirm(site(), login, name);
  let page = await openAs(login, { phone: true });
  const context = page.context();
  await page.goto('/visits/new');
  await find(page, name);
  await ready(page);
  await context.setOffline(true);
  await record(page, name, '未开展培训');
  await page.getByText('已保存在本机').waitFor();
  await page.close();

  // Somebody else signs in on this phone: it stays.
  await context.setOffline(false);
  const other = (await rows("select id from people where login = 'linqing'"))[0].id;
  const mine = (await rows('select id from people where login = $1', [login]))[0].id;
  await context.request.post('/api/accounts/enter', { data: { person: other } });
  page = await context.newPage();
  await page.goto('/outbox');
  await page.getByText(/本机另有1条记录由其他人员/).waitFor();
  expect(await visitsTo(firm)).toEqual([]);

  // Its own person again, while the firm is closed in the directory: refused, kept; open again: sent.
  await rows("update organisations set state = 'closed' where id = $1", [firm]);
  await context.request.post('/api/accounts/enter', { data: { person: mine } });
  await page.goto('/outbox');
  await page.getByText('该企业已停用，不能登记走访').waitFor();
  await settled(page);
  await rows("update organisations set state = 'active' where id = $1", [firm]);
  await page.getByRole('link', { name: '修改' }).click();
  await page.getByText(name).first().waitFor();
  await page.getByRole('button', { name: '未确定密点', exact: true }).click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { name: `走访 · ${name}` }).waitFor();
  expect(await visitsTo(firm)).toHaveLength(1);
});
