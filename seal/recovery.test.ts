import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, firmId, foundedRoll } from '#test/keyholders.ts';
import {
  checkWords,
  joinShares,
  makeRecovery,
  printedSecret,
  printedShare,
  readRecovery,
  readShare,
  shareWord,
  splitRecovery,
} from './recovery.ts';

test('[C19] the printed recovery key is read back, whatever its spaces and case, and only for its own roll', async () => {
  const { recovery, roll } = await foundedRoll(0);
  const printed = printedSecret(recovery.secret);
  expect((await readRecovery(`\n${printed.toLowerCase()} `, roll(), at)).recipient).toBe(recovery.recipient);
  const bent = printed.replace(/.$/, (letter) => (letter === 'Q' ? 'P' : 'Q'));
  await expect(readRecovery(bent, roll(), at)).rejects.toMatchObject({ reason: 'recovery_mistyped' });
  const other = await makeRecovery(firmId, at);
  await expect(readRecovery(other.secret, roll(), at)).rejects.toMatchObject({ reason: 'recovery_of_another' });
  expect(checkWords(recovery.secret)).toEqual(checkWords(recovery.secret));
  expect(checkWords(recovery.secret)).not.toEqual(checkWords(other.secret));
});

test('[C19] any k of n parts give the key back; what is wrong is named', async () => {
  const { secret } = await makeRecovery(firmId, at);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 8 }), fc.nat(6), fc.nat(), async (holders, less, seed) => {
      const threshold = Math.max(2, holders - less);
      const shares = await splitRecovery(secret, { holders, threshold });
      const chosen = shares
        .map((share, place) => ({ share, key: (place * 7 + seed) % 97 }))
        .sort((a, b) => a.key - b.key);
      const typed = chosen.slice(0, threshold).map(({ share }, place) => readShare(printedShare(share), place + 1));
      expect(await joinShares(typed)).toBe(secret);
    }),
    { numRuns: 25 },
  );
  const [one, two, three] = await splitRecovery(secret, { holders: 3, threshold: 3 });
  const [foreign] = await splitRecovery(secret, { holders: 3, threshold: 3 });
  if (!one || !two || !three || !foreign) throw new Error('shares');
  await expect(joinShares([one, two])).rejects.toMatchObject({
    reason: 'shares_too_few',
    detail: { threshold: 3, have: 2 },
  });
  await expect(joinShares([one, two, two])).rejects.toMatchObject({ reason: 'share_twice', detail: { number: 2 } });
  await expect(joinShares([one, two, foreign])).rejects.toMatchObject({ reason: 'shares_mixed' });
  await expect(joinShares([])).rejects.toMatchObject({ reason: 'shares_too_few' });
  const text = printedShare(one);
  for (let place = 0; place < text.length; place += 3) {
    if (text.charAt(place) === ' ') continue;
    const bent = text.slice(0, place) + (text.charAt(place) === 'A' ? 'B' : 'A') + text.slice(place + 1);
    expect(() => readShare(bent, 2)).toThrow(
      expect.objectContaining({ reason: 'share_mistyped', detail: { number: 2 } }),
    );
  }
  expect(shareWord(one)).toMatch(/^\p{Script=Han}{2}$/u);
});
