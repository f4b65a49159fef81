import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const site = useDemo();
const { openAs, openPage } = useVisitors(site);
const folder = mkdtempSync(join(tmpdir(), 'humi-evidence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keep = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

test('[C23] a file is deposited without leaving the computer, is published, and its proof is downloaded', async () => {
  const page = await openAs('linqing');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.postData() ?? ''}`));
  await page.goto('/evidence/deposit');
  await choose(page, [keep('二期设计稿.txt', '这是二期设计稿'), keep('空.txt', '')]);
  await page.getByText('“空.txt”是空文件，存证没有意义。').waitFor();
  await page.getByLabel('标题：二期设计稿.txt').fill('二期方案留存');
  expect(await axeWrong(page)).toEqual([]);
  await page.getByRole('button', { name: '存证（1项）' }).click();
  await page.getByText('已接收1条存证。').waitFor();
  await publishNow(site());
  const receipts = page.getByRole('region', { name: '回执（1）' });
  await receipts.getByText('已公布').waitFor();
  expect(sent.filter((request) => /设计稿/.test(request))).toEqual([]);

  const coming = page.waitForEvent('download');
  await receipts.getByRole('button', { name: '下载证明' }).click();
  const proof = await coming;
  expect(proof.suggestedFilename()).toMatch(/^存证-\d+\.humi-proof$/);
  expect(
    readFileSync(await proof.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  await receipts.getByRole('link', { name: '查看存证' }).click();
  await page.getByRole('heading', { name: '二期方案留存', level: 1 }).waitFor();
  await page.getByText('尚无时间戳：存证时间目前仅以本系统时钟为准。').waitFor();
  await page.getByRole('link', { name: '存证证书' }).click();
  await page.getByRole('article', { name: '存证证书' }).getByText('Certificate of deposit').waitFor();
  expect(await axeWrong(page)).toEqual([]);
});

test('[C23] the same file again is told, with a choice; the list finds it by the file itself', async () => {
  const page = await openAs('linqing');
  const file = keep('配方.txt', '配方一');
  await depositOne(page, file);
  await page.reload();
  await choose(page, [file]);
  await page.getByText('内容相同的文件此前已存证1次。').waitFor();
  await page.getByRole('button', { name: '存证（0项）' }).waitFor();
  await page.getByLabel('仍再次存证').check();
  await page.getByRole('button', { name: '存证（1项）' }).waitFor();

  await page.goto('/evidence');
  await settled(page);
  expect([...(await axeWrong(page)), ...(await wordsWrong(page))]).toEqual([]);
  await page.getByLabel(/按文件查找/).setInputFiles(file);
  await page.getByText('“配方.txt”有1条存证，内容与存证时一致。').waitFor();
  await page.getByLabel(/按文件查找/).setInputFiles(keep('改过的配方.txt', '配方一。'));
  await page.getByText('本单位没有“改过的配方.txt”的存证。').waitFor();
});

test('[C23] a folder becomes one deposit of its manifest, which is kept by the firm', async () => {
  const page = await openAs('linqing');
  const root = join(folder, '项目');
  await mkdir(join(root, '图纸'), { recursive: true });
  keep('项目/说明.txt', '说明');
  keep('项目/图纸/总图.dwg', '图');
  keep('项目/图纸/空白.dwg', '');
  await page.goto('/evidence/deposit');
  await page.locator('input[webkitdirectory]').setInputFiles(root);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载清单文件' }).click();
  const manifest = readFileSync(await (await coming).path(), 'utf8');
  expect(manifest.split('\n')[0]).toBe('humi-manifest/1');
  expect(manifest).toMatch(/ {2}3 {2}图纸\/总图\.dwg\n[0-9a-f]{64} {2}[0-9a-f]{64} {2}0 {2}图纸\/空白\.dwg\n/);
  await page.getByRole('button', { name: '存证（1项）' }).click();
  await page.getByRole('region', { name: '回执（1）' }).getByRole('link', { name: '查看存证' }).click();
  await page.getByRole('heading', { name: '文件夹清单', level: 1 }).waitFor();
  await page.getByText('3个', { exact: true }).waitFor();
});

test('[C23] a large file is paused, taken up after a reload, and has the digest of one reading', async () => {
  const page = await openAs('linqing');
  const bytes = new Uint8Array(300 * 1024 * 1024).map((_, at) => at >> 12);
  const file = keep('镜像.img', bytes);
  await page.goto('/evidence/deposit');
  await choose(page, [file]);
  await page.getByRole('button', { name: '暂停：镜像.img' }).click();
  await page.getByText('已暂停', { exact: true }).waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await choose(page, [file]);
  await page.getByText('可以存证', { exact: true }).waitFor({ timeout: 60_000 });
  const { createHash } = await import('node:crypto');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await page.getByText(new RegExp(`SHA-256 ${sha256.slice(0, 8)}…${sha256.slice(-8)}`)).waitFor();
}, 120_000);

test('[C23] a batch without an answer goes again as it was and first; what became ready since follows, nothing twice', async () => {
  const page = await openAs('linqing');
  const keys: string[] = [];
  let isCut = true;
  await page.route('**/api/evidence', async (route, request) => {
    if (request.method() !== 'POST') return route.continue();
    keys.push(request.headers()['idempotency-key'] ?? '');
    if (!isCut) return route.continue();
    isCut = false;
    // It reaches the server, whose answer is lost on the way.
    await route.fetch();
    await route.abort('connectionreset');
  });
  const mark = Date.now();
  await page.goto('/evidence/deposit');
  await choose(page, [keep('甲一.txt', `甲一${mark}`), keep('甲二.txt', `甲二${mark}`)]);
  await page.getByRole('button', { name: '存证（2项）' }).click();
  await page.getByText('已提交，等待答复').nth(1).waitFor();
  await page.getByText('上次提交没有收到答复').waitFor();
  expect(await page.getByLabel('标题：甲一.txt').count()).toBe(0);
  await choose(page, [keep('乙.txt', `乙${mark}`)]);
  await page.getByRole('button', { name: '存证（3项）' }).click();
  await page.getByRole('region', { name: '回执（3）' }).waitFor();
  expect(keys).toHaveLength(3);
  expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false]);
  for (const name of ['甲一.txt', '甲二.txt', '乙.txt']) {
    await page.goto('/evidence');
    await page.getByLabel(/按文件查找/).setInputFiles(join(folder, name));
    await page.getByText(`“${name}”有1条存证`).waitFor();
  }
});

test('[C45] the exit kit is told before it comes, and goes to the disk by the browser', async () => {
  const page = await openAs('linqing');
  await page.goto('/evidence');
  await page.getByRole('button', { name: '离场包' }).click();
  await page.getByText('由浏览器直接写入磁盘').waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载离场包' }).click();
  const kit = await coming;
  expect(kit.url()).toMatch(/^http/);
  expect(kit.suggestedFilename()).toMatch(/^存证离场包-.*\.zip$/);
  await page.getByText('离场包已开始下载').waitFor();
  expect(
    readFileSync(await kit.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  const administrator = await openAs('xitong');
  await administrator.goto('/monitor');
  await administrator.getByRole('button', { name: '离场包' }).click();
  await administrator.getByText('整个登记簿的公开数据').waitFor();
  const refusal = { status: 422, reason: 'not_published', detail: '还没有检查点。' };
  await administrator.route('**/api/evidence/kit*', (route) => route.fulfill({ status: 422, json: refusal }));
  await administrator.getByRole('button', { name: '下载离场包' }).click();
  await administrator.getByText('还没有检查点。').waitFor();
});

test('[C45] anybody sees how the register fares and checks in the browser that it only grew', async () => {
  const officer = await openAs('linqing');
  for (const content of ['甲', '乙']) {
    await depositOne(officer, keep(`${content}.txt`, `${content}${Date.now()}`));
    await publishNow(site());
  }
  const page = await openPage({ phone: true });
  await page.goto('/monitor');
  await settled(page);
  await page.getByRole('button', { name: '验证', exact: true }).click();
  await page.getByText(/^验证通过/).waitFor();
  await page.getByLabel('使用自己保存的检查点').check();
  await page.getByLabel('检查点原文', { exact: true }).fill(`other.example/log\n3\n${'A'.repeat(43)}=\n`);
  await page.getByRole('button', { name: '验证', exact: true }).click();
  await page.getByText('这是另一登记簿（other.example/log）的检查点').waitFor();
  expect([...(await axeWrong(page)), ...(await wordsWrong(page))]).toEqual([]);
});

test('[C45] an act leaves its mark on the page of its row', async () => {
  const page = await openAs('linqing');
  await page.goto('/evidence?kind=task.confirm');
  await settled(page);
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('region', { name: '存证说明' }).getByText('任务', { exact: true }).waitFor();
  await page.getByRole('region', { name: '存证信息' }).getByRole('link').first().click();
  const marks = page.getByRole('region', { name: '存证', exact: true });
  await marks.getByRole('button').first().click();
  await marks.getByRole('link', { name: '查看存证' }).first().waitFor();
});

const choose = (page: Page, files: string[]): Promise<void> =>
  page.getByLabel(/选择文件，或把文件、文件夹拖到此处/).setInputFiles(files);

async function depositOne(page: Page, file: string): Promise<void> {
  await page.goto('/evidence/deposit');
  await choose(page, [file]);
  await page.getByRole('button', { name: '存证（1项）' }).click();
  await page.getByRole('region', { name: /^回执/ }).waitFor();
}
