import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { badFiles } from './bad-files.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const { openAs } = useVisitors(useDemo());

test('[C01] a file that cannot be read says why where it was dropped, and nothing is kept', async () => {
  const page = await openAs('linqing');
  await page.goto('/plans');
  const before = await total(page);
  for (const { name, bytes, says } of await badFiles()) {
    await drop(page, name, bytes);
    const problem = page.locator('.upload-box').getByRole('alert').filter({ hasText: says });
    await problem.waitFor().catch(async () => {
      const shown = await page.locator('.upload-box').textContent();
      throw new Error(`${name}: wanted ${says}, the page says ${shown}`);
    });
  }
  await page.reload();
  expect(await total(page)).toBe(before);
});

test('[C01] the same document twice leads to the one that is there', async () => {
  const page = await openAs('linqing');
  const text = Buffer.from(
    '示例县商业秘密保护工作方案\n\n一、工作任务\n（一）健全机制。由县市场监管局牵头，2027年6月底前建成服务站3个。\n',
  );
  await page.goto('/plans');
  await drop(page, '示例方案.txt', text);
  await page.waitForURL(/\/plans\/[0-9a-f-]+$/);
  const first = page.url();
  await page.goto('/plans');
  await drop(page, '示例方案.txt', text);
  await page.getByRole('button', { name: '打开已有的文件' }).click();
  await page.waitForURL(first);
});

/** As a person drops it: over the zone, from outside the browser. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.getByText('把工作方案文件拖到此处，或点击选择').waitFor();
  if (bytes.length > 1_000_000)
    return page.getByLabel(/把工作方案文件拖到此处/).setInputFiles(await onDisk(name, bytes));
  await page.evaluate(
    `humiJourney.drop('label.upload', ${JSON.stringify(name)}, ${JSON.stringify(bytes.toString('base64'))})`,
  );
}

/** A browser takes a file as large as this from the disk only; its path is ASCII, for Chromium in a C locale finds no other. */
async function onDisk(name: string, bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'humi-large-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

async function total(page: Page): Promise<number> {
  const words = page.getByText(/^共 \d+ 条/).first();
  const empty = page.getByText('还没有工作方案文件');
  await words.or(empty).first().waitFor();
  return (await empty.isVisible()) ? 0 : Number.parseInt((await words.textContent())?.match(/\d+/)?.[0] ?? '0', 10);
}
