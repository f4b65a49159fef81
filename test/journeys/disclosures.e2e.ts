import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';
import { afterAll, expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import type { TestPerson } from '#test/people.ts';
import { body, formOf, keepKeys, makeFirm, passphrase, sealFor, type TestFirm } from '#test/register.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import {
  marker,
  open,
  pdfOriginal,
  pdfWithoutFonts,
  pictureOriginal,
  sheetOriginal,
  wordOriginal,
} from './originals.ts';
import { useDemo } from './server.ts';
import { type Look, useVisitors } from './visitors.ts';

const site = useDemo();
const { openPage } = useVisitors(site);
const folder = mkdtempSync(join(tmpdir(), 'humi-disclosures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A firm with one classified secret of this level, known to both officers. */
async function firmWith(level: 'important' | 'core') {
  const firm = await makeFirm(site());
  await keepKeys(site(), firm);
  const { officer, second } = firm;
  const [id, readers] = [newId(), [officer, second]];
  const sealed = await sealFor(firm, officer, { subject: id, body: { ...body, title: '3号产品工艺' }, readers });
  await sent(officer.send('/secrets', { id, readers: readers.map((one) => one.id), ...sealed }));
  const form = await formOf(firm, officer, { id, readers });
  const term = { level, period: 'long', not_state_secret: true };
  const asked = await sent(officer.send(`/secrets/${id}/propose`, { version: 1, ...form, ...term }));
  await sent(second.send(`/secrets/${id}/endorse`, { version: asked.body.version, step: asked.body.step }));
  return { firm, id };
}

async function sent(answer: ReturnType<TestPerson['send']>) {
  const got = await answer;
  expect([got.status, got.body.reason]).toEqual([200, undefined]);
  return got;
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

const good = async (page: Page) => expect([...(await axeWrong(page)), ...(await wordsWrong(page))]).toEqual([]);

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByText(`已打开：${name}`).waitFor();
}

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click();

/** From the marked original to the downloaded copy. */
async function hand(page: Page, receiver: string): Promise<Buffer> {
  await next(page);
  await page.getByRole('button', { name: '制作副本并检查' }).click();
  await page.getByText(/检查通过/).waitFor();
  await good(page);
  await page.getByLabel('我已看过预览，确认可以交出').check();
  await next(page);
  await page.getByLabel('提供给谁（单位、联系人）').fill(receiver);
  await page.getByLabel(/^用途/).fill('项目申报');
  await page.getByLabel('法律依据或协议名称、编号').fill('示例协议2026-7号');
  await good(page);
  await page.getByRole('button', { name: '加密登记' }).click();
  await page.getByText('已登记，存证已提交。').waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载副本' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^副本-1-\d{8}\.(docx|xlsx|pdf|jpg)$/);
  const saved = join(folder, newId());
  await download.saveAs(saved);
  return readFileSync(saved);
}

/** Every part of a package, unpacked. */
const insideOf = (bytes: Buffer): string =>
  Object.entries(unzipSync(new Uint8Array(bytes)))
    .map(([path, content]) => `${path} ${strFromU8(content).replaceAll(/<[^>]*>/g, '')} ${strFromU8(content)}`)
    .join('\n');

const begin = (firm: TestFirm, id: string, look: Look = {}) =>
  openAs(firm.officer, `/disclosures/new?secret=${id}`, look);

test('[C25] a Word file and a workbook leave without the marked word in any part; the log shows to whom, with its proof', async () => {
  const { firm, id } = await firmWith('important');
  const page = await begin(firm, id);
  await good(page);
  await choose(page, '示例原件.docx', await wordOriginal());
  await page.getByText(/本文件中发现并会去掉：.*批注/).waitFor();
  await page.getByLabel('要全部去掉的词').fill(marker);
  await page.getByRole('button', { name: '全部去掉' }).click();
  await page.getByText('找到2处，已全部标出').waitFor();
  await good(page);
  const word = insideOf(await hand(page, '示例局甲处'));
  for (const gone of [marker, '点甲乙', '示例·']) expect(word).not.toContain(gone);
  for (const kept of [open, '第三段', '【已删略】']) expect(word).toContain(kept);

  await page.goto(`/disclosures/new?secret=${id}`);
  await unlock(page);
  await page.getByText('副本-1-', { exact: false }).first().waitFor();
  await choose(page, '配比.xlsx', await sheetOriginal());
  await page.getByRole('button', { name: `单元格B1：${marker}` }).click();
  await good(page);
  const book = insideOf(await hand(page, '示例审计所'));
  for (const gone of [marker, '旧表', 'C1*2']) expect(book).not.toContain(gone);
  expect(book).toContain(open);

  await page.getByRole('link', { name: '查看登记簿' }).click();
  await page.getByRole('heading', { level: 1, name: '对外提供' }).waitFor();
  await page.getByText('已加密').first().waitFor();
  await page.getByRole('button', { name: '解开本页内容' }).click();
  await page.getByRole('cell', { name: '示例局甲处' }).waitFor();
  await page.getByRole('cell', { name: '示例审计所' }).waitFor();
  await good(page);
  await page.getByRole('link', { name: '查看存证' }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const { rows } = await site().house.database.owner.query(
    "select act from statements where row_id = $1 and act = 'secret.disclose'",
    [id],
  );
  expect(rows).toHaveLength(2);
}, 240_000);

test('[C25] a PDF and a photograph leave as pixels alone, with black where the boxes were; unshown text is told', async () => {
  const { firm, id } = await firmWith('important');
  const page = await begin(firm, id, { phone: true });
  await choose(page, '扫描.pdf', await pdfOriginal(2));
  await page.getByRole('img', { name: '第1页，共2页' }).waitFor();
  await page.getByRole('button', { name: '加一个框' }).click();
  await page.getByRole('button', { name: '第1个框' }).focus();
  for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowUp');
  await page.getByRole('button', { name: '下一页' }).click();
  await page.getByRole('img', { name: '第2页，共2页' }).waitFor();
  await page.getByLabel('这一页不交出').check();
  await good(page);
  const pdf = await hand(page, '示例银行');
  for (const encoding of ['utf8', 'latin1'] as const) expect(pdf.toString(encoding)).not.toContain(marker);
  const document = await getDocumentProxy(new Uint8Array(pdf));
  expect(document.numPages).toBe(1);
  expect((await (await document.getPage(1)).getTextContent()).items).toEqual([]);
  expect(Object.keys((await document.getMetadata()).info)).not.toContain('Title');

  await page.goto(`/disclosures/new?secret=${id}`);
  await unlock(page);
  await choose(page, '现场.png', pictureOriginal());
  await page.getByRole('img', { name: '第1页，共1页' }).waitFor();
  const picture = await hand(page, '示例保险公司');
  expect(picture.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  for (const word of [marker, 'Exif', 'Comment']) expect(picture.includes(word)).toBe(false);

  await page.goto(`/disclosures/new?secret=${id}`);
  await unlock(page);
  await choose(page, '旧.pdf', pdfWithoutFonts());
  await page.getByText(/本文件有未嵌入的字体或不支持的图像格式/).waitFor();
  await page.goto(`/disclosures/new?secret=${id}`);
  await unlock(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '旧.doc', mimeType: '', buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]) });
  await page.getByText(/这是旧版Office文件，或设有密码/).waitFor();
}, 240_000);

test('[C25] of the core level nothing is handed out before a second officer approves', async () => {
  const { firm, id } = await firmWith('core');
  const page = await begin(firm, id);
  await choose(page, '说明.txt', Buffer.from(`${open}\n${marker}`));
  await page.getByRole('button', { name: '去掉第2段整段' }).click();
  await next(page);
  await page.getByRole('button', { name: '制作副本并检查' }).click();
  await page.getByLabel('我已看过预览，确认可以交出').check();
  await next(page);
  await page.getByText(/核心密级须由另一名/).waitFor();
  await page.getByLabel('提供给谁（单位、联系人）').fill('示例局');
  await page.getByLabel(/^用途/).fill('检查');
  await page.getByLabel('法律依据或协议名称、编号').fill('示例条例第1条');
  await page.getByRole('button', { name: '加密登记' }).click();
  await page.getByText(/等待另一名保密管理员批准/).waitFor();
  expect(await page.getByRole('button', { name: '下载副本' }).count()).toBe(0);
  const second = await openAs(firm.second, '/disclosures?todo=asked');
  await second.getByRole('cell', { name: '待第二人批准' }).waitFor();
  await good(second);
}, 180_000);
