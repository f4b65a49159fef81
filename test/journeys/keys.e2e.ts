import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { addressOf, type Look, useVisitors } from './visitors.ts';

const site = useDemo();
const { openPage } = useVisitors(site);
let firms = 0;

async function makeFirm() {
  firms += 1;
  const firm = await makeOrganisation(site(), { kind: 'enterprise', name: `示例精密科技${firms}有限公司` });
  const officer = await makePerson(site(), firm, ['enterprise_officer']);
  return { firm, officer, employee: await makePerson(site(), firm, ['employee']) };
}

/** The page of keys as this person sees it, in a browser of their own. */
async function openKeys(person: TestPerson, look: Look = {}): Promise<Page> {
  const page = await openPage(look);
  const [name = '', value = ''] = person.cookie.split('=');
  await page.context().addCookies([{ name, value, url: addressOf(site(), look) }]);
  await page.goto('/identities');
  await settled(page);
  return page;
}

/** Makes a key under the passphrase that is offered, and answers it. */
async function makeKey(page: Page): Promise<string> {
  const passphrase = (await page.getByTestId('offered').textContent()) ?? '';
  await page.getByRole('button', { name: '使用这个口令' }).click();
  await page.getByLabel('我已把口令抄写保存').check();
  await page.getByRole('button', { name: '生成我的密钥' }).click();
  await page.getByText('密钥已生成', { exact: true }).waitFor();
  await page.getByRole('heading', { name: '我的密钥' }).waitFor();
  return passphrase;
}

/** Founds the roll and answers what is printed: the whole key, or its three parts. */
async function foundRoll(page: Page, look: { split?: true } = {}): Promise<string[]> {
  await page.getByRole('button', { name: '建立密钥名册' }).click();
  if (look.split) await page.getByText('分成几片，由多人保管').click();
  await page.getByRole('button', { name: '生成恢复密钥' }).click();
  const sheets = page.getByRole('region', { name: /^企业恢复密钥/ });
  await sheets.first().locator('code').waitFor();
  const printed = await sheets.locator('code').allTextContents();
  const words = (await sheets.locator('strong').allTextContents()).flatMap((text) => text.split(' '));
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('heading', { name: '我的密钥' }).isVisible()).toBe(false);
  expect(await sheets.first().isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: '已打印，下一步' }).click();
  await page.getByLabel('第一个校验词').fill('错误');
  await page.getByLabel('第二个校验词').fill(words.at(-1) ?? '');
  await page.getByRole('button', { name: '建立密钥名册' }).click();
  await page.getByText('与打印页上的不一致').waitFor();
  await page.getByLabel('第一个校验词').fill(words[0] ?? '');
  await page.getByRole('button', { name: '建立密钥名册' }).click();
  await page.getByText('名册已建立').waitFor();
  return printed;
}

const fingerprintOf = async (page: Page): Promise<string> =>
  (await page.locator('section[aria-labelledby=own-title] .fingerprint code').textContent()) ?? '';

test('[C19] two people of a firm: founded, admitted by fingerprint, locked and unlocked', async () => {
  const { officer, employee } = await makeFirm();
  const first = await openKeys(officer);
  await makeKey(first);
  expect(await axeWrong(first)).toEqual([]);
  await foundRoll(first);

  const second = await openKeys(employee, { phone: true });
  await makeKey(second);
  await second.getByText(/等待管理员准入/).waitFor();
  expect(await wordsWrong(second)).toEqual([]);
  const read = await fingerprintOf(second);

  await first.reload();
  await settled(first);
  const row = first.getByRole('row', { name: /待准入/ });
  expect(await row.locator('.fingerprint code').textContent()).toBe(read);
  // After a reload the key is locked, and an act that signs says why it cannot be done.
  await row.getByRole('button', { name: '核对并准入' }).focus();
  await first.getByRole('tooltip', { name: '须由在册管理员解锁密钥后办理' }).waitFor();
  expect(await wordsWrong(first)).toEqual([]);
});

test('[C19] a wrong passphrase opens nothing, the right one does; admission needs the comparison', async () => {
  const { officer, employee } = await makeFirm();
  const first = await openKeys(officer);
  const passphrase = await makeKey(first);
  await foundRoll(first);
  const second = await openKeys(employee);
  await makeKey(second);
  await first.reload();
  await settled(first);
  await first.getByLabel('口令', { exact: true }).fill(`${passphrase}x`);
  await first.getByRole('button', { name: '解锁', exact: true }).click();
  await first.getByText(/口令不正确/).waitFor();
  await first.getByLabel('口令', { exact: true }).fill(passphrase);
  await first.getByRole('button', { name: '解锁', exact: true }).click();
  await first.getByText('密钥已解锁').waitFor();
  await first.getByRole('button', { name: '核对并准入' }).click();
  const dialog = first.getByRole('dialog');
  expect(await dialog.locator('.fingerprint code').textContent()).toBe(await fingerprintOf(second));
  await dialog.getByRole('button', { name: '核对并准入' }).click();
  await dialog.getByText('请先核对指纹').waitFor();
  await dialog.getByLabel(/我已当面或电话核对/).check();
  await dialog.getByRole('button', { name: '核对并准入' }).click();
  await first.getByText('已准入').waitFor();
  await second.reload();
  await second.getByText('名册成员').waitFor();
  await first.getByRole('button', { name: '锁定', exact: true }).click();
  await first.getByText('密钥已锁定').waitFor();
});

test('[C19] the only officer forgets the passphrase: a new key, admitted with two of three printed parts', async () => {
  const { officer } = await makeFirm();
  const page = await openKeys(officer, { phone: true });
  await makeKey(page);
  const [one = '', two = '', three = ''] = await foundRoll(page, { split: true });
  expect(await wordsWrong(page)).toEqual([]);
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: '忘记口令' }).click();
  await page.getByRole('button', { name: '停用并重新生成' }).click();
  await page.getByRole('heading', { name: '您还没有密钥' }).waitFor();
  await makeKey(page);
  await page.getByText(/等待管理员准入/).waitFor();
  const parts = page.getByLabel('恢复密钥，或各分片（每行一片）');
  const admit = page.getByRole('button', { name: '为我的新密钥准入' });
  await parts.fill(three);
  await admit.click();
  await page.getByText('分片不足：需要2片，现有1片。请再收集几片。').waitFor();
  await parts.fill(`${three}\n${one.slice(0, -1)}`);
  await admit.click();
  await page.getByText(/第2个分片输入有误/).waitFor();
  await parts.fill(`${three}\n${two.toLowerCase()}`);
  await admit.click();
  await page.getByText('已用恢复密钥准入').waitFor();
  await page.getByText('名册管理员').first().waitFor();
});

/** A device with passkeys of its own, with or without the extension that seals; answers how to take it away. */
async function plugDevice(page: Page, { hasPrf }: { hasPrf: boolean }): Promise<() => Promise<unknown>> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('WebAuthn.enable');
  const options = {
    ...({ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasPrf } as const),
    ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  };
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', { options });
  return () => wire.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
}

test('[C19] a passkey of the device opens the key; on a device that cannot, a sentence says so and asks for the passphrase', async () => {
  const { officer } = await makeFirm();
  const page = await openKeys(officer, { named: true });
  await makeKey(page);
  const cannot = page.getByText('通行密钥未能使用。请改用口令；本设备或浏览器也可能不支持这项功能。');
  const unplug = await plugDevice(page, { hasPrf: false });
  await page.getByRole('button', { name: '设置通行密钥' }).click();
  await cannot.waitFor();
  expect(await wordsWrong(page)).toEqual([]);
  await unplug();

  const unplugGood = await plugDevice(page, { hasPrf: true });
  const unlockWithPasskey = page.getByRole('button', { name: '用通行密钥解锁' });
  await page.getByRole('button', { name: '设置通行密钥' }).click();
  await page.getByText(/已设置，本设备可用指纹、面容或锁屏密码解锁/).waitFor();
  const print = await fingerprintOf(page);
  await page.getByRole('button', { name: '锁定', exact: true }).click();
  await unlockWithPasskey.click();
  await page.getByText('密钥已解锁').waitFor();
  expect(await fingerprintOf(page)).toBe(print);

  await unplugGood();
  await plugDevice(page, { hasPrf: false });
  await page.getByRole('button', { name: '锁定', exact: true }).click();
  await unlockWithPasskey.click();
  await cannot.waitFor();
  expect(await page.getByLabel('口令', { exact: true }).isEditable()).toBe(true);
});

test('[C19] a server that changed the roll is found out, in words that say what to do', async () => {
  const { firm, officer } = await makeFirm();
  const page = await openKeys(officer);
  await makeKey(page);
  await foundRoll(page);
  const { owner } = site().house.database;
  await owner.query('delete from roll_entries where org_id = $1 and seq = 1', [firm.id]);
  await page.reload();
  await settled(page);
  const alarm = page.getByRole('alert', { name: '服务器给出的密钥名册不可信' });
  await alarm.getByText(/比您此前核对过的短（现有1条，此前2条）/).waitFor();
  await alarm.getByText(/不要录入、修改或封存任何秘密/).waitFor();
  expect(await wordsWrong(page)).toEqual([]);
  expect(await axeWrong(page)).toEqual([]);
});
