import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const { openAs } = useVisitors(useDemo());

const content = { name: '图纸.zip', mimeType: 'application/zip', buffer: Buffer.from('同一份内容') };

test('[C45] on a phone: registered, taken with digests, sealed, handed over; the police receive it', async () => {
  const phone = await openAs('wuyan', { phone: true });
  await phone.goto('/exhibits');
  await phone.getByRole('button', { name: '登记电子证据' }).click();
  const form = phone.getByRole('dialog', { name: '登记电子证据' });
  await form.getByLabel('名称').fill('图纸压缩包');
  await form.getByLabel('持有人（提供人）').fill('示例·持有人');
  await form.getByLabel('提取地点').fill('示例路1号');
  await form.getByRole('button', { name: '保存' }).click();
  await takeIt(phone);
  const seal = await openStep(phone, '封存');
  await seal.getByLabel('封条号').fill('示例封9');
  await seal.getByRole('button', { name: '封存', exact: true }).click();
  await phone.getByText(/保管链完整：共2步/).waitFor();
  const move = await openStep(phone, '移交');
  await move.getByLabel('接收单位').fill('云溪县公安局');
  await phone.locator('.ant-select-item-option', { hasText: '云溪县公安局' }).click();
  await move.getByLabel('移交事由').fill('移送公安机关。');
  await move.getByRole('button', { name: '移交', exact: true }).click();
  await phone.getByText('第3步：已移交，尚未确认接收。').waitFor();
  expect(await wordsWrong(phone)).toEqual([]);

  const police = await openAs('zhengyi');
  await police.goto('/exhibits?custody=awaiting');
  await settled(police);
  await police.getByText(/件电子证据已移交本单位/).waitFor();
  await police.getByRole('link', { name: /图纸压缩包/ }).click();
  const receive = await openStep(police, '接收');
  await receive.getByText('封条完好').click();
  await receive.getByLabel('存放地点').fill('证据室');
  await receive.getByRole('button', { name: '接收', exact: true }).click();
  await police.getByText(/保管链完整：共4步/).waitFor();
});

async function takeIt(page: Page): Promise<void> {
  const take = page.getByRole('dialog', { name: /提取固定/ });
  await take.getByLabel('见证人（在场第二人）').fill('示例·吴砚');
  await take.getByLabel('工具及版本').fill('示例工具 1.0');
  await take.getByLabel('提取方法').fill('复制后计算摘要值。');
  await take.locator('input[type=file]').setInputFiles(content);
  await take.getByText('SHA-256', { exact: true }).waitFor();
  await take.getByRole('button', { name: '提取固定', exact: true }).click();
  await take.getByText('见证人与操作人不能是同一人。请填写另一名在场人员的姓名。').waitFor();
  await take.getByLabel('见证人（在场第二人）').fill('示例·见证');
  await take.getByRole('button', { name: '提取固定', exact: true }).click();
  await page.getByText(/保管链完整：共1步/).waitFor();
}

/** Presses the button of a step and answers its form. */
async function openStep(page: Page, verb: string) {
  await page.getByRole('button', { name: verb, exact: true }).first().click();
  return page.getByRole('dialog', { name: new RegExp(`^${verb} ·`) });
}

test('[C45] a broken chain is loud; the record prints on one page', async () => {
  const page = await openAs('zhengyi');
  await page.goto('/exhibits?chain=broken');
  await page.getByRole('link', { name: /服务器日志镜像副本/ }).click();
  await page.getByText(/保管链自.*起中断/).waitFor();
  await page.getByText('第4步：校验的摘要值与首次记录不一致，内容可能已改变。').waitFor();
  await settled(page);
  expect([...(await wordsWrong(page)), ...(await axeWrong(page))]).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await page.getByText('电子证据保管记录').waitFor();
  expect(await page.getByRole('button', { name: '打印保管记录' }).isVisible()).toBe(false);
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g);
  expect(pages).toHaveLength(1);
});

test('[C06] a meeting: invited, minutes with a resolution, final; its task stands in the programme', async () => {
  const page = await openAs('linqing');
  await page.goto('/programmes');
  await page
    .getByRole('link', { name: /云溪县商业秘密保护工作实施方案/ })
    .first()
    .click();
  await page.getByRole('link', { name: '会议' }).click();
  await page.getByRole('link', { name: /联席会议第一次全体会议/ }).waitFor();
  await page.getByRole('link', { name: /联络员工作会议/ }).click();
  await settled(page);
  await page.getByRole('button', { name: '记录纪要' }).click();
  const form = page.getByRole('dialog', { name: /^记录纪要/ });
  await form.getByRole('button', { name: '添加议定事项' }).click();
  await form.getByLabel('议定内容').fill('年底前完成联络员培训。');
  await form.getByLabel('牵头单位').fill('示例培训中心');
  await page.locator('.ant-select-item-option', { hasText: '示例培训中心' }).click();
  await form.getByRole('button', { name: '保存' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '确认纪要' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认纪要' }).click();
  await page.getByText(/1项议定事项已转为任务/).waitFor();
  await settled(page);
  expect([...(await wordsWrong(page)), ...(await axeWrong(page))]).toEqual([]);
  await page.getByRole('link', { name: '查看任务' }).click();
  await page.getByRole('heading', { name: /年底前完成联络员培训/ }).waitFor();
});
