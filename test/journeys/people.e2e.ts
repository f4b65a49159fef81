import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const site = useDemo();
const { openPage } = useVisitors(site);

/** An invented firm with an officer and one secret, and the officer's browser. */
async function firm(name: string) {
  // The fixtures ask for nothing but the house of an opened product.
  const house = site() as unknown as Parameters<typeof makeOrganisation>[0];
  const organisation = await makeOrganisation(house, { kind: 'enterprise', name });
  const officer = await makePerson(house, organisation, ['enterprise_officer']);
  const { owner } = site().house.database;
  await owner.query("insert into secrets (id, org_id, number, state, created_by) values ($1, $2, 12, 'in_force', $3)", [
    newId(),
    organisation.id,
    officer.id,
  ]);
  const page = await openPage();
  const [cookie = '', value = ''] = officer.cookie.split('=');
  await page.context().addCookies([{ name: cookie, value, url: site().url }]);
  return { page, organisation };
}

const clean = async (page: Page) => {
  await settled(page);
  expect([...(await wordsWrong(page)), ...(await axeWrong(page))]).toEqual([]);
};

async function draw(page: Page): Promise<void> {
  const box = await page.locator('.sign-pad').boundingBox();
  if (!box) throw new Error('no box to sign in');
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 5 });
  await page.mouse.move(box.x + 200, box.y + 30, { steps: 5 });
  await page.mouse.up();
}

test('[C21] a person is added, signs on a phone with a code told another way, and leaves by the list', async () => {
  const { page } = await firm('示例精工有限公司');
  await page.goto('/members');
  await page.getByText('还没有登记人员').waitFor();
  await page.getByRole('button', { name: '新增人员' }).click();
  const form = page.getByRole('dialog', { name: '新增人员' });
  await form.getByLabel('姓名').fill('示例·周工');
  await form.getByLabel('部门').fill('研发部');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '示例·周工' }).waitFor();
  await page.getByRole('heading', { name: '入职清单' }).waitFor();
  await clean(page);

  await page.getByRole('link', { name: '拟定协议' }).click();
  const draft = page.getByRole('dialog', { name: '拟定协议' });
  await draft.getByLabel('涉及秘密编号').fill('12');
  await draft.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: /第1号 保密协议/ }).waitFor();
  await page.getByText(/乙方仅为履行本职工作的目的/).waitFor();
  await clean(page);
  await page.getByRole('button', { name: '发送签署' }).click();
  const sending = page.getByRole('dialog', { name: /发送签署/ });
  await sending.getByRole('button', { name: '发送签署' }).click();
  const code = (await sending.locator('.send-code').textContent()) ?? '';
  const address = (await sending.locator('.copy-line code').textContent()) ?? '';
  expect(code).toMatch(/^\d{6}$/);
  await sending.getByRole('button', { name: '完成' }).click();

  const phone = await openPage({ phone: true });
  await phone.goto(address);
  await phone.getByLabel('签署码').fill(code === '000000' ? '000001' : '000000');
  await phone.getByRole('button', { name: '打开文件' }).click();
  await phone.getByText(/签署码不正确，还可输入4次/).waitFor();
  await phone.getByLabel('签署码').fill(code);
  await phone.getByRole('button', { name: '打开文件' }).click();
  await phone.getByRole('heading', { name: '保密协议' }).waitFor();
  await phone.getByText('示例精工有限公司请您签署').waitFor();
  await clean(phone);
  const sign = phone.getByRole('button', { name: /^签署/ });
  await phone.evaluate("document.querySelector('.sign-text').scrollTop = 1e6");
  await phone.getByText('已阅读至末尾').waitFor();
  await phone.locator('.sign-pad').scrollIntoViewIfNeeded();
  await draw(phone);
  await phone.getByRole('checkbox').check();
  await phone.screenshot({ path: '.cache/journeys/people-sign-phone.png', fullPage: true });
  await sign.click();
  await phone.getByRole('heading', { name: '签署完成' }).waitFor();
  const [file] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: '下载我的副本（PDF）' }).click(),
  ]);
  const bytes = readFileSync(await file.path());
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: true });
  const plain = text.replaceAll(/\s/g, '');
  for (const part of ['签署证据页', '示例·周工', '示例精工有限公司', '一次性链接和六位签署码'])
    expect(plain).toContain(part);

  await page.reload();
  await page.getByText('已签署').first().waitFor();
  await page.getByRole('img', { name: '示例·周工' }).waitFor();
  await clean(page);
  await page.screenshot({ path: '.cache/journeys/people-agreement.png', fullPage: true });

  await page.goto('/members');
  await page.getByRole('link', { name: '示例·周工' }).click();
  await page.getByRole('button', { name: '办理离职' }).click();
  const leaving = page.getByRole('dialog', { name: /办理离职/ });
  await leaving.getByRole('button', { name: '办理离职' }).click();
  await page.getByRole('heading', { name: '离职清单' }).waitFor();
  await page.getByRole('button', { name: /^办理 ?离职谈话/ }).click();
  const step = page.getByRole('dialog', { name: /离职谈话/ });
  await step.getByLabel('离职去向').fill('示例去向');
  await step.getByRole('button', { name: '保存' }).click();
  await page.getByText('离职去向 示例去向').waitFor();
  const list = page.getByRole('region', { name: '离职清单' });
  await list.getByRole('button', { name: '办结清单' }).click();
  const finish = page.getByRole('dialog', { name: '办结清单' });
  await finish.getByLabel('理由').fill('其余事项线下已办理。');
  await finish.getByRole('button', { name: '办结清单' }).click();
  await page.getByText('已离职', { exact: true }).first().waitFor();
  await clean(page);
  await page.screenshot({ path: '.cache/journeys/people-member.png', fullPage: true });
});

test('[C21] a non-compete: what the law forbids stands there with its article, and it cannot be sent', async () => {
  const { page } = await firm('示例新材料有限公司');
  await page.goto('/members');
  await page.getByRole('button', { name: '新增人员' }).click();
  const form = page.getByRole('dialog', { name: '新增人员' });
  await form.getByLabel('姓名').fill('示例·郑总工');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: '拟定协议' }).click();
  const draft = page.getByRole('dialog', { name: '拟定协议' });
  await draft.getByLabel('种类').click();
  await page.locator('.ant-select-item-option', { hasText: '竞业限制协议' }).click();
  await draft.getByLabel('限制期（月）').fill('30');
  await draft.getByLabel('每月补偿（元）').fill('3000');
  await draft.getByLabel('离职前十二个月平均工资（元）').fill('20000');
  await draft.getByRole('button', { name: '保存' }).click();
  const checks = page.getByRole('region', { name: '核对结果' });
  await checks.getByText('限制期30个月，超过24个月。').waitFor();
  await checks.getByText(/劳动合同法》第24条/).waitFor();
  await checks.getByText(/每月补偿低于平均工资的30%（6000元）/).waitFor();
  const send = page.getByRole('button', { name: /^发送签署/, disabled: true });
  expect(await send.textContent()).toContain('有须改正的事项');
  await page.setViewportSize({ width: 390, height: 844 });
  await clean(page);
  await page.screenshot({ path: '.cache/journeys/people-checks-phone.png', fullPage: true });
});
