import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { settled } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';
import { unlock } from './walk.ts';

const { openAs } = useVisitors(useDemo());

const folder = join(import.meta.dirname, '../../docs/images');
const plan = join(import.meta.dirname, '../fixtures/plans/shiqiao-county.docx');
const keep = process.env.HUMI_SCREENSHOTS === '1';

/** What the README shows can be opened; with HUMI_SCREENSHOTS=1 the pictures are taken anew. */
test.each([
  ['home', 'linqing', '/', {}],
  ['targets', 'linqing', '/targets', {}],
  ['gantt', 'linqing', '/tasks?view=gantt', {}],
  ['overview', 'lanjiang', '/overview', {}],
  ['evidence', 'linqing', '/evidence', {}],
  ['exhibits', 'wuyan', '/exhibits', {}],
  ['monitor', 'ruisong', '/monitor', {}],
  ['firm-home', 'hengxin', '/', {}],
  ['secrets', 'hengxin', '/secrets', {}],
  ['coverage', 'linqing', '/coverage', {}],
  ['firm-phone', 'yunwu', '/', { phone: true }],
  ['leader-phone', 'zhoumu', '/leader', { phone: true }],
  ['unit-phone', 'zhengyi', '/tasks', { phone: true }],
] as const)('%s', async (name, login, path, look) => {
  const page = await openAs(login, look);
  await page.goto(path);
  await settled(page);
  await unlock(page);
  await shoot(page, name);
});

test('assessment', async () => {
  const page = await openAs('hengxin');
  await page.goto('/assessments?latest=true');
  await settled(page);
  await page.locator('main a[href^="/assessments/"]').first().click();
  await page.getByRole('heading', { level: 1, name: '风险评估结果' }).waitFor();
  await settled(page);
  await shoot(page, 'assessment');
});

test('review', async () => {
  const page = await openAs('linqing');
  await page.goto('/plans');
  await page.getByLabel(/把工作方案文件拖到此处/).setInputFiles(plan);
  await page.waitForURL(/\/plans\/[0-9a-f-]+$/);
  await settled(page);
  await page
    .getByRole('region', { name: '量化目标' })
    .getByRole('button', { name: /示范企业/ })
    .first()
    .click();
  await page.locator('mark.mark-active').first().waitFor();
  await shoot(page, 'review');
});

async function shoot(page: Page, name: string): Promise<void> {
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  if (!keep) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate('document.fonts.ready.then(() => null)');
  await page.locator('.ant-progress').waitFor({ state: 'detached' });
  // What a page fetches beside its main part has come when the network is silent.
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
