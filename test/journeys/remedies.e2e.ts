import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { finishAssessment } from '#test/assessed.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { type Look, useVisitors } from './visitors.ts';

const site = useDemo();
const { openPage } = useVisitors(site);
const owner = () => site().house.database.owner;

async function makeFirm(name: string) {
  const firm = await makeOrganisation(site(), { kind: 'enterprise', name });
  const station = await makeOrganisation(site(), { kind: 'station', name: `${name}所在园区服务站` });
  const clerk = await makePerson(site(), station, ['station_officer']);
  await owner().query("update people set phone = '0635-0000000' where id = $1", [clerk.id]);
  await owner().query(
    "update enterprises set station_org = $2, station_person = $3, size = 'small', industry = '27' where org_id = $1",
    [...[firm.id, station.id, clerk.id]],
  );
  return { firm, clerk, officer: await makePerson(site(), firm, ['enterprise_officer']) };
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

test('[C18] on a phone: the weak points of an assessment are actions with a day, a contact and a result', async () => {
  const { firm, officer } = await makeFirm('示例在线整改有限公司');
  await finishAssessment(officer, firm.id, { A1: 0, C1: 0.5, E3: 0 });
  const page = await openFor(officer, '/remedies', { phone: true });
  await page.getByRole('button', { name: '待办3项' }).waitFor();
  await shoot(page, 'remedies-phone');
  await page.getByRole('link', { name: /^A1 / }).click();
  await page.getByText('0635-0000000').waitFor();
  await shoot(page, 'remedy-phone');
  expect(await axeWrong(page)).toEqual([]);
  expect(await wordsWrong(page)).toEqual([]);
  await page.getByRole('button', { name: '完成整改' }).click();
  const form = page.getByRole('dialog', { name: '完成整改' });
  await form.getByLabel('做了什么').fill('已印发任命文件，全员公示。');
  await form.getByRole('button', { name: '确定', exact: true }).click();
  await page.getByText('办理存证').waitFor();
  await page.goto('/remedies');
  await page.getByRole('button', { name: '已完成1项' }).waitFor();
});

test('[C17] a sheet goes out and a stranger fills by link on a phone; the station follows; the report leaves', async () => {
  const { firm, officer, clerk } = await makeFirm('示例链接填写有限公司');
  const { body: draft } = await officer.send('/assessments', { enterprise: firm.id });
  const page = await openFor(officer, `/assessments/${draft.id}/share`);
  await page.getByRole('button', { name: '生成链接' }).click();
  const address = (await page.locator('.copy-line code').textContent()) ?? '';
  expect(address).toContain('/fill#');
  await shoot(page, 'share');
  expect(await axeWrong(page)).toEqual([]);
  const sheet = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载表格' }).click();
  const kept = join(mkdtempSync(join(tmpdir(), 'humi-sheet-')), '评估表.xlsx');
  await (await sheet).saveAs(kept);
  await page.locator('input[type=file]').setInputFiles(kept);
  await page.getByText('表格中没有新的答案。').waitFor();

  const stranger = await openPage({ phone: true });
  await stranger.goto(address);
  await stranger.getByText(/请为示例链接填写有限公司填写/).waitFor();
  await stranger.locator('#item-A1').getByRole('radio', { name: '否' }).check();
  await stranger.getByText(/已填1项/).waitFor();
  await stranger.getByText('· 已保存').waitFor();
  await shoot(stranger, 'outside-phone');
  expect(await axeWrong(stranger)).toEqual([]);
  for (const choice of await stranger.locator('.outside-item:not(#item-A1)').getByRole('radio', { name: '是' }).all())
    await choice.check();
  await stranger.getByText('· 已保存').waitFor();
  await stranger.getByLabel('您的姓名和单位').fill('示例·外部顾问');
  await stranger.getByRole('button', { name: '提交' }).click();
  await stranger.getByRole('heading', { name: '已提交，感谢填写' }).waitFor();
  await stranger.goto('/sign-in');
  await stranger.goto(address);
  await stranger.getByText(/该评估已提交/).waitFor();

  const { version } = (await officer.get(`/assessments/${draft.id}`)).body;
  expect((await officer.send(`/assessments/${draft.id}/finish`, { version })).status).toBe(200);
  await page.reload();
  const report = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载中文报告' }).click();
  expect((await report).suggestedFilename()).toMatch(/示例链接填写有限公司.*\.docx$/);
  const station = await openFor(clerk, '/remedies');
  await station.getByRole('cell', { name: '示例链接填写有限公司' }).waitFor();
  await station.goto('/coverage');
  await station.getByRole('heading', { name: '普遍薄弱项' }).waitFor();
  await shoot(station, 'coverage-station');
});

test('[C24] the office sees coverage, grades and what is missed most, and the firms behind a number', async () => {
  const { firm, officer } = await makeFirm('示例覆盖情况有限公司');
  await finishAssessment(officer, firm.id, { A1: 0, B2: 0.5 });
  const office = await makePerson(site(), await makeOrganisation(site(), { kind: 'leading_office' }), [
    'programme_officer',
  ]);
  const page = await openFor(office, '/coverage');
  await page.getByRole('heading', { name: /覆盖情况 · 东阿县/ }).waitFor();
  await page.getByRole('link', { name: /A1 / }).waitFor();
  await shoot(page, 'coverage');
  expect(await axeWrong(page)).toEqual([]);
  expect(await wordsWrong(page)).toEqual([]);
  await page.getByRole('link', { name: /A1 / }).click();
  await page.getByText('示例覆盖情况有限公司').waitFor();
  await shoot(page, 'coverage-firms');
  const phone = await openFor(office, '/coverage', { phone: true });
  await phone.getByRole('link', { name: /A1 / }).waitFor();
  await shoot(phone, 'coverage-phone');
  expect(await wordsWrong(phone)).toEqual([]);
});
