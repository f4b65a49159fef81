import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { settled } from './judge.ts';
import { type Site, useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const site = useDemo();
const { openAs } = useVisitors(site);

test('[C04] a target opens to the rows behind it; a value by hand stands beside the computed one, with its reason', async () => {
  const page = await openAs('linqing');
  await openTarget(page, '名录内企业');
  const value = page.getByRole('region', { name: '当前值' });
  const computed = Number.parseFloat((await value.locator('strong').first().textContent()) ?? '');
  const behind = page.getByRole('region', { name: /^数据明细/ }).first();
  await page.getByRole('heading', { name: `数据明细（${computed}条）` }).waitFor();
  expect(await behind.getByRole('row').count()).toBe(Math.min(computed, 20) + 1);

  await page.getByRole('button', { name: '人工核定' }).click();
  const form = page.getByRole('dialog', { name: '人工核定' });
  await form.getByLabel('核定值').fill(String(computed + 1));
  await form.getByLabel('理由').fill('另有一家已签约，登记手续办理中。');
  await form.getByRole('button', { name: '确定' }).click();
  await value.getByText(`人工核定；系统统计为${computed}家`).waitFor();
  await page.getByText('另有一家已签约，登记手续办理中。').waitFor();
});

test('[C04] a metric whose register has not come yet says so and is never zero', async () => {
  const page = await openAs('linqing');
  await page.goto('/targets');
  await settled(page);
  const row = page.getByRole('row', { name: /重点企业涉密人员培训覆盖率/ }).first();
  expect(await row.textContent()).toContain('暂无');
  await row.getByRole('link').first().click();
  await page.getByText('该指标的登记簿尚未启用，暂不统计，也不按0计算').waitFor();
});

test('[C04] a target is handed down in parts, and says what is left', async () => {
  const page = await openAs('linqing');
  await openTarget(page, '第三方机构');
  await page.getByRole('button', { name: '分解下达' }).click();
  const form = page.getByRole('dialog', { name: '分解下达' });
  await choose(page, form.getByLabel('添加单位'), '司法', '司法局');
  await form.getByRole('spinbutton').last().fill('3');
  await form.getByText('合计比原目标少1').waitFor();
  await form.getByRole('button', { name: '分解下达' }).click();
  await page.getByRole('heading', { name: '分解下达（1个）' }).waitFor();
});

test('[C04][C16] the superior sees every division as a tile, and every number opens what it counts', async () => {
  const page = await openAs('lanjiang');
  await page.goto('/overview');
  await page.getByRole('heading', { name: /总览$/, level: 1 }).waitFor();
  expect(await page.locator('.tile').count()).toBeGreaterThanOrEqual(4);
  await page.getByRole('heading', { name: /工作方案排名/ }).waitFor();
  const late = page.getByRole('listitem').getByRole('link', { name: /逾期任务/ });
  const number = Number.parseInt((await late.textContent()) ?? '', 10);
  expect(number).toBeGreaterThan(0);
  await late.click();
  await page.getByText(`筛选出 ${number} 条`).first().waitFor();
  await page.goBack();
  await page.locator('.tile', { hasText: '云溪县' }).click();
  await page.getByRole('heading', { name: '云溪县总览' }).waitFor();
});

test('[C13] pilots inside a programme, each with its guiding contact; one more is added', async () => {
  const page = await openAs('linqing');
  await page.goto(`/programmes/${await programmeId(site())}?tab=pilots`);
  const pilot = page.getByRole('region', { name: '精细化工园区商业秘密一体保护' });
  await pilot.getByText('市市场监管局价监竞争科').waitFor();
  await page.getByRole('button', { name: '新增子试点' }).click();
  const form = page.getByRole('dialog', { name: '新增子试点' });
  await form.getByLabel('名称').fill('中药材种源商业秘密保护');
  await form.getByLabel('指导联系人').fill('竞争执法股股长');
  await form.getByRole('button', { name: '确定' }).click();
  await page.getByRole('region', { name: '中药材种源商业秘密保护' }).getByText('竞争执法股股长').waitFor();
});

test('[C10] the report of the half-year is sent with a note, and the list says so', async () => {
  const page = await openAs('linqing');
  await page.goto(`/programmes/${await programmeId(site())}?tab=reports`);
  const due = page.getByRole('listitem').filter({ hasText: '2026年12月31日' });
  await due.getByText('市市场监管局').waitFor();
  await due.getByRole('button', { name: '报送' }).click();
  const form = page.getByRole('dialog', { name: '报送' });
  await form.getByLabel('说明').fill('2026年下半年进展已报市局。');
  await form.getByRole('button', { name: '确定' }).click();
  await page.getByText('2026年下半年进展已报市局。').waitFor();
  await due.getByText('已报送', { exact: true }).waitFor();
});

test('[C05][C10] the council by unit and post; units reminded in bulk, each once a day', async () => {
  const page = await openAs('linqing');
  await page.goto(`/programmes/${await programmeId(site())}?tab=council`);
  await page.getByRole('heading', { name: /^成员（\d+）$/ }).waitFor();
  await page.goto('/tasks');
  await settled(page);
  await page.getByRole('checkbox', { name: /规范保密协议/ }).check();
  await page.getByRole('checkbox', { name: /科技项目申报材料/ }).check();
  await page.getByRole('button', { name: '催办所选 2 项' }).click();
  await page.getByRole('dialog', { name: '催办' }).getByRole('button', { name: '确定' }).click();
  await page.getByText(/已发出提醒 [1-9]\d* 条/).waitFor();
});

async function openTarget(page: Page, name: string): Promise<void> {
  await page.goto('/targets');
  await settled(page);
  await page.getByRole('row', { name }).first().getByRole('link', { name }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await settled(page);
}

async function programmeId({ house }: Site): Promise<string> {
  const found = await house.database.owner.query<{ id: string }>(
    "select id from programmes where title like '云溪县%'",
  );
  return found.rows[0]?.id ?? '';
}

async function choose(page: Page, select: ReturnType<Page['getByLabel']>, typed: string, choice: string) {
  await select.click();
  await select.fill(typed);
  await page.locator('.ant-select-item-option', { hasText: choice }).first().click();
}
