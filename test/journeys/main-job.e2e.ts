import { join } from 'node:path';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { settled } from './judge.ts';
import { useEmpty } from './server.ts';
import { useVisitors } from './visitors.ts';

// In February 2026 the plan of Shiqiao is in its second phase.
const { site, setUp } = useEmpty('2026-02-10T02:00:00Z');
const { openPage } = useVisitors(site);

const plan = join(import.meta.dirname, '../fixtures/plans/shiqiao-county.docx');
const password = '春风吹过石桥镇的早晨';

test('[C01][C02][C03][C04][C05][C10] a stranger sets up, the officer signs in, drops a plan, corrects, adopts, and the programme runs', async () => {
  const administrator = await finishSetUp();
  const link = await invitationOf('示例·专员', administrator);
  await enrolCode(administrator);
  const page = await openPage();
  await acceptInvitation(page, link);
  await readPlan(page);
  await checkAndCorrect(page);
  await addUnit(page);
  await chooseUnitAndAdopt(page);
  await seeProgramme(page);
  await seeTasksAndTargets(page);
  await page.goto('/');
  await page.getByRole('heading', { name: '今日待办', level: 1 }).waitFor();
  await page.getByRole('heading', { name: '今天先办' }).waitFor();
  await page.getByText('石桥县商业秘密保护“护航”行动实施方案').first().waitFor();
  await comeBackAfterTheSessionEnded(page);
});

async function finishSetUp(): Promise<Page> {
  const page = await openPage();
  await page.goto(await setUp());
  await page.getByRole('heading', { name: '初始化系统' }).waitFor();
  await page.getByLabel('所在行政区划').fill('东阿');
  await page.getByRole('radio', { name: /东阿县/ }).check();
  await page.getByLabel('单位全称').fill('东阿县市场监督管理局');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('姓名').fill('示例·安全');
  await page.getByLabel('登录名').fill('anquan');
  await page.getByLabel('设置密码').fill(password);
  await page.getByLabel('再次输入密码').fill(password);
  await page.getByRole('button', { name: '下一步' }).click();
  for (const [role, name, login] of [
    ['系统管理员', '示例·系统', 'xitong'],
    ['审计管理员', '示例·审计', 'shenji'],
    ['专班工作人员', '示例·专员', 'zhuanyuan'],
  ] as const) {
    const block = page.getByRole('group', { name: role });
    await block.getByLabel('姓名').fill(name);
    await block.getByLabel('登录名').fill(login);
  }
  await page.getByRole('button', { name: '完成初始化' }).click();
  await page.getByRole('heading', { name: '初始化完成' }).waitFor();
  return page;
}

async function invitationOf(name: string, page: Page): Promise<string> {
  const links = await page.locator('code').allTextContents();
  expect(links).toHaveLength(3);
  await page.getByRole('button', { name: `复制：${name}` }).click();
  return page.evaluate<string>('navigator.clipboard.readText()');
}

/** An administrator comes no further than the own account before one-time codes are on. */
async function enrolCode(page: Page): Promise<void> {
  await page.getByRole('button', { name: '进入系统' }).click();
  await page.getByText('管理员须先启用动态口令').waitFor();
  await page.getByRole('button', { name: '启用动态口令' }).click();
  const secret = (await page.locator('code').textContent())?.replaceAll(' ', '') ?? '';
  const code = new TOTP({ secret }).generate({ timestamp: site().now().getTime() });
  await page.getByRole('textbox', { name: '动态口令' }).fill(code);
  await page.getByRole('button', { name: '确认启用' }).click();
  await page.getByText('已启用', { exact: true }).waitFor();
}

async function comeBackAfterTheSessionEnded(page: Page): Promise<void> {
  await page.goto('/targets');
  await settled(page);
  await site().house.database.owner.query('update sessions set revoked_at = now()');
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '任务', exact: true }).click();
  await page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
  await page.getByLabel('登录名').fill('zhuanyuan');
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '任务', level: 1 }).waitFor();
}

async function acceptInvitation(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('设置密码').fill(password);
  await page.getByLabel('再次输入密码').fill(password);
  await page.getByRole('button', { name: '设置密码并登录' }).click();
  await page.getByRole('heading', { name: '今日待办', level: 1 }).waitFor();
  // The way in that is used from now on.
  await page.context().clearCookies();
  await page.goto('/plans');
  await page.getByLabel('登录名').fill('zhuanyuan');
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '工作方案文件', level: 1 }).waitFor();
}

async function readPlan(page: Page): Promise<void> {
  await page.getByLabel(/把工作方案文件拖到此处/).setInputFiles(plan);
  await page.getByRole('heading', { name: /石桥县商业秘密保护“护航”行动实施方案/, level: 1 }).waitFor();
  for (const section of ['基本情况', '实施阶段', '量化目标', '措施和任务', '组织领导', '报送要求'])
    expect(await page.getByRole('region', { name: section, exact: true }).count(), section).toBe(1);
}

async function checkAndCorrect(page: Page): Promise<void> {
  const target = page.getByRole('region', { name: '量化目标' }).getByRole('button', { name: /示范企业.*35家/ });
  await target.click();
  const lit = page.getByRole('region', { name: /^原文/ }).locator('mark.mark-active');
  await lit.first().waitFor();
  expect((await lit.allTextContents()).join('')).toContain('35');
  const head = page.getByRole('region', { name: '基本情况' });
  await head.getByRole('button', { name: /石政办发/ }).click();
  await head.getByLabel('文号').fill('石政办发〔2025〕19号');
  await page.getByText('已保存').waitFor();
}

async function addUnit(page: Page): Promise<void> {
  const back = page.url();
  await page.goto('/organisations');
  await page.getByRole('button', { name: '新增单位' }).click();
  const form = page.getByRole('dialog', { name: '新增单位' });
  await form.getByLabel('单位名称').fill('东阿县公安局');
  await choose(page, form.getByLabel('单位类型'), '公安', '公安');
  await choose(page, form.getByLabel('行政区划'), '东阿', '东阿县');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '东阿县公安局', level: 1 }).waitFor();
  await page.goto(back);
}

async function chooseUnitAndAdopt(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '单位对应' }).click();
  const picker = page.getByRole('combobox', { name: '指定“县人力资源和社会保障局”对应的单位' });
  await choose(page, picker, '公安', '东阿县公安局');
  await page.getByText('已指定').first().waitFor();
  await page.getByText('已保存').waitFor();
  await page.getByRole('button', { name: '确认实施' }).click();
  const sure = page.getByRole('dialog', { name: '确认实施' });
  await sure.getByText('实施阶段3个').waitFor();
  await sure.getByText(/个单位名称尚未对应/).waitFor();
  await sure.getByRole('button', { name: '确认实施' }).click();
  await page.waitForURL(/\/programmes\/[0-9a-f-]+$/);
}

async function seeProgramme(page: Page): Promise<void> {
  await settled(page);
  const main = page.getByRole('main');
  await main.getByText('石政办发〔2025〕19号').waitFor();
  await main.getByText('当前阶段：深化实施').waitFor();
  await main.getByText('尚未对应的单位名称').first().waitFor();
  await page.getByRole('tab', { name: '阶段和措施' }).click();
  await main.getByText('建强指导站点').first().waitFor();
  await page.getByRole('tab', { name: '领导小组' }).click();
  await main.getByText('石桥县商业秘密保护“护航”行动领导小组').waitFor();
  await main.getByText('总会计师').waitFor();
  expect(await main.textContent()).not.toContain('贺甲一');
  await page.getByRole('tab', { name: '报送' }).click();
  await main.getByText('2025年12月10日').waitFor();
  await main
    .getByText(/领导小组办公室/)
    .first()
    .waitFor();
}

async function seeTasksAndTargets(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^全部任务/ }).click();
  const row = page.getByRole('row', { name: /在县经济开发区、陶瓷产业园建成首批2个指导站/ });
  await row.waitFor();
  expect(await row.textContent()).toMatch(/市场监/);
  expect(await row.textContent()).toMatch(/2025年7月31日.*已逾期/);
  await page.goBack();
  await page.getByRole('link', { name: /^全部目标/ }).click();
  await page.getByRole('row', { name: /示范企业.*35家/ }).waitFor();
}

/** Types into a select and takes the choice that begins so. */
async function choose(page: Page, select: ReturnType<Page['getByLabel']>, typed: string, choice: string) {
  await select.click();
  await select.fill(typed);
  await page.locator('.ant-select-item-option', { hasText: choice }).first().click();
}
