import { describe, expect, test } from 'vitest';
import { axeWrong, wordsWrong, wrongWith } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';
import { walk } from './walk.ts';

const site = useDemo();
const { openAs } = useVisitors(site);

/** One invented person for each role, by login. */
const people = {
  'programme officer': 'linqing',
  leader: 'zhoumu',
  'unit officer': 'zhengyi',
  superior: 'lanjiang',
  'market regulation station': 'lukai',
  'station officer': 'kaizhan',
  'enterprise officer': 'hengxin',
  'owner of a small firm': 'yunwu',
  'employee of a firm': 'hengyan',
  'system administrator': 'xitong',
  'security administrator': 'anquan',
  'audit administrator': 'shenji',
} as const;

/** Together these see every page there is. */
const whole = [
  'programme officer',
  'leader',
  'unit officer',
  'superior',
  'enterprise officer',
  'system administrator',
  'security administrator',
];

describe('every entry of the menu, every first row, every tab', () => {
  test.each(Object.entries(people))('%s: no error, one heading, words in Chinese', async (role, login) => {
    const page = await openAs(login);
    const wrong: string[] = [];
    const seen = await walk(page, async () => {
      wrong.push(...(await wordsWrong(page)));
      if (whole.includes(role)) wrong.push(...(await axeWrong(page)));
    });
    expect([...new Set(wrong)]).toEqual([]);
    expect(seen.length).toBeGreaterThan(2);
  });

  test.each([
    'programme officer',
    'unit officer',
    'station officer',
    'owner of a small firm',
    'employee of a firm',
    'security administrator',
  ] as const)('%s on a phone', async (role) => {
    const page = await openAs(people[role], { phone: true });
    const wrong: string[] = [];
    await walk(page, async () => {
      wrong.push(...(await wordsWrong(page)), ...(await axeWrong(page)));
    });
    expect([...new Set(wrong)]).toEqual([]);
  });

  test.each(['programme officer', 'enterprise officer', 'system administrator'] as const)(
    '%s in English',
    async (role) => {
      const page = await openAs(people[role], { language: 'en' });
      const wrong: string[] = [];
      await walk(page, async () => {
        wrong.push(...(await wordsWrong(page, 'en')));
      });
      expect([...new Set(wrong)]).toEqual([]);
    },
  );
});

const faulty = '<img src="/icon.svg"><h1></h1><p style="width:3000px">x</p>';

describe('what judges the pages sees a fault', () => {
  test('in words', () => {
    expect(wrongWith('tasks.purpose', 'zh')).toHaveLength(1);
    expect(wrongWith('共 undefined 条', 'zh')).toHaveLength(1);
    expect(wrongWith('共 {{count}} 条', 'zh')).toHaveLength(1);
    expect(wrongWith('状态：under_review', 'zh')).toHaveLength(1);
    expect(wrongWith('The file could not be read', 'zh')).toHaveLength(1);
    expect(wrongWith('今日待办', 'en')).toHaveLength(1);
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
