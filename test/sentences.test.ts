import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isKnownReason } from '#domain/sentences.ts';

test('every reason that anything refuses with has its sentence, cause and cure, in both languages', () => {
  const files = execFileSync('git', ['ls-files', 'domain', 'server'], { encoding: 'utf8' }).split('\n');
  const sources = files.filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|\.gen\.ts$/.test(file));
  const used = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/new Refused\(\s*'(\w+)'/g)].map((match) => match[1] ?? ''),
  );
  expect(used.length).toBeGreaterThan(50);
  expect([...new Set(used)].filter((reason) => !isKnownReason(reason))).toEqual([]);
});
