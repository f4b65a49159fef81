import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { type Look, useVisitors } from './visitors.ts';

const site = useDemo();
const { openPage } = useVisitors(site);

async function makeFirm(name: string) {
  const firm = await makeOrganisation(site(), { kind: 'enterprise', name });
  await site().house.database.owner.query("update enterprises set size = 'small' where org_id = $1", [firm.id]);
  return {
    officer: await makePerson(site(), firm, ['enterprise_officer']),
    employee: await makePerson(site(), firm, ['employee']),
  };
}

/** A page as this person sees it, in a browser of their own. */
async function openFor(person: TestPerson, path: string, look: Look = {}): Promise<Page> {
  const page = await openPage(look);
  const [name = '', value = ''] = person.cookie.split('=');
  await page.context().addCookies([{ name, value, url: site().url }]);
  await page.goto(path);
  await settled(page);
  return page;
}

/** Pictures for whoever looks at the pages: HUMI_PICTURES names a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.HUMI_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

const judged = async (page: Page, language: 'zh' | 'en' = 'zh'): Promise<string[]> => [
  ...(await wordsWrong(page, language)),
  ...(await axeWrong(page)),
];

async function recordStep(page: Page, step: string, note: string): Promise<void> {
  await page.getByRole('listitem').filter({ hasText: step }).getByRole('button', { name: '记录', exact: true }).click();
  const form = page.getByRole('dialog', { name: `记录：${step}` });
  await form.getByLabel('办理日期').fill('2026-11-20');
  await form.getByLabel('办理日期').press('Enter');
  await form.getByLabel(/怎样办理/).fill(note);
  await form.getByRole('button', { name: '确定', exact: true }).click();
  await form.waitFor({ state: 'hidden' });
}

test('[C18] from the library to a policy in force: filled beside the live text, consulted, adopted, downloaded', async () => {
  const { officer, employee } = await makeFirm('示例文本精工有限公司');
  const page = await openFor(officer, '/documents');
  await page.getByText('还没有制度文本').waitFor();
  await page.getByRole('button', { name: '从范本起草' }).first().click();
  await page.getByRole('heading', { name: '建立组织和制度' }).waitFor();
  await shoot(page, 'library');
  expect(await judged(page)).toEqual([]);
  await page.getByRole('link', { name: '商业秘密保护管理制度', exact: true }).click();
  await page.getByText('（示例文本精工有限公司）').waitFor();
  await shoot(page, 'template');
  expect(await judged(page)).toEqual([]);
  await page.getByRole('button', { name: '起草这份文本' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确定', exact: true }).click();
  await page.getByRole('heading', { name: '填写内容' }).waitFor();

  await page.getByLabel('商业秘密保护负责人（职务）').fill('总工程师');
  await page.getByRole('region', { name: '预览' }).getByText('总工程师').first().waitFor();
  await page.getByText('有未保存的修改').waitFor();
  await shoot(page, 'fill');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText(/还有 \d+ 处未填/).waitFor();
  expect(await judged(page)).toEqual([]);

  await recordStep(page, '职工讨论', '全体职工会议讨论，采纳意见两条。');
  await recordStep(page, '平等协商', '与职工代表协商一致。');
  await page.getByRole('button', { name: '确认施行' }).click();
  const form = page.getByRole('dialog', { name: /确认施行/ });
  await form.getByLabel('施行日期').fill('2026-11-21');
  await form.getByLabel('施行日期').press('Enter');
  await form.getByRole('button', { name: '确认施行', exact: true }).click();
  await page.getByText('文件哈希（SHA-256）').waitFor();
  await shoot(page, 'in-force');
  expect(await judged(page)).toEqual([]);

  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 Word' }).click();
  const kept = join(mkdtempSync(join(tmpdir(), 'humi-paper-')), '制度.docx');
  await (await coming).saveAs(kept);
  const words = strFromU8(unzipSync(new Uint8Array(readFileSync(kept)))['word/document.xml'] ?? new Uint8Array());
  for (const text of ['示例文本精工有限公司', '总工程师', '第一章']) expect(words).toContain(text);

  const phone = await openFor(employee, '/documents', { phone: true });
  await phone.getByRole('link', { name: '商业秘密保护管理制度' }).click();
  await phone.getByText('第一章　总则').waitFor();
  expect(await phone.getByRole('button', { name: '作废' }).count()).toBe(0);
  await shoot(phone, 'employee-phone');
  expect(await judged(phone)).toEqual([]);
});

test('[C18] on a phone: an agreement by register number only, never by content; English says which text is the legal one', async () => {
  const { officer } = await makeFirm('示例协议精工有限公司');
  const phone = await openFor(officer, '/documents/library/confidentiality-agreement', { phone: true });
  await shoot(phone, 'template-phone');
  await phone.getByRole('button', { name: '起草这份文本' }).click();
  const form = phone.getByRole('dialog');
  await form.getByLabel(/备注名/).fill('示例·员工甲');
  await form.getByRole('button', { name: '确定', exact: true }).click();
  const entries = phone.getByLabel(/^台账编号/);
  await entries.fill('热处理配方');
  await phone.getByRole('button', { name: '保存', exact: true }).click();
  await phone.getByText(/只填台账编号（如 12、15），不填秘密的名称或者内容/).waitFor();
  await entries.fill('3、12');
  await phone.getByRole('button', { name: '保存', exact: true }).click();
  await phone.getByText(/还有 \d+ 处未填/).waitFor();
  await shoot(phone, 'fill-phone');
  expect(await judged(phone)).toEqual([]);

  const english = await openFor(officer, '/documents/library/non-compete', { language: 'en' });
  await english.getByText('The Chinese text is the legal text').waitFor();
  await english.getByText('Text seen').first().waitFor();
  await shoot(english, 'template-english');
});
