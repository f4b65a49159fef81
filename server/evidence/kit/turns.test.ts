import { expect, test } from 'vitest';
import { openTurns } from '#server/evidence/kit/turns.ts';

test('at most two at once, in their order, and one that fails lets the next one in', async () => {
  const turns = openTurns(2);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const work = async (place: number): Promise<number> => {
    begun.push(place);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    if (place % 3 === 0) throw new Error('no');
    return place;
  };
  const done = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map((place) => turns(() => work(place))));
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(done.map(({ status }) => status === 'fulfilled')).toEqual([false, true, true, false, true, true, false]);
  expect(await turns(() => work(7))).toBe(7);
});
