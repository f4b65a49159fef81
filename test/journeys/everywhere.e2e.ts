import { describe, expect, test } from 'vitest';
import { cast, type Role } from './cast.ts';
import { axeWrong, wordsWrong, wrongWith } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';
import { walk } from './walk.ts';

const { openAs } = useVisitors(useDemo());

/** Together these see every page there is. */
const whole: readonly Role[] = [
  'programme officer',
  'leader',
  'unit officer',
  'superior',
  'enterprise officer',
  'system administrator',
  'security administrator',
];

// Object.keys forgets that the keys are those of the cast.
test.each(Object.keys(cast) as Role[])('%s, every page: no error, one heading, words in Chinese', async (role) => {
  const page = await openAs(cast[role]);
  const wrong: string[] = [];
  const seen = await walk(page, async () => {
    wrong.push(...(await wordsWrong(page)));
    if (whole.includes(role)) wrong.push(...(await axeWrong(page)));
  });
  expect([...new Set(wrong)]).toEqual([]);
  expect(seen.length).toBeGreaterThan(2);
});

const faulty = '<img src="/icon.svg"><h1></h1><p style="width:3000px">x</p>';

describe('what judges the pages sees a fault', () => {
  test('in words', () => {
    expect(wrongWith('tasks.purpose', 'zh')).toHaveLength(1);
    expect(wrongWith('共 undefined 条', 'zh')).toHaveLength(1);
    expect(wrongWith('共 {{count}} 条', 'zh')).toHaveLength(1);
    expect(wrongWith('状态：under_review', 'zh')).toHaveLength(1);
    expect(wrongWith('第9号秘密 classify', 'zh')).toHaveLength(1);
    expect(wrongWith('The file could not be read', 'zh')).toHaveLength(1);
    expect(wrongWith('今日待办', 'en')).toHaveLength(1);
    expect(wrongWith('下载空表', 'en')).toHaveLength(1);
    expect(wrongWith('今日待办', 'zh')).toEqual([]);
  });

  test('in what a screen reader needs, and in width', async () => {
    const page = await openAs('zhengyi');
    await page.goto('/');
    await page.locator('h1').waitFor();
    await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '${faulty}')`);
    expect((await axeWrong(page)).join()).toContain('image-alt');
    const words = (await wordsWrong(page)).join();
    expect(words).toContain('2 headings');
    expect(words).toContain('wider');
  });
});
