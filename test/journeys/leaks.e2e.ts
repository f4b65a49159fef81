import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import type { TestPerson } from '#test/people.ts';
import { addSecret, keepKeys, makeFirm, passphrase, sealFor } from '#test/register.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { type Look, useVisitors } from './visitors.ts';

const site = useDemo();
const { openPage } = useVisitors(site);
const folder = mkdtempSync(join(tmpdir(), 'humi-leaks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A firm whose officer, second officer and employee can open one secret. */
async function firmWithSecret() {
  const firm = await makeFirm(site());
  await keepKeys(site(), firm);
  const told = {
    ...{ title: '3号产品工艺', content: '反应分两段：第一段82±1℃保持40分钟，第二段65℃。' },
    ...{ why_secret: '未见公开', value: '年销售800万元', measures: ['agreement', 'rules'] },
  };
  const { id } = await addSecret(firm, [firm.officer, firm.second], told);
  return { ...firm, secret: id };
}

async function openAs(person: TestPerson, path: string, look: Look = {}): Promise<Page> {
  const page = await openPage(look);
  const [name = '', value = ''] = person.cookie.split('=');
  await page.context().addCookies([{ name, value, url: site().url }]);
  await page.goto(path);
  await unlock(page);
  return page;
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('口令', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: '解锁', exact: true }).click();
  await page.getByLabel('口令', { exact: true }).waitFor({ state: 'detached' });
  await settled(page);
}

/** Pictures for whoever looks at the pages: HUMI_PICTURES names a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const place = process.env.HUMI_PICTURES;
  if (!place) return;
  mkdirSync(place, { recursive: true });
  await page.screenshot({ path: join(place, `${name}.png`), fullPage: true });
}

const judged = async (page: Page, language: 'zh' | 'en' = 'zh'): Promise<string[]> => [
  ...(await wordsWrong(page, language)),
  ...(await axeWrong(page)),
];

test('[C22] on a phone: registered, first steps done and undone, the record written section by section, closed', async () => {
  const firm = await firmWithSecret();
  const page = await openPage({ phone: true });
  const [name = '', value = ''] = firm.officer.cookie.split('=');
  await page.context().addCookies([{ name, value, url: site().url }]);
  await page.goto('/leaks');
  await page.getByText('还没有泄密事件，也还没有演练').waitFor();
  await settled(page);
  expect(await judged(page)).toEqual([]);
  await page.getByRole('button', { name: '登记泄密事件' }).click();
  await unlock(page);
  await page.getByLabel('简短名称（中性用语）').fill('工艺文件外传');
  await page.getByLabel('发生了什么').fill('客户群里出现了内部工艺文件的照片，待核实来源。');
  await page.getByLabel('涉及的秘密').click();
  await page.locator('.ant-select-item-option', { hasText: '3号产品工艺' }).click();
  await page.keyboard.press('Escape');
  await shoot(page, 'leak-new-phone');
  expect(await judged(page)).toEqual([]);
  await page.getByRole('button', { name: '加密并保存' }).click();
  await page.getByRole('heading', { level: 1, name: /第1号 工艺文件外传/ }).waitFor();
  await page.getByRole('button', { name: /^办结：通知应急小组/ }).click();
  await page.getByText('按时').waitFor();
  await page.getByRole('button', { name: /^撤回：通知应急小组/ }).click();
  await page.getByRole('button', { name: /^办结：通知应急小组/ }).click();
  await page.getByRole('button', { name: /^撤回：通知应急小组/ }).waitFor();
  await shoot(page, 'leak-phone');
  expect(await judged(page)).toEqual([]);

  await page.getByRole('button', { name: '编辑：涉嫌人员与接触渠道' }).click();
  const form = page.getByRole('dialog', { name: '编辑：涉嫌人员与接触渠道' });
  await form.getByRole('button', { name: '添加涉嫌人员' }).click();
  await form.getByLabel('姓名或名称').fill('示例人员甲');
  await form.getByLabel('保管、使用、存储、复制或控制过秘密或其载体').check();
  await shoot(page, 'leak-suspects-phone');
  await form.getByRole('button', { name: '加密并保存' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('示例人员甲').waitFor();
  await page.getByRole('button', { name: '编辑：损失估算' }).click();
  const loss = page.getByRole('dialog', { name: '编辑：损失估算' });
  await loss.getByLabel('销售减少量（件）').fill('1000');
  await loss.getByLabel('本单位单件合理利润（元）').fill('350');
  await loss.getByText('350,000元').waitFor();
  await loss.getByText(/已达到300,000元的刑事追诉起点/).waitFor();
  await loss.getByRole('button', { name: '加密并保存' }).click();
  await loss.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '结束', exact: true }).click();
  await page.locator('.ant-modal-confirm-title', { hasText: '还有11步没有办结' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await page.getByText('已办结').first().waitFor();
  const { rows } = (await firm.officer.get('/leaks')).body;
  expect(rows).toMatchObject([{ state: 'closed', latest: 3, numbers: [1] }]);
}, 180_000);

test('[C22] who is not on the list reads nothing; two who edit choose; an altered ciphertext is shown as such', async () => {
  const firm = await firmWithSecret();
  const id = newId();
  const told = { title: '图纸外传', happened: '展会上出现同样的结构' };
  const sealed = await sealFor(firm, firm.officer, {
    ...{ subject: id, body: told, readers: [firm.officer, firm.second], format: 'humi-leak/1' },
  });
  const leak = { id, kind: 'confirmed', secrets: [firm.secret], readers: [firm.second.id], ...sealed };
  await firm.officer.send('/leaks', {
    ...leak,
    found_at: new Date(site().now().getTime() - 5 * 3_600_000).toISOString(),
  });
  const [one, two] = [await openAs(firm.officer, `/leaks/${id}`), await openAs(firm.second, `/leaks/${id}`)];
  await one
    .getByText(/已超4小时/)
    .first()
    .waitFor();
  for (const page of [one, two]) await page.getByRole('button', { name: '编辑：事件经过' }).click();
  for (const [page, words] of [
    [one, '由客户发现'],
    [two, '由业务员发现'],
  ] as const) {
    const form = page.getByRole('dialog', { name: '编辑：事件经过' });
    await form.getByLabel('怎样发现的').fill(words);
    await form.getByRole('button', { name: '加密并保存' }).click();
    if (page === one) await form.waitFor({ state: 'detached' });
  }
  await two.getByRole('alert').getByText('由客户发现').waitFor();
  await shoot(two, 'leak-conflict');
  await two.getByRole('alert').getByRole('button').first().click();
  await two.getByRole('dialog').waitFor({ state: 'detached' });
  await two.getByText('由业务员发现').waitFor();
  expect((await firm.officer.get(`/leaks/${id}`)).body.latest).toBe(3);
  expect((await firm.employee.get(`/leaks/${id}`)).status).toBe(404);

  const { owner } = site().house.database;
  await owner.query(
    'update leak_versions set ciphertext = set_byte(ciphertext, length(ciphertext) - 9, 7) where leak_id = $1 and version = 3',
    [id],
  );
  const again = await openAs(firm.officer, `/leaks/${id}`);
  await again.getByText('这份记录没有通过核验').waitFor();
  expect(await judged(again)).toEqual([]);
  await again.getByRole('button', { name: '打开第2版' }).click();
  await again.getByText('正在查看第2版，不是最新内容。').waitFor();
  await again.getByText('由客户发现').waitFor();
}, 180_000);

test('[C22] a rehearsal from a scenario: roles, minutes, findings; the next one is a duty', async () => {
  const firm = await firmWithSecret();
  const page = await openAs(firm.officer, '/leaks/new?kind=rehearsal');
  await page.getByLabel('核心人员离职').check();
  await page.getByRole('button', { name: '加密并保存' }).click();
  await page.getByRole('heading', { level: 1, name: /第1号 核心人员离职/ }).waitFor();
  await settled(page);
  await page.getByRole('button', { name: '编辑：演练记录' }).click();
  const form = page.getByRole('dialog', { name: '编辑：演练记录' });
  await form.getByLabel('由谁扮演').first().fill('示例人员乙');
  await form.getByLabel('暂停相关账号、门禁和外发权限').fill('12');
  await form.getByLabel('发现的问题').fill('夜间没有人能停用账号。');
  await form.getByRole('button', { name: '加密并保存' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('夜间没有人能停用账号。').waitFor();
  await shoot(page, 'rehearsal');
  expect(await judged(page)).toEqual([]);
  await page.getByRole('button', { name: '结束', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await page.getByText('已办结').first().waitFor();
  const { body } = await firm.officer.get('/home/duties');
  expect(JSON.stringify(body)).toContain('按应急预案再次演练（上次为第1号）');
  await page.goto('/duties');
  await page.getByRole('link', { name: '按应急预案再次演练（上次为第1号）' }).click();
  await page.getByRole('heading', { level: 1, name: '开始演练' }).waitFor();
});

test('[C23] readiness says what is missing and makes tasks; the package opens with its passphrase and holds the record', async () => {
  const firm = await firmWithSecret();
  const page = await openAs(firm.officer, '/leaks/readiness');
  await page.getByRole('button', { name: '查看缺项：第1号' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('知悉人员全部签有保密协议').waitFor();
  await shoot(page, 'readiness');
  expect(await judged(page)).toEqual([]);
  await sheet.getByRole('button', { name: '把缺项列为待办' }).click();
  await page.getByText(/已列出\d项待办/).waitFor();
  expect((await firm.officer.get(`/leaks/preparations?secret=${firm.secret}&state=open`)).body.total).toBeGreaterThan(
    3,
  );
  await page.goto(`/secrets/${firm.secret}`);
  await unlock(page);
  await page
    .getByRole('region', { name: '维权准备' })
    .getByText(/已备\d+%/)
    .waitFor();

  await page.goto('/leaks/package');
  await unlock(page);
  await page.getByLabel('秘密', { exact: true }).click();
  await page.locator('.ant-select-item-option', { hasText: '3号产品工艺' }).click();
  await page.keyboard.press('Escape');
  expect(await judged(page)).toEqual([]);
  await page.getByRole('button', { name: '整理材料' }).click();
  await page.getByText('商密第1号记录.txt').waitFor();
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: '样品照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('照片') },
  });
  await page.getByText('样品照片.jpg').waitFor();
  await settled(page);
  await shoot(page, 'package-check');
  expect(await judged(page)).toEqual([]);
  await page.getByRole('button', { name: '生成材料包', exact: true }).click();
  await page.getByText('打开材料包的口令').waitFor({ timeout: 60_000 });
  const phrase = (await page.locator('.pack-phrase').textContent()) ?? '';
  expect(await page.getByRole('button', { name: '保存材料包' }).isEnabled()).toBe(false);
  await page.getByLabel('我已记下口令').check();
  await shoot(page, 'package-done');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存材料包' }).click();
  const place = join(folder, 'package.age');
  await (await coming).saveAs(place);
  const age = new Decrypter();
  age.addPassphrase(phrase);
  const files = unzipSync(await age.decrypt(new Uint8Array(readFileSync(place))));
  const names = Object.keys(files);
  expect(names).toEqual(expect.arrayContaining(['目录.docx', '说明.txt', '第一步/1-秘密内容/1-1-商密第1号记录.txt']));
  const record = files['第一步/1-秘密内容/1-1-商密第1号记录.txt'];
  expect(strFromU8(record ?? new Uint8Array())).toContain('82±1℃');
  const index = unzipSync(files['目录.docx'] ?? new Uint8Array());
  expect(strFromU8(index['word/document.xml'] ?? new Uint8Array())).toContain('商密第1号记录');
  expect(names.some((name) => name.endsWith('样品照片.jpg'))).toBe(true);
  const made = (
    await site().house.database.owner.query('select items, sha256 from leak_packages where org_id = $1', [firm.firm.id])
  ).rows;
  const { createHash } = await import('node:crypto');
  expect(made).toEqual([
    { items: names.length - 2, sha256: createHash('sha256').update(readFileSync(place)).digest('hex') },
  ]);
}, 180_000);
