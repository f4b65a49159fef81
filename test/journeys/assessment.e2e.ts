import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { axeWrong, settled, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { type Look, useVisitors } from './visitors.ts';

const site = useDemo();
const { openPage } = useVisitors(site);
let firms = 0;

async function makeFirm(): Promise<TestPerson> {
  firms += 1;
  const firm = await makeOrganisation(site(), { kind: 'enterprise', name: `示例评估${firms}有限公司` });
  return makePerson(site(), firm, ['enterprise_officer']);
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

type Answer = '是' | '部分' | '否' | '不适用';

const answer = (page: Page, item: string, word: Answer) =>
  page.locator(`#item-${item}`).getByRole('radio', { name: word, exact: true }).click();

/** Answers what is still open on this screen with yes, then goes on. */
async function answerRest(page: Page): Promise<void> {
  const open = page.locator('.question[data-answered="false"]').getByRole('radio', { name: '是', exact: true });
  while ((await open.count()) > 0) await open.first().click();
}

const wrong = async (page: Page) => [...(await wordsWrong(page)), ...(await axeWrong(page))];

test('[C17] a firm fills on a phone, leaves, comes back, fills off line, finishes, and sees grade and actions', async () => {
  const officer = await makeFirm();
  const page = await openFor(officer, '/assessments', { phone: true });
  await page.getByRole('button', { name: '开始评估' }).first().click();
  await page.getByText('可以随时离开，回来接着填。').waitFor();
  await page.getByText('全项约15分钟。').waitFor();
  await page.getByText('精简版（微型企业）').click();
  expect(await wrong(page)).toEqual([]);
  await page.getByRole('button', { name: '开始评估' }).click();

  await page.getByRole('heading', { name: 'A 组织与责任' }).waitFor();
  await answer(page, 'A1', '否');
  await page.getByText('已全部保存').waitFor();
  expect(await wrong(page)).toEqual([]);
  await page.getByRole('button', { name: '下一部分' }).click();
  await answer(page, 'B1', '部分');
  await page.getByText('已全部保存').waitFor();

  await page.goto('/');
  await page.goto('/assessments');
  await page.getByRole('link', { name: officer.organisation.name }).click();
  await page.getByText('已答2题，共21题').waitFor();
  await page.getByRole('heading', { name: 'C 识别与定密' }).waitFor();

  await page.context().setOffline(true);
  await answerRest(page);
  await page.getByText('已存在本机，联网后自动发送').waitFor();
  await page.context().setOffline(false);
  await page.getByText('已全部保存').waitFor({ timeout: 30_000 });

  for (let part = 0; part < 5; part += 1) {
    await page.getByRole('button', { name: '下一部分' }).click();
    // The part before is answered whole: what is open is of the next one.
    await page.locator('.question[data-answered="false"]').first().waitFor();
    await answerRest(page);
  }
  await page.getByText('已答21题，共21题').waitFor();
  await page.getByText('已全部保存').waitFor();
  await page.getByRole('button', { name: '完成评估' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '完成评估' }).click();
  await page.getByRole('heading', { name: '风险评估结果' }).waitFor();
  await page.getByText('得分对应A级；有1个关键项缺失，等级限为C级。', { exact: false }).waitFor();
  await page.getByText('薄弱项和整改（2项）').waitFor();
  // The demonstration has enough firms of the size, and never fewer than five are compared.
  await page
    .getByText(/（.+，([5-9]|\d\d+)家）/)
    .first()
    .waitFor();
  await settled(page);
  expect(await wrong(page)).toEqual([]);
  await page.getByRole('link', { name: '查看整改事项' }).first().click();
  await page.waitForURL(/\/remedies\//);
});

test('[C17] two people answer the same question differently: the second sees who and when, and decides', async () => {
  const officer = await makeFirm();
  const colleague = await makePerson(site(), officer.organisation, ['enterprise_officer']);
  const { id } = (await officer.send('/assessments', { enterprise: officer.organisation.id })).body;
  const page = await openFor(officer, `/assessments/${id}`);
  await colleague.send(`/assessments/${id}/answer`, { answers: [{ item: 'A1', answer: 1, v: 0 }] });
  await answer(page, 'A1', '否');
  const question = page.locator('#item-A1');
  await question.getByText(/已将此题答为“是”.*与您的“否”不同/).waitFor();
  expect(await wrong(page)).toEqual([]);
  await question.getByRole('button', { name: '采用我的' }).click();
  await page.getByText('已全部保存').waitFor();
  const { answers } = (await officer.get(`/assessments/${id}/answers`)).body;
  expect(answers).toMatchObject([{ item: 'A1', answer: 0, v: 2 }]);
});

test('[C17] a region copies the default form, changes a question, sees what is missing, and publishes', async () => {
  const office = await makePerson(site(), await makeOrganisation(site()), ['programme_officer']);
  const page = await openFor(office, '/forms');
  await page.getByRole('link', { name: '企业商业秘密保护风险评估表' }).click();
  await page.getByRole('button', { name: '复制为本单位的评估表' }).click();
  const copy = page.getByRole('dialog');
  await copy.getByLabel('名称').fill('示例县评估表');
  await copy.getByRole('button', { name: '确定' }).click();
  await page.getByText('评估表完整，可以公布。').waitFor();
  await page.getByRole('button', { name: /^A2 / }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('分值').fill('3');
  await drawer.getByRole('button', { name: '确定' }).click();
  await page.getByText('全部题目分值之和是101，应为100').waitFor();
  await page.getByRole('button', { name: /^A2 / }).click();
  await drawer.getByLabel('分值').fill('2');
  await drawer.getByLabel('题目', { exact: true }).fill('是否指定了保密员？');
  await drawer.getByRole('button', { name: '确定' }).click();
  await page.getByRole('button', { name: '保存草稿', exact: true }).click();
  await page.getByText('草稿已保存').waitFor();
  await settled(page);
  expect(await wrong(page)).toEqual([]);
  await page.getByRole('tab', { name: '预览' }).click();
  await page.getByRole('tabpanel', { name: '预览' }).getByText('A2 是否指定了保密员？').waitFor();
  await settled(page);
  expect(await wrong(page)).toEqual([]);
  await page.getByRole('button', { name: '公布', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '公布' }).click();
  await page.getByText('已公布的评估表不再修改。', { exact: false }).waitFor();
});
