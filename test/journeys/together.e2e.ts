import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settled } from './judge.ts';
import { type Site, useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';

const site = useDemo();
const { openAs, openPage } = useVisitors(site);

const plans = join(import.meta.dirname, '../fixtures/plans');

test('[C01] two people edit one programme: the second sees both and chooses, nothing is lost', async () => {
  const address = `/programmes/${await programmeOf(site(), '云溪县')}`;
  const [first, second] = [await openAs('linqing'), await openAs('hejian')];
  for (const page of [first, second]) {
    await page.goto(address);
    await page
      .getByRole('button', { name: /更多操作/ })
      .first()
      .click();
    await page
      .getByRole('button', { name: '修改', exact: true })
      .or(page.getByRole('menuitem', { name: '修改' }))
      .first()
      .click();
    await page.getByRole('dialog').getByLabel('实施范围').waitFor();
  }
  await first.getByRole('dialog').getByLabel('实施范围').fill('全县各镇街');
  await first
    .getByRole('dialog')
    .getByRole('button', { name: /确定|保存/ })
    .click();
  await first.getByText('全县各镇街').first().waitFor();
  const form = second.getByRole('dialog');
  await form.getByLabel('实施范围').fill('全县及开发区');
  await form.getByRole('button', { name: /确定|保存/ }).click();
  const choice = form.getByRole('alert').filter({ hasText: '他人已修改此内容' });
  await choice.getByRole('cell', { name: '全县各镇街' }).waitFor();
  await choice.getByRole('cell', { name: '全县及开发区' }).waitFor();
  await choice.getByRole('button', { name: '采用我填写的' }).click();
  await second.getByText('全县及开发区').first().waitFor();
});

test('[C01] two people adopt one plan at once: one programme, and the other is led to it', async () => {
  const first = await openAs('linqing');
  await first.goto('/plans');
  await first.getByLabel(/把工作方案文件拖到此处/).setInputFiles(join(plans, 'tongling-leading-group.txt'));
  await first.waitForURL(/\/plans\/[0-9a-f-]+$/);
  await settled(first);
  const title = await first.getByRole('heading', { level: 1 }).textContent();
  const second = await openAs('hejian');
  await second.goto(first.url());
  for (const page of [first, second]) {
    await page.getByRole('button', { name: '确认实施' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认实施' }).waitFor();
  }
  await Promise.all(
    [first, second].map((page) => page.getByRole('dialog').getByRole('button', { name: '确认实施' }).click()),
  );
  const arrived = (page: typeof first) =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: '打开工作方案' })
      .or(page.getByRole('tab', { name: '阶段和措施' }))
      .waitFor();
  await Promise.all([arrived(first), arrived(second)]);
  const { rows } = await site().house.database.owner.query(
    'select count(*)::int as programmes from programmes where title = $1',
    [title],
  );
  expect(rows).toEqual([{ programmes: 1 }]);
});

test('[C16] a neighbour’s address gets a calm answer, not the row', async () => {
  const page = await openAs('songlan');
  for (const address of [`/programmes/${await programmeOf(site(), '云溪县')}`, `/tasks/${await taskOf(site())}`]) {
    await page.goto(address);
    await page.getByText('未能加载').waitFor();
    expect(await page.getByRole('main').textContent()).not.toContain('打击侵犯商业秘密');
  }
});

test('an administrator has no business in the menu, and cannot reach it by its address', async () => {
  const page = await openAs('xitong');
  await page.goto('/');
  const menu = page.getByRole('navigation', { name: '主菜单' });
  await menu.waitFor();
  for (const name of ['任务', '目标', '工作方案'])
    expect(await menu.getByRole('link', { name, exact: true }).count(), name).toBe(0);
  await page.goto('/tasks');
  await page
    .getByText(/没有.*权限|岗位/)
    .first()
    .waitFor();
});

test('signing out ends it: the back button shows nothing of the person before', async () => {
  const page = await openAs('zhengyi');
  await page.goto('/tasks');
  await page.getByRole('article').first().waitFor();
  await page.getByRole('button', { name: /示例·郑弈/ }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByText('已退出登录。').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: '选择一个演示身份' }).waitFor();
  expect(await page.getByRole('article').count()).toBe(0);
});

test('a stranger who opens an address signs in and comes back to it', async () => {
  // Only an installation that is no demonstration asks to sign in.
  const { owner } = site().house.database;
  await owner.query("update installation set value = 'off' where key = 'demo'");
  try {
    const page = await openPage();
    await page.goto('/tasks?punctuality=late');
    await page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
    expect(new URL(page.url()).searchParams.get('back')).toBe('/tasks?punctuality=late');
  } finally {
    await owner.query("update installation set value = 'on' where key = 'demo'");
  }
});

test('by keyboard alone: the skip link leads to the main part, the panel opens and closes', async () => {
  const page = await openAs('linqing');
  await page.goto('/');
  await page.getByRole('heading', { name: '今日待办', level: 1 }).waitFor();
  const skip = page.getByRole('link', { name: '跳到主要内容' });
  await skip.focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('main');
  const account = page.getByRole('button', { name: /示例·林青/ });
  await account.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '退出登录' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '退出登录' }).waitFor({ state: 'hidden' });
  const tasks = page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '任务', exact: true });
  await tasks.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '任务', level: 1 }).waitFor();
});

async function programmeOf({ house }: Site, county: string): Promise<string> {
  const found = await house.database.owner.query<{ id: string }>('select id from programmes where title like $1', [
    `${county}%`,
  ]);
  return found.rows[0]?.id ?? '';
}

async function taskOf({ house }: Site): Promise<string> {
  const found = await house.database.owner.query<{ id: string }>(
    "select id from tasks where text like '开展打击侵犯商业秘密专项行动%' limit 1",
  );
  return found.rows[0]?.id ?? '';
}
