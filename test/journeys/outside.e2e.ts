import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { openAuthority } from '#test/authority.ts';
import { openWitnessProcess } from '#test/witness.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

/** Who vouches for the register from outside, as the system administrator sets it up: a real authority, a real witness. */
const site = useDemo();
const { openAs } = useVisitors(site);
const opened: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const one of opened) await one.close();
});

async function right(page: Page, language: 'zh' | 'en' = 'zh'): Promise<void> {
  await settled(page);
  expect([...(await wordsWrong(page, language)), ...(await axeWrong(page))]).toEqual([]);
}

const save = (page: Page) => page.getByRole('button', { name: /^保\s?存$/ }).click();

test('[C23] from “own clock only” through a wrong certificate to a stamp that is checked, and back', async () => {
  const authority = await openAuthority();
  opened.push(authority);
  const page = await openAs('xitong');
  await page.goto('/settings');
  await page.getByRole('link', { name: '时间戳机构' }).click();
  await page.getByText('仅有本机时钟', { exact: true }).waitFor();
  await right(page);

  await page.getByRole('button', { name: '新增时间戳机构' }).first().click();
  await page.getByLabel('机构名称').fill('示例时间戳中心');
  await page.getByLabel('服务网址').fill(authority.url);
  await page.getByLabel('机构证书').fill('不是证书');
  await right(page);
  await save(page);
  await page.getByText('没有读到有效证书。').waitFor();
  // The wrong root: what it signs is not believed, and the page says why.
  await page.getByLabel('机构证书').fill(authority.otherCertificates);
  await save(page);
  await page.getByText('时间戳机构已登记').waitFor();
  await publishNow(site());
  await page.reload();
  await page.getByText('时间戳的签名证书不是由所填证书签发').waitFor();
  await right(page);

  await page.getByRole('button', { name: '示例时间戳中心' }).click();
  await page.getByRole('menuitem', { name: '修改' }).click();
  await page.getByLabel('机构证书').fill(authority.certificates);
  await save(page);
  await page.getByText('已修改，即将重新申请时间戳。').waitFor();
  await publishNow(site());
  await page.reload();
  await page.getByText('正常', { exact: true }).waitFor();
  expect(await page.getByRole('row', { name: /示例时间戳中心/ }).textContent()).toContain('每60分钟');
  await right(page);

  await page.getByRole('button', { name: '示例时间戳中心' }).click();
  await page.getByRole('menuitem', { name: '停用' }).click();
  await page.getByLabel('理由').fill('合同到期');
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await page.getByText('目前没有在用的时间戳机构').waitFor();
  await right(page);
});

test('[C23] a witness is set up by the command that the page shows, and signs', async () => {
  const page = await openAs('xitong');
  await page.goto('/settings/witnesses');
  const command = page.locator('code', { hasText: 'humi witness --name' });
  await command.waitFor();
  await right(page);
  const [, vkey = ''] = /--log '([^']+)'/.exec((await command.textContent()) ?? '') ?? [];
  const witness = await openWitnessProcess([vkey]);
  opened.push(witness);

  await page.getByRole('button', { name: '新增见证方' }).first().click();
  await page.getByRole('textbox', { name: '见证方', exact: false }).first().fill('云溪县公证处');
  await page.getByLabel('见证方公钥').fill(vkey);
  await page.getByLabel('见证程序网址').fill(witness.url());
  await save(page);
  await page.getByText('这是登记簿自己的公钥，不是见证方的公钥。').waitFor();
  await page.getByLabel('见证方公钥').fill(witness.vkey());
  await save(page);
  await page.getByText('见证方已登记').waitFor();
  await publishNow(site());
  await page.reload();
  const row = page.getByRole('row', { name: /云溪县公证处/ });
  await row.getByText('正常', { exact: true }).waitFor();
  expect(await row.textContent()).toMatch(/(\d+) \/ \1 条/);
  await right(page);
});

test('the pages in English and on a phone', async () => {
  const page = await openAs('xitong', { language: 'en' });
  for (const path of ['/settings/authorities', '/settings/witnesses']) {
    await page.goto(path);
    await right(page, 'en');
  }
  const phone = await openAs('xitong', { phone: true });
  for (const path of ['/settings/authorities', '/settings/witnesses']) {
    await phone.goto(path);
    await right(phone);
  }
});
