import { textFields } from '#domain/secrets/body.ts';
import { templateHeads } from '../../web/secrets/importing.ts';
import { writeWorkbook } from '../../web/ui/workbook.ts';
import { change, choosePeople, declassify, destroy, edit, endorse, live, propose, register } from './acts.ts';
import { addFiles } from './files.ts';
import { textOf } from './markers.ts';
import type { SealedFirm } from './people.ts';
import { admitAll, again, follow, foundRoll, makeKey, unlock, type Visitor } from './visit.ts';

/** Three keys, the roll and the recovery key as it is printed. */
export async function makeKeys({ officer, second, employee }: SealedFirm): Promise<string> {
  await Promise.all([makeKey(officer), makeKey(second), makeKey(employee, '鸢尾花开在第七道山梁之后·mako-tebi')]);
  const recovery = await foundRoll(officer);
  await admitAll(officer, 2);
  return recovery;
}

/** The life of one secret with every form, by two officers. Answers its address. */
export async function oneLife({ officer, second, names, product }: SealedFirm): Promise<string> {
  const path = await register(officer, [names.second, names.employee]);
  product.recorder.cutNext(/put-part/);
  await addFiles(officer);
  await propose(officer);
  await endorse(second, path, 'classify.answer');
  await again(officer, path);
  await live(officer);
  await change(officer);
  await endorse(second, path, 'change.answer');
  return path;
}

/** Entries from a sheet with a marker in each column; one of them is declassified and destroyed. */
export async function anotherLife(firm: SealedFirm): Promise<void> {
  const { officer, second, names } = firm;
  const { page } = officer;
  await follow(officer, '/secrets/import');
  await page.getByRole('button', { name: '下载空表' }).waitFor();
  const texts = textFields.map((name) => textOf(`import.${name}`));
  const sheet = writeWorkbook('Humi', [templateHeads('zh'), [...texts, '技术信息', '自有', '', '其他合理措施', '否']]);
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: `${textOf('import.title')}.xlsx`, buffer: Buffer.from(sheet) },
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
  await choosePeople(officer, '导入后谁可以知道', [names.second, names.employee]);
  await page.getByRole('button', { name: /加密并导入1行/ }).click();
  await page.getByText('已登记1项草稿').waitFor();
  await follow(officer, '/secrets');
  await page.getByRole('link', { name: new RegExp(textOf('import.title')) }).click();
  await page.getByRole('heading', { level: 1, name: /第\d+号/ }).waitFor();
  const path = new URL(page.url()).pathname;
  await propose(officer);
  await endorse(second, path, 'classify.answer');
  await again(officer, path);
  await declassify(officer);
  await endorse(second, path, 'declassify.answer');
  await again(officer, path);
  await destroy(officer, [names.second, names.employee]);
  await endorse(second, path, 'destroy.answer');
}

/** What goes wrong: two who edit, a record too long, a wrong address, a server that fails, a database that is away, one removed. */
export async function troubles({ officer, second, employee, names, product }: SealedFirm, path: string): Promise<void> {
  const { page } = officer;
  await follow(officer, `${path}/edit`);
  await page.locator('.secret-form').waitFor();
  await edit(second, path, { content: textOf('second.content') });
  await second.page.getByRole('heading', { level: 1, name: /第\d+号/ }).waitFor();
  await page.locator('#content').fill(textOf('secret.content'));
  await page.getByRole('button', { name: '加密并保存' }).click();
  await page.getByText('其他人已保存了新版本').waitFor();
  await page.getByRole('button', { name: '采用我填写的' }).click();
  await page.getByRole('heading', { level: 1, name: /第\d+号/ }).waitFor();

  const long = `${textOf('oversized.content')}${'密'.repeat(19_900)}`;
  const wide = ['content', 'why_secret', 'value', 'origin', 'carriers', 'places', 'systems', 'measures_note'];
  await edit(officer, path, Object.fromEntries(wide.map((name) => [name, long])));
  await page.locator('[role=alert]').last().waitFor();

  // An address that lost its end on the way: the server refuses what is no id.
  await follow(officer, path.slice(0, -3));
  await page.locator('[role=alert]').last().waitFor();

  await again(officer, path);
  const { owner } = product;
  await owner.query('alter table secret_versions add constraint planted check (version < 0) not valid');
  await edit(officer, path, { content: textOf('unsaved.content') });
  await page.locator('[role=alert]').last().waitFor();
  await owner.query('alter table secret_versions drop constraint planted');
  product.crashDatabase();
  await page.getByRole('button', { name: '加密并保存' }).click();
  await page.locator('[role=alert]').last().waitFor();
  await product.healthy();

  await again(employee, path);
  await again(officer, path);
  await page.getByRole('button', { name: '调整知悉范围' }).click();
  const list = page.getByRole('dialog', { name: '调整知悉范围' });
  await list
    .locator('.ant-select-selection-item', { hasText: names.employee })
    .locator('.ant-select-selection-item-remove')
    .click();
  await list.getByRole('button', { name: '保存并重新加密' }).click();
  await list.waitFor({ state: 'hidden' });
  await edit(employee, path, { content: textOf('removed.content') });
  await employee.page.getByText(/您已不在这项秘密的知悉范围内/).waitFor();
}

/** The register as it is used every day: searched, sorted, filtered, reloaded, exported, printed, locked. */
export async function everyDay(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await follow(visitor, '/secrets');
  const box = page.locator('.list-search input');
  for (const word of [textOf('secret.content'), textOf('secret.title')]) {
    await box.fill(word);
    await box.press('Enter');
    await page.getByText(/筛选出\s*1\s*条/).waitFor();
  }
  await page.getByRole('columnheader', { name: '名称' }).first().click();
  await page.locator('.ant-select', { hasText: '责任部门' }).click();
  await page.locator('.ant-select-item-option:visible', { hasText: textOf('secret.department') }).click();
  await page.getByText(/筛选出\s*1\s*条/).waitFor();
  for (const name of ['导出表格（.xlsx，明文）', '导出文档（.docx，明文）', '导出全部密文（.zip）']) {
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await page.getByRole('menuitem', { name }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: '我知道了，导出' }).click();
    await (await coming).path();
  }
  await page.emulateMedia({ media: 'print' });
  await page.pdf().catch(() => undefined);
  await page.emulateMedia({ media: 'screen' });
  // A reload asks the server for the address of the page, with whatever stands in it.
  await page.reload();
  await unlock(visitor, `${visitor.passphrase}错`);
  await page.getByRole('link', { name: new RegExp(textOf('secret.title')) }).click();
  await page.getByRole('button', { name: '下载', exact: true }).first().waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载', exact: true }).first().click();
  await (await coming).path();
  await page.reload();
  await unlock(visitor);
  await follow(visitor, '/secrets/readings');
}
