import type { Locator } from 'playwright-core';
import { textFields } from '#domain/secrets/body.ts';
import { settled } from '../journeys/judge.ts';
import { formFields } from './fields.ts';
import { textOf } from './markers.ts';
import { act, again, follow, type Visitor } from './visit.ts';

type Act = keyof typeof formFields;

/** Writes the marker of every text of an act's form that is before us. */
async function fillForm(form: Locator, name: Act): Promise<void> {
  for (const field of formFields[name]) {
    const input = form.locator(`#fields_${field}`);
    if (field !== 'condition') await input.fill(textOf(`${name}.${field}`));
  }
}

const steps = ['是什么', '为什么是秘密', '谁的、在哪里', '怎么保护'];

/** A record with a marker in every text, written in its five steps, for these people beside the author. */
export async function register(visitor: Visitor, readers: readonly string[]): Promise<string> {
  const { page } = visitor;
  await follow(visitor, '/secrets/new');
  const left = new Set<string>(textFields);
  const fillWhatIsSeen = async () => {
    for (const name of left)
      if (await page.locator(`#${name}`).isVisible()) {
        await page.locator(`#${name}`).fill(textOf(`secret.${name}`));
        left.delete(name);
      }
  };
  for (const step of steps) {
    await page.locator('.ant-steps-item-active', { hasText: step }).waitFor();
    await fillWhatIsSeen();
    if (step === '怎么保护') await page.getByLabel('签订保密协议或在合同中约定').check();
    await page.getByRole('button', { name: '下一步' }).click();
  }
  if (left.size > 0) throw new Error(`the form shows no field for ${[...left].join()}`);
  await choosePeople(visitor, '知悉范围', readers);
  await page.getByRole('button', { name: '加密并保存' }).click();
  await page.getByRole('heading', { level: 1, name: /第\d+号/ }).waitFor();
  await page.waitForURL(/secrets\/[0-9a-f-]{36}$/);
  await settled(page);
  return new URL(page.url()).pathname;
}

export async function choosePeople({ page }: Visitor, label: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.getByLabel(label).fill(name);
    await page.locator('.ant-select-item-option:visible', { hasText: name }).click();
  }
  await page.keyboard.press('Escape');
}

export async function propose(visitor: Visitor): Promise<void> {
  await act(visitor, '申请定密', async (form) => {
    await form.getByLabel('不属于国家秘密').check();
    await form.getByLabel(/因不为人知而具有/).check();
    await form.getByLabel('商密·重要').or(form.getByLabel('重要')).first().check();
    await form.getByLabel('至条件成就').check();
    await fillForm(form, 'classify');
    await form.locator('#fields_condition').fill(textOf('classify.condition'));
  });
}

/** Another officer opens the form and decides with a remark. */
export async function endorse(visitor: Visitor, path: string, answer: string): Promise<void> {
  const { page } = visitor;
  await again(visitor, path);
  await page.getByRole('button', { name: '表单内容' }).click();
  await page.getByLabel('审批意见（加密保存）').fill(textOf(answer));
  await page.getByRole('button', { name: '批准', exact: true }).click();
  const refused = page.locator('.secret-decide [role=alert]');
  await page.getByText('已办理').or(refused).first().waitFor();
  if ((await refused.count()) > 0) throw new Error(`not decided: ${await refused.first().textContent()}`);
  await page.getByRole('button', { name: '批准', exact: true }).waitFor({ state: 'detached' });
  await settled(page);
}

/** Everything that one officer does with a secret in force, each with its form. */
export async function live(visitor: Visitor): Promise<void> {
  await act(visitor, '隐密', (form) => fillForm(form, 'conceal'));
  await act(visitor, '流转使用', (form) => fillForm(form, 'use'));
  await visitor.page.getByRole('button', { name: '归还情况' }).click();
  const back = visitor.page.getByRole('dialog', { name: '归还' });
  await fillForm(back, 'return');
  await back.getByRole('button', { name: '归还', exact: true }).click();
  await back.waitFor({ state: 'hidden' });
  await act(visitor, '对外提供', async (form) => {
    await fillForm(form, 'disclose');
    // The digest of an original that is never sent: it stands in the sealed form alone.
    await form
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        ...{ name: `${textOf('file.plain.name')}.txt`, mimeType: 'text/plain' },
        buffer: Buffer.from(textOf('file.plain.content')),
      });
  });
  await act(visitor, '复核', async (form) => {
    await form.getByLabel('维持').check();
    await fillForm(form, 'review');
  });
  await act(visitor, '暂停使用', (form) => fillForm(form, 'suspend'));
  await act(visitor, '恢复使用', (form) => fillForm(form, 'resume'));
}

/** A change of level, which another officer decides. */
export const change = (visitor: Visitor): Promise<void> =>
  act(visitor, '变更', async (form) => {
    await form.getByLabel('商密·一般').or(form.getByLabel('一般')).first().check();
    await form.getByLabel('长期（公布前）').check();
    await fillForm(form, 'change');
  });

export const declassify = (visitor: Visitor): Promise<void> =>
  act(visitor, '解密', async (form) => {
    await form.getByLabel('期限届满').check();
    await fillForm(form, 'declassify');
  });

export const destroy = (visitor: Visitor, witnesses: readonly string[]): Promise<void> =>
  act(visitor, '销毁', async (form) => {
    await fillForm(form, 'destroy');
    await choosePeople(visitor, '监销人（两名）', witnesses);
  });

/** Opens the editor of a secret, writes into one field and saves; what comes of it is for the caller to see. */
export async function edit(visitor: Visitor, path: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const { page } = visitor;
  await follow(visitor, `${path}/edit`);
  await page.locator('.secret-form').waitFor();
  await page.locator('.ant-steps-item', { hasText: steps[0] ?? '' }).click();
  const left = new Map(Object.entries(texts));
  for (let step = 0; left.size > 0; step++) {
    for (const [name, text] of left)
      if (await page.locator(`#${name}`).isVisible()) {
        await page.locator(`#${name}`).fill(text);
        left.delete(name);
      }
    if (left.size === 0) break;
    await page.getByRole('button', { name: '下一步' }).click();
    await page.locator(`.ant-steps-item-active:has-text("${steps[step + 1]}")`).waitFor();
  }
  await page.getByRole('button', { name: '加密并保存' }).click();
}
