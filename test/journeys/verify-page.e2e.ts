import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openAuthority, type TestAuthority } from '#test/authority.ts';
import { openBrowser } from '#test/browser.ts';
import { makeProof, makeTrust, newEd25519, newSm2, newWitness, utf8, withToken } from '#test/proofs.ts';
import { writeProofFile } from '#verify/proof-file.ts';
import type { Trust } from '#verify/trust.ts';
import { buildVerify } from '../../tools/build-verify.ts';
import { axeWrong } from './judge.ts';

/** The single file on a computer without a network: opened from the disk, as from a USB stick. */
const page = join(import.meta.dirname, '../../dist/verify/humi-verify.html');
const images = join(import.meta.dirname, '../../docs/images');
type Given = { readonly name: string; readonly buffer: Buffer; readonly mimeType: string };
const file = (name: string, bytes: Uint8Array | string): Given => ({
  name,
  buffer: Buffer.from(bytes),
  mimeType: 'application/octet-stream',
});

const content = '保密协议正文';
let authority: TestAuthority;
let browser: Browser;
let contexts: BrowserContext[] = [];
let troubles: string[] = [];
let [proof, altered, list, original] = [file('', ''), file('', ''), file('', ''), file('', '')];

beforeAll(async () => {
  [browser, authority] = await Promise.all([openBrowser(), openAuthority(), buildVerify()]);
  const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;
  const [key, sm2, court] = [
    newEd25519('register.example'),
    newSm2('register.example'),
    newWitness('court', at / 1000 + 2),
  ];
  const trust: Trust = makeTrust({
    keys: [key, sm2],
    witnesses: [{ name: '云溪县人民法院', vkey: court.vkey }],
    witnesses_needed: 1,
    authorities: [{ name: '测试时间戳机构', certificates: authority.certificates }],
  });
  const plain = makeProof({ content: utf8(content), signers: [key, sm2, court], at, trust });
  const bytes = await authority.stamp(utf8(plain.checkpoint));
  const stamped = withToken(plain, { authority: '测试时间戳机构', subject: 'checkpoint', bytes });
  const entry = plain.entry.map((byte, place) => (place === 40 ? byte ^ 1 : byte));
  proof = file('保密协议.humi-proof', writeProofFile(stamped));
  altered = file('改动.humi-proof', writeProofFile({ ...stamped, entry }));
  list = file('信任清单.json', JSON.stringify(trust));
  original = file('保密协议.docx', content);
});
afterEach(async () => {
  const [open, met] = [contexts, troubles];
  [contexts, troubles] = [[], []];
  await Promise.all(open.map((context) => context.close()));
  expect(met, 'errors, and requests to anywhere').toEqual([]);
});
afterAll(() => Promise.all([browser?.close(), authority?.close()]));

describe('[C45] the checking page, from a file, without a network', () => {
  test('proof, original and trust list dropped together: the verdict in a sentence, the details, what is not proven', async () => {
    const view = await open();
    await view.getByRole('heading', { name: '存证核验', level: 1 }).waitFor();
    await drop(view, [original, list, proof]);
    const verdict = view.getByRole('article', { name: '核验结论' });
    await verdict.getByRole('heading', { name: '核验通过', exact: true }).waitFor();
    const text = (await verdict.textContent()) ?? '';
    expect(text).toMatch(/文件“保密协议\.docx”至迟于.*已经存在，这一时间由.*证明/);
    for (const part of ['签名密钥指纹', '测试时间戳机构', '云溪县人民法院', '谁拥有它', '它是否保密'])
      expect(text).toContain(part);
    expect(await view.evaluate('document.activeElement.tagName')).toBe('H2');
    expect(await axeWrong(view)).toEqual([]);
    await shoot(view, 'verify');
  });

  test('in English by one button, and back', async () => {
    const view = await open();
    await drop(view, [original, list, proof]);
    await view.getByRole('button', { name: 'English' }).click();
    await view.getByRole('heading', { name: 'The proof holds', exact: true }).waitFor();
    await view.getByText('Who owns it').waitFor();
    await view.getByRole('button', { name: '中文' }).click();
    await view.getByRole('heading', { name: '核验通过', exact: true }).waitFor();
  });

  test('without its trust list the signer is not confirmed; another one, chosen by keyboard, confirms it', async () => {
    const view = await open();
    // Asked for early: the browser begins to tell of choosers a moment later.
    const chooser = view.waitForEvent('filechooser');
    await drop(view, [original, proof]);
    await view.getByRole('heading', { name: '证明文件自身一致，签名人尚待确认' }).waitFor();
    await view.getByLabel('选择信任清单').focus();
    await view.keyboard.press('Enter');
    await (await chooser).setFiles(list);
    await view.getByRole('heading', { name: '核验通过', exact: true }).waitFor();
  });

  test('a wrong original, an altered proof and a file that is no proof each get their own sentence', async () => {
    const view = await open();
    await drop(view, [list, proof, file('草稿.docx', '草稿')]);
    await view.getByText('文件“草稿.docx”不是这份证明所指的文件').first().waitFor();
    await view.getByRole('button', { name: '移除“草稿.docx”' }).click();
    await view.getByText('未提供原件').first().waitFor();
    await view.getByRole('button', { name: '核验另一份' }).click();
    await drop(view, [altered]);
    await view
      .getByText(/证明文件被改动：条目与检查点对不上/)
      .first()
      .waitFor();
    await view.getByRole('button', { name: '核验另一份' }).click();
    await view.getByLabel('选择证明文件').setInputFiles(original);
    await view.getByText('这不是护秘证明文件').first().waitFor();
  });

  test('several proofs find their originals among those given', async () => {
    const view = await open();
    await drop(view, [list, proof, altered, original, file('无关.txt', 'x')]);
    await view.getByRole('article', { name: '核验结论' }).nth(1).waitFor();
    expect(await view.getByRole('heading', { level: 2, name: /^核验/ }).allTextContents()).toEqual([
      '核验通过',
      '核验未通过',
    ]);
    await view.getByText('不属于任何一份证明的文件：“无关.txt”').waitFor();
  });

  test('the code on a certificate leads to one proof: the page names it, and says when another is dropped', async () => {
    const view = await open();
    const { href } = pathToFileURL(page);
    await view.goto(`${href}#register.example/log/999999`);
    await view.getByText('证书所指的是登记簿“register.example/log”的第999999号存证').waitFor();
    await drop(view, [list, proof, original]);
    await view.getByText(/^编号不符：放入的是登记簿“register\.example\/log”的第\d+号/).waitFor();
    const told = (await view.getByRole('article', { name: '核验结论' }).textContent()) ?? '';
    const [, number = ''] = /将其登记为第(\d+)号/.exec(told) ?? [];
    await view.goto(`${href}#register.example/log/${number}`);
    await view.getByText(`编号相符：这就是证书所指的登记簿“register.example/log”第${number}号存证。`).waitFor();
    await view.goto(`${href}#other.example/${number}`);
    await view.getByText(/^编号不符：.*证书所指的是“other\.example”的第/).waitFor();
    expect(await axeWrong(view)).toEqual([]);
    await view.goto(`${href}#%E0%A4%A/nonsense`);
    await view.getByText(/^编号不符/).waitFor({ state: 'detached' });
  });

  test.each([
    ['by workers inside the file', false],
    ['in the page itself where workers are forbidden', true],
  ])('a large original is digested %s', async (_, isForbidden) => {
    const view = await open({}, isForbidden ? 'window.Worker = function () { throw new Error("forbidden"); };' : '');
    let workers = 0;
    view.on('worker', () => {
      workers += 1;
    });
    await drop(view, [list, proof]);
    const large = join(mkdtempSync(join(tmpdir(), 'humi-large-')), '大文件.bin');
    writeFileSync(large, new Uint8Array(40 << 20));
    await view.getByLabel('选择原件').setInputFiles(large);
    await view.getByText('文件“大文件.bin”不是这份证明所指的文件').first().waitFor();
    expect(workers > 0).toBe(!isForbidden);
  });

  test('fits a phone of 360 pixels, and prints as a document', async () => {
    const view = await open({ viewport: { width: 360, height: 740 } });
    await drop(view, [original, list, proof]);
    await view.getByRole('heading', { name: '核验通过', exact: true }).waitFor();
    expect(await view.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await axeWrong(view)).toEqual([]);
    await shoot(view, 'verify-phone');
    await view.emulateMedia({ media: 'print' });
    expect(await view.getByText('把文件拖到这里').isVisible()).toBe(false);
    expect(await view.getByText('谁拥有它').isVisible()).toBe(true);
  });
});

async function open(look: Parameters<Browser['newContext']>[0] = {}, before = ''): Promise<Page> {
  const context = await browser.newContext({
    offline: true,
    locale: 'zh-CN',
    viewport: { width: 1100, height: 900 },
    ...look,
  });
  contexts.push(context);
  context.setDefaultTimeout(45_000);
  await context.addInitScript({ path: join(import.meta.dirname, 'in-page.js') });
  if (before) await context.addInitScript(before);
  context.on('weberror', (error) => troubles.push(error.error().message));
  context.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  context.on('request', (request) => /^(file|blob|data):/.test(request.url()) || troubles.push(request.url()));
  const view = await context.newPage();
  await view.goto(pathToFileURL(page).href);
  return view;
}

/** As a hand does it: the files fall on the zone. */
async function drop(view: Page, files: readonly Given[]): Promise<void> {
  const given = JSON.stringify(files.map(({ name, buffer }) => [name, [...buffer]]));
  const dataTransfer = await view.evaluateHandle(
    `(() => { const data = new DataTransfer(); for (const [name, bytes] of ${given}) data.items.add(new File([Uint8Array.from(bytes)], name)); return data; })()`,
  );
  await view.dispatchEvent('.zone', 'drop', { dataTransfer });
}

/** The pictures of the documentation, taken anew with HUMI_SCREENSHOTS=1. */
async function shoot(view: Page, name: string): Promise<void> {
  if (process.env.HUMI_SCREENSHOTS !== '1') return;
  mkdirSync(images, { recursive: true });
  await view.screenshot({ path: join(images, `${name}.png`) });
}
