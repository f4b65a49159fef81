import { expect, test } from 'vitest';
import { checkPassphrase, offerPassphrase } from './passphrase.ts';
import { words, wordsOf } from './words.ts';

test('an offered passphrase passes its own check and is never the same', () => {
  const offered = Array.from({ length: 200 }, offerPassphrase);
  for (const one of offered) {
    expect(one).toMatch(/^([b-z][aeiou][b-z][aeiou]-){5}[2-9]{2}$/);
    expect(() => checkPassphrase(one, [])).not.toThrow();
  }
  expect(new Set(offered).size).toBe(200);
});

test.each([
  ['abc123', 'passphrase_short'],
  ['短短的口令啊', 'passphrase_short'],
  ['aaaaaaaaaaaaaaaa', 'passphrase_common'],
  ['123456789012', 'passphrase_common'],
  ['19900101199001', 'passphrase_common'],
  ['qwertyuiop12', 'passphrase_common'],
  ['abcabcabcabcabc', 'passphrase_common'],
  ['password12345678', 'passphrase_common'],
  ['示例科技的一把老钥匙', 'passphrase_personal'],
  ['zhang.example-2026', 'passphrase_personal'],
])('%s is refused: %s', (passphrase, reason) => {
  expect(() => checkPassphrase(passphrase, ['示例科技', 'zhang.example', '甲'])).toThrow(
    expect.objectContaining({ reason }),
  );
});

test.each(['窗外三棵柿子树下喝茶', 'correct horse battery', 'M9x-红烧带鱼-滨河路'])(
  '%s is good enough',
  (passphrase) => {
    expect(() => checkPassphrase(passphrase, ['示例科技'])).not.toThrow();
  },
);

test('256 different words of two characters', () => {
  expect(words).toHaveLength(256);
  expect(new Set(words).size).toBe(256);
  expect(words.filter((word) => !/^\p{Script=Han}{2}$/u.test(word))).toEqual([]);
  expect(wordsOf(Uint8Array.of(0, 255))).toEqual(['苹果', '向日']);
});
