import { expect, test } from 'vitest';
import { cast } from './cast.ts';
import { wordsWrong } from './judge.ts';
import { useDemo } from './server.ts';
import { useVisitors } from './visitors.ts';
import { walk } from './walk.ts';

const { openAs } = useVisitors(useDemo());

test.each(['programme officer', 'enterprise officer', 'system administrator'] as const)(
  '%s, every page in English',
  async (role) => {
    const page = await openAs(cast[role], { language: 'en' });
    const wrong: string[] = [];
    await walk(page, async () => {
      wrong.push(...(await wordsWrong(page, 'en')));
    });
    expect([...new Set(wrong)]).toEqual([]);
  },
);
