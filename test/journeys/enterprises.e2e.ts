import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workImports } from '#server/enterprises/intake/work.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const site = useDemo();
const { openAs, openPage } = useVisitors(site);

// The servers of the tests run no worker: what waits in the database is done here.
let working: Promise<unknown> = Promise.resolve();
let timer: NodeJS.Timeout;
beforeAll(() => {
  timer = setInterval(() => {
    working = working.then(() => workImports(site().house));
  }, 200);
});
afterAll(async () => {
  clearInterval(timer);
  await working;
});

const code = '91350100M000100Y43';
const otherCode = '91371524000000001N';
const rows = [
  ['云溪县企业名录'],
  ['商号全名', '信用代码', '规模', '标签', '备注'],
  ['示例阿胶制品厂', code, '小型', '老字号', '甲'],
  ['示例钢球有限公司', '91350100M000100Y44', '大型', null, '乙'],
  ['示例阿胶制品厂', null, null, '高新技术企业', '同一家'],
];

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('名录').addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const isRight = async (page: Page): Promise<void> => {
  await settled(page);
  expect([...(await wordsWrong(page)), ...(await axeWrong(page))]).toEqual([]);
};

test('[C16] a table is mapped, checked and taken in; its wrong row leaves as a sheet; the firm joins by its link', async () => {
  const page = await openAs('linqing');
  await page.goto('/enterprises');
  await isRight(page);
  await page.getByRole('button', { name: '导入名录' }).click();
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.locator('input[type=file]').setInputFiles({ name: '名录.xlsx', mimeType: xlsx, buffer: await workbook() });
  await page.getByText('请指定哪一列是企业名称').waitFor();
  await isRight(page);
  await page.getByLabel('“商号全名”对应的字段').click();
  await page.locator('.ant-select-item-option', { hasText: '企业名称' }).click();
  await page.getByText('只补空白项').click();
  await page.getByRole('button', { name: '检查', exact: true }).click();
  await page.getByText('新增1家，更新1家，跳过0行，有问题1行。').waitFor();
  await page
    .getByText(/91350100M000100Y44/)
    .first()
    .waitFor();
  await isRight(page);
  const [errors] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载问题清单' }).first().click(),
  ]);
  expect(errors.suggestedFilename()).toBe('问题清单-名录.xlsx');
  // Left and come back to: the table is where it was.
  await page.goto('/');
  await page.goto('/enterprises/import');
  await page.getByRole('button', { name: '导入2家企业' }).click();
  await page.getByText('导入完成：新增1家，更新1家，跳过0行。').waitFor();
  await page.getByRole('link', { name: '查看企业名录' }).click();
  await page.waitForURL(/\/enterprises/);
  await page.goto(`/enterprises?q=${encodeURIComponent('示例阿胶制品厂')}`);
  await page.getByRole('link', { name: '示例阿胶制品厂' }).click();
  await page.getByText('高新技术企业').waitFor({ state: 'detached' });
  await page.getByText('老字号').waitFor();
  await isRight(page);
  await page.getByRole('button', { name: '邀请企业' }).click();
  await page.getByRole('button', { name: '生成链接' }).click();
  const link = (await page.locator('.copy-line code').textContent()) ?? '';
  await joinBy(link);
});

/** The firm's own person, on a phone. */
async function joinBy(link: string): Promise<void> {
  const phone = await openPage({ phone: true });
  await phone.goto(new URL(link).pathname + new URL(link).search);
  await phone.getByText(/您将成为“示例阿胶制品厂”/).waitFor();
  await isRight(phone);
  await phone.getByLabel('姓名').fill('示例·厂长');
  await phone.getByLabel('登录名').fill('ejiao-changzhang');
  await phone.getByLabel('密码', { exact: true }).fill('河边有三只白鹭在散步');
  await phone.getByLabel('再次输入密码').fill('河边有三只白鹭在散步');
  await phone.getByRole('button', { name: '开通账号' }).click();
  await phone.waitForURL('/');
  await phone.goto('/enterprises');
  await phone.getByRole('link', { name: '示例阿胶制品厂' }).click();
  await phone.getByText('已加入').first().waitFor();
  await isRight(phone);
}

test('[C16] a firm asks to join, waits, is approved and begins', async () => {
  const firm = await openPage({ phone: true });
  await firm.goto('/sign-in');
  await firm.getByRole('link', { name: '企业申请加入' }).click();
  await firm.getByLabel('企业名称').fill('示例酿造有限公司');
  await firm.getByLabel('统一社会信用代码').fill(otherCode);
  await firm.getByLabel('所属区划').fill('云溪');
  await firm.locator('.ant-select-item-option', { hasText: '云溪县' }).first().click();
  await firm.getByLabel('姓名').fill('示例·经理');
  await firm.getByLabel('联系电话').fill('13900000000');
  await firm.getByLabel('登录名').fill('niangzao');
  await firm.getByLabel('密码', { exact: true }).fill('河边有三只白鹭在散步');
  await firm.getByLabel('再次输入密码').fill('河边有三只白鹭在散步');
  await isRight(firm);
  await firm.getByRole('button', { name: '提交申请' }).click();
  await firm.getByText('等待所在地办公室核实').waitFor();
  await isRight(firm);
  const officer = await openAs('linqing');
  await officer.goto('/enterprises/applications');
  await officer.getByText('示例酿造有限公司').waitFor();
  await isRight(officer);
  // The demonstration has an application of its own that waits.
  const asked = officer.locator('section, li, tr, .card').filter({ hasText: '示例酿造有限公司' }).last();
  await asked.getByRole('button', { name: '同意加入' }).click();
  await officer.getByRole('dialog').getByRole('button', { name: '同意加入' }).click();
  await asked.waitFor({ state: 'detached' });
  await firm.getByRole('button', { name: '刷新' }).click();
  await firm.getByRole('button', { name: '开始使用' }).click();
  await firm.waitForURL('/');
  await settled(firm);
});
