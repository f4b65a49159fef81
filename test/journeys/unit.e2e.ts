import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { settled } from './judge.ts';
import { type Site, useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const site = useDemo();
const { openAs } = useVisitors(site);

const campaign = /开展打击侵犯商业秘密专项行动/;

test('[C03] a police officer’s day on a phone: note with proof, extension, done; the office grants and confirms', async () => {
  const phone = await openAs('zhengyi', { phone: true });
  await phone.goto('/');
  await phone.getByRole('heading', { name: '今日待办', level: 1 }).waitFor();
  await phone.goto('/tasks');
  await phone.getByRole('article', { name: campaign }).getByRole('button', { name: '填报进展' }).click();
  await writeNote(phone);
  await askExtension(phone);

  const office = await openAs('linqing');
  await openTask(office, campaign);
  await office.getByText('已与市场监管局会商案源').waitFor();
  await office.getByRole('button', { name: /名单\.txt/ }).waitFor();
  await office.getByRole('button', { name: '同意延期', exact: true }).click();
  await office.getByText('已同意延期。').waitFor();

  await phone.reload();
  await phone.getByRole('article', { name: campaign }).getByText('2026年12月20日').waitFor();
  await phone.getByRole('article', { name: campaign }).getByRole('button', { name: '报告完成' }).click();
  const report = phone.getByRole('dialog', { name: '报告完成' });
  await report.getByLabel('完成情况').fill('专项行动结束，材料已归档。');
  await report.getByRole('button', { name: '确定' }).click();
  await phone.getByText('已报告完成，等待牵头办公室确认。').waitFor();

  await office.reload();
  await confirmPolice(office);
});

test('[C03] what is late says so by itself, and a group shows how many of its members are done', async () => {
  const page = await openAs('linqing');
  await page.goto('/tasks');
  await settled(page);
  const group = page.getByRole('row', { name: /各乡镇（街道）设立联络点/ });
  expect(await group.first().textContent()).toMatch(/各乡镇（街道）\s*\d\/6/);
  await page.goto('/tasks?punctuality=late');
  await settled(page);
  const rows = page.getByRole('row').filter({ hasText: '已逾期' });
  expect(await rows.count()).toBeGreaterThan(0);
});

test('[C03] two clicks on one button make one note', async () => {
  const page = await openAs('songjian');
  await page.goto('/tasks');
  const card = page.getByRole('article').first();
  await card.getByRole('button', { name: '填报进展' }).click();
  const form = page.getByRole('dialog', { name: '填报进展' });
  await form.getByLabel('进展情况').fill('同一条进展只应出现一次。');
  await form.getByRole('button', { name: '确定' }).dblclick();
  await page.getByText('进展已填报。').waitFor();
  await card.getByRole('link').first().click();
  await page.getByText('同一条进展只应出现一次。').waitFor();
  expect(await page.getByText('同一条进展只应出现一次。').count()).toBe(1);
});

async function writeNote(page: Page): Promise<void> {
  const form = page.getByRole('dialog', { name: '填报进展' });
  await form.getByLabel('进展情况').fill('已与市场监管局会商案源，梳理企业名单。');
  await form
    .getByLabel(/添加附件/)
    .setInputFiles({ name: '名单.txt', mimeType: 'text/plain', buffer: Buffer.from('示例企业名单') });
  await form.getByText('名单.txt', { exact: true }).waitFor();
  await form.getByRole('button', { name: '确定' }).click();
  await page.getByText('进展已填报。').waitFor();
}

async function askExtension(page: Page): Promise<void> {
  await page.getByRole('article', { name: campaign }).getByRole('button', { name: '申请延期' }).click();
  const form = page.getByRole('dialog', { name: '申请延期' });
  await form.getByLabel('申请延至').fill('2026-12-20');
  await page.keyboard.press('Enter');
  await form.getByLabel('理由').fill('电子数据鉴定尚需时间。');
  await form.getByRole('button', { name: '确定' }).click();
  await page.getByText(/申请已提交，牵头办公室应于/).waitFor();
}

async function openTask(page: Page, text: RegExp): Promise<void> {
  await page.goto(`/tasks/${await taskId(site())}`);
  await page.getByRole('heading', { name: text, level: 1 }).waitFor();
}

async function confirmPolice(page: Page): Promise<void> {
  const units = page.getByRole('region', { name: '承担单位' });
  const line = units.getByRole('listitem').filter({ hasText: '公安局' }).last();
  await line.getByText('待确认').waitFor();
  await line.getByRole('button', { name: '确认完成' }).click();
  await page.getByText('已确认完成。').waitFor();
  await line.getByText('已完成').waitFor();
}

async function taskId({ house }: Site): Promise<string> {
  const found = await house.database.owner.query<{ id: string }>(
    "select t.id from tasks t join programmes p on p.id = t.programme_id where t.text like '开展打击侵犯商业秘密专项行动%' and p.title like '云溪县%'",
  );
  return found.rows[0]?.id ?? '';
}
