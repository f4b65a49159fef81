import { expect, test } from 'vitest';
import { cast } from './cast.ts';
import { axeWrong, wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';
import { walk } from './walk.ts';

const { openAs } = useVisitors(useDemo());

test.each([
  'programme officer',
  'unit officer',
  'station officer',
  'owner of a small firm',
  'employee of a firm',
  'security administrator',
] as const)('%s, every page on a phone', async (role) => {
  const page = await openAs(cast[role], { phone: true });
  const wrong: string[] = [];
  await walk(page, async () => {
    wrong.push(...(await wordsWrong(page)), ...(await axeWrong(page)));
  });
  expect([...new Set(wrong)]).toEqual([]);
});
