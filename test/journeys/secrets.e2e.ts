import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { TestPerson } from '#test/people.ts';
import { keepKeys, makeFirm, passphrase } from '#test/register.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { type Look, useVisitors } from './visitors.ts';

const site = useDemo();
const { openPage } = useVisitors(site);
const folder = mkdtempSync(join(tmpdir(), 'humi-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function firmWithKeys() {
  const firm = await makeFirm(site());
  await keepKeys(site(), firm);
  return firm;
}

/** A page of the register as this person sees it, unlocked. */
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

const nameOf = async (person: TestPerson): Promise<string> =>
  (await site().house.database.owner.query('select name from people where id = $1', [person.id])).rows[0].name;

/** Writes a record in its five steps, for these people beside the author. */
async function register(page: Page, title: string, people: readonly TestPerson[]): Promise<void> {
  await page.getByLabel('名称（中性用语）').fill(title);
  await page.getByLabel('密点：究竟什么是秘密').fill('我们的工艺');
  await page.getByText('写得太短，将来很难证明。').waitFor();
  await page
    .getByLabel('密点：究竟什么是秘密')
    .fill('反应分两段：第一段82±1℃保持40分钟，第二段65℃保持2小时；组合未见公开。');
  await page.getByText('写得比较具体。').waitFor();
  for (const step of ['为什么是秘密', '谁的、在哪里', '怎么保护']) {
    await page.getByRole('button', { name: '下一步' }).click();
    await page.locator('.ant-steps-item-active', { hasText: step }).waitFor();
  }
  await page.getByLabel('签订保密协议或在合同中约定').check();
  await page.getByRole('button', { name: '下一步' }).click();
  for (const person of people) {
    await page.getByLabel('知悉范围').fill(await nameOf(person));
    await page.locator('.ant-select-item-option', { hasText: await nameOf(person) }).click();
  }
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '加密并保存' }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`第\\d+号 ${title}`) }).waitFor();
  await settled(page);
}

test('[C19][C20] listed, classified by two, opened by who may, sealed again without them, exported for the age program', async () => {
  const firm = await firmWithKeys();
  const officer = await openAs(firm.officer, '/secrets');
  await officer.getByText('还没有登记商业秘密').waitFor();
  expect([...(await axeWrong(officer)), ...(await wordsWrong(officer))]).toEqual([]);
  await officer.getByRole('button', { name: '登记一项秘密' }).click();
  await register(officer, '3号产品工艺', [firm.second, firm.employee]);

  await officer.getByRole('button', { name: '申请定密' }).click();
  const sheet = officer.getByRole('dialog', { name: '申请定密' });
  await sheet.getByLabel('是，或者不确定').check();
  await sheet.getByText(/请停止登记。国家秘密不得录入本系统/).waitFor();
  expect(await sheet.getByRole('button', { name: '申请定密' }).isEnabled()).toBe(false);
  await sheet.getByLabel('不属于国家秘密').check();
  await sheet.getByLabel(/因不为人知而具有/).check();
  await sheet.getByLabel('特别严重').check();
  await sheet.getByLabel('极难').check();
  await sheet.getByRole('button', { name: /建议密级：商密·核心/ }).click();
  await sheet.getByLabel('确定密级的理由').fill('泄露后竞争对手可以直接复制。');
  await sheet.getByLabel('长期（公布前）').check();
  await sheet.getByRole('button', { name: '申请定密' }).click();
  await officer.getByText('您提出的事项须由另一名知悉该秘密的保密管理员审批。').waitFor();
  const path = new URL(officer.url()).pathname;

  const second = await openAs(firm.second, '/secrets?todo=asked');
  await second.getByRole('link', { name: /3号产品工艺/ }).click();
  await second.getByText(/82±1℃/).waitFor();
  await second.getByRole('button', { name: '表单内容' }).click();
  await second.getByText('泄露后竞争对手可以直接复制。').waitFor();
  await second.getByRole('button', { name: '批准', exact: true }).click();
  await second.getByText('有效', { exact: true }).first().waitFor();
  expect([...(await axeWrong(second)), ...(await wordsWrong(second))]).toEqual([]);

  const employee = await openAs(firm.employee, '/secrets', { phone: true });
  await employee.getByLabel('在已打开的内容中搜索').fill('82±1');
  await employee.keyboard.press('Enter');
  await employee.getByText(/筛选出\s*1\s*条/).waitFor();
  await employee.getByRole('link', { name: /3号产品工艺/ }).click();
  await employee.getByText(/82±1℃/).waitFor();
  expect([...(await axeWrong(employee)), ...(await wordsWrong(employee))]).toEqual([]);
  const outsider = await openAs(firm.outsider, '/secrets');
  await outsider.getByText('还没有登记商业秘密').waitFor();

  await officer.reload();
  await unlock(officer);
  await officer.getByRole('button', { name: '调整知悉范围' }).click();
  const list = officer.getByRole('dialog', { name: '调整知悉范围' });
  await list
    .locator('.ant-select-selection-item', { hasText: await nameOf(firm.employee) })
    .locator('.ant-select-selection-item-remove')
    .click();
  await list.getByText(/移出的人以后打不开新版本/).waitFor();
  await list.getByRole('button', { name: '保存并重新加密' }).click();
  await officer.getByText('知悉范围已更新，内容已重新加密').waitFor();
  await officer.getByText('仅重新加密，内容未变').waitFor();

  // The page of the removed member is still open; the next act says in plain words why it does nothing.
  await employee.getByRole('button', { name: '编辑内容' }).click();
  await employee.getByLabel('名称（中性用语）').fill('3号产品工艺（改）');
  await employee.getByRole('button', { name: '加密并保存' }).click();
  await employee.getByText(/您已不在这项秘密的知悉范围内/).waitFor();
  expect((await firm.employee.get(path)).status).toBe(404);

  await officer.goto('/secrets');
  await unlock(officer);
  await officer.getByRole('button', { name: '导出' }).click();
  await officer.getByRole('menuitem', { name: '导出全部密文（.zip）' }).click();
  const coming = officer.waitForEvent('download');
  await officer.getByRole('button', { name: '我知道了，导出' }).click();
  const zip = join(folder, 'all.zip');
  await (await coming).saveAs(zip);
  execFileSync('unzip', ['-q', zip, '-d', folder]);
  writeFileSync(join(folder, 'key'), `${firm.recovery.secret}\n`);
  const age = (name: string) => execFileSync('age', ['-d', '-i', join(folder, 'key'), join(folder, name)]).toString();
  expect(age('1/v2.age')).toContain('82±1℃');
  expect(readFileSync(join(folder, 'index.csv'), 'utf8')).toContain('1,核心,有效,2,');
  writeFileSync(join(folder, 'key'), `${firm.keyOf(firm.employee).secret}\n`);
  expect(age('1/v1.age')).toContain('82±1℃');
  expect(() => age('1/v2.age')).toThrow();
}, 180_000);

test('[C19] a file is sealed in parts and opened again; a tampered ciphertext is loud; two who edit choose', async () => {
  const firm = await firmWithKeys();
  const officer = await openAs(firm.officer, '/secrets/new');
  await register(officer, '图纸', [firm.second]);
  const bytes = Buffer.alloc(9_000_000, '附件标记');
  await officer
    .getByRole('region', { name: '附件' })
    .locator('input[type=file]')
    .setInputFiles({ name: '示例图纸.bin', mimeType: 'application/octet-stream', buffer: bytes });
  await officer.getByText('示例图纸.bin', { exact: false }).last().waitFor();
  await officer.getByRole('button', { name: '移除', exact: true }).waitFor();
  const coming = officer.waitForEvent('download');
  await officer.getByRole('button', { name: '下载', exact: true }).click();
  const saved = join(folder, 'file.bin');
  await (await coming).saveAs(saved);
  expect(readFileSync(saved).equals(bytes)).toBe(true);

  const path = new URL(officer.url()).pathname;
  const second = await openAs(firm.second, `${path}/edit`);
  await second.getByLabel('密点：究竟什么是秘密').fill('对方改写的密点：图号A-17的公差带为0.003。');
  await officer.getByRole('button', { name: '编辑内容' }).click();
  await officer.getByLabel('密点：究竟什么是秘密').fill('我改写的密点：图号A-17的公差带为0.005。');
  await second.getByRole('button', { name: '加密并保存' }).click();
  await second.getByText('对方改写的密点', { exact: false }).waitFor();
  await officer.getByRole('button', { name: '加密并保存' }).click();
  await officer.getByText('他人已修改此内容').waitFor();
  await officer.getByRole('cell', { name: /对方改写的密点/ }).waitFor();
  await officer.getByRole('button', { name: '采用我填写的' }).click();
  await officer.getByRole('heading', { level: 1, name: /图纸/ }).waitFor();
  await officer.getByText('我改写的密点', { exact: false }).waitFor();

  const id = path.split('/').at(-1);
  const { owner } = site().house.database;
  await owner.query('alter table secret_versions disable trigger user');
  await owner.query(
    `update secret_versions set ciphertext = set_byte(ciphertext, length(ciphertext) - 20, 255 - get_byte(ciphertext, length(ciphertext) - 20))
      where secret_id = $1 and version = (select latest from secrets where id = $1)`,
    [id],
  );
  const again = await openAs(firm.second, path, { phone: true });
  await again.getByText('这项秘密的密文没有通过核验').waitFor();
  await again.getByRole('button', { name: /打开第\d+版/ }).click();
  await again.getByText('对方改写的密点', { exact: false }).waitFor();
  expect([...(await axeWrong(again)), ...(await wordsWrong(again))]).toEqual([]);
}, 180_000);
