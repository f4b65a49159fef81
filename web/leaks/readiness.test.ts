import { expect, test } from 'vitest';
import { factsOf, readinessParts } from '#domain/leaks/readiness.ts';
import { placeOf, urgencyOf } from './readiness.ts';
import { readinessTexts } from './readiness-texts.ts';

test('[C23] every fact has its words, how to make it up, and a place where', () => {
  for (const fact of readinessParts.flatMap((part) => factsOf(part, 'after'))) {
    const name = fact.replace('.', '_');
    expect(Object.keys(readinessTexts)).toEqual(expect.arrayContaining([`fact_${name}`, `fix_${name}`]));
    expect(placeOf(fact, { secret: 's', leak: 'l' })).toMatch(/^\//);
  }
});

test('[C23] what is at stake counts with what is missing', () => {
  expect(urgencyOf('core', 60)).toBeGreaterThan(urgencyOf('ordinary', 10));
  expect(urgencyOf('core', 100)).toBe(0);
});
