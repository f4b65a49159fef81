import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import steps from '../../content/leaks/steps.json' with { type: 'json' };
import { estimateLoss } from './loss.ts';
import { factsOf, type ReadinessFacts, readinessOf, readinessParts } from './readiness.ts';
import { stepsDue } from './steps.ts';

const allFacts = readinessParts.flatMap((part) => factsOf(part, 'after'));

describe('[C23] readiness', () => {
  test('nothing recorded is 0, everything is 100, and each part says what is missing', () => {
    expect(readinessOf({}, 'before').percent).toBe(0);
    const all: ReadinessFacts = Object.fromEntries(allFacts.map((fact) => [fact, true]));
    expect(readinessOf(all, 'before').percent).toBe(100);
    expect(readinessOf(all, 'after').percent).toBe(100);
    const { percent, parts } = readinessOf({ ...all, 'origin.stamped': false }, 'before');
    expect(percent).toBeLessThan(100);
    expect(parts.flatMap(({ missing }) => missing)).toEqual(['origin.stamped']);
  });

  test('in an incident the suspect, the channel, the comparison and the loss are asked for too', () => {
    const ready: ReadinessFacts = Object.fromEntries(
      readinessParts.flatMap((part) => factsOf(part, 'before')).map((fact) => [fact, true]),
    );
    const { parts } = readinessOf(ready, 'after');
    expect(parts.flatMap(({ missing }) => missing)).toEqual([
      'measures.on_day',
      'access.suspect',
      'access.channel',
      'similarity.compared',
      'loss.estimated',
    ]);
  });

  test('one more fact never lowers it', () => {
    fc.assert(
      fc.property(
        fc.subarray(allFacts),
        fc.constantFrom(...allFacts),
        fc.constantFrom('before' as const, 'after' as const),
        (some, one, stage) => {
          const facts = Object.fromEntries(some.map((fact) => [fact, true]));
          return readinessOf({ ...facts, [one]: true }, stage).percent >= readinessOf(facts, stage).percent;
        },
      ),
    );
  });
});

describe('[C23] loss, 法释〔2020〕10号 art. 5', () => {
  test('lost sales × own profit comes first', () => {
    expect(
      estimateLoss({ act: 'breach', lostSales: 1_000, ownProfit: 300, infringingSales: 9, repair: 20_000 }),
    ).toEqual({
      ...{ method: 'lost_sales', base: 300_000, repair: 20_000, total: 320_000, gains: null, wanted: [] },
    });
  });

  test('then infringing sales × own profit, then × the infringer’s, each saying what an earlier one would need', () => {
    expect(estimateLoss({ act: 'breach', infringingSales: 100, ownProfit: 5, infringerProfit: 9 })).toMatchObject({
      method: 'infringing_sales',
      base: 500,
      wanted: ['lostSales'],
    });
    expect(estimateLoss({ act: 'breach', infringingSales: 100, infringerProfit: 9 })).toMatchObject({
      method: 'infringer_profit',
      base: 900,
      wanted: ['lostSales', 'ownProfit'],
    });
    expect(estimateLoss({ act: 'breach' })).toMatchObject({
      method: 'none',
      base: 0,
      wanted: ['lostSales', 'ownProfit', 'infringingSales'],
    });
  });

  test('acquired and not yet used: the licence fee; acquired and used: not less than it', () => {
    expect(estimateLoss({ act: 'acquired', licenceFee: 80_000, lostSales: 9, ownProfit: 9 })).toMatchObject({
      method: 'licence_fee',
      base: 80_000,
    });
    expect(estimateLoss({ act: 'used', licenceFee: 80_000, lostSales: 9, ownProfit: 9 })).toMatchObject({
      method: 'licence_fee',
      base: 80_000,
    });
    expect(estimateLoss({ act: 'used', licenceFee: 80, lostSales: 9, ownProfit: 9 })).toMatchObject({
      method: 'lost_sales',
      base: 81,
    });
  });

  test('published or destroyed: the value, by cost or income, not both', () => {
    expect(estimateLoss({ act: 'published', developmentCost: 3, expectedIncome: 5 })).toMatchObject({
      method: 'value',
      base: 5,
    });
  });

  test('an impossible amount is refused with its field', () => {
    expect(() => estimateLoss({ act: 'breach', lostSales: -1 })).toThrow('invalid');
    expect(() => estimateLoss({ act: 'breach', repair: Number.NaN })).toThrow('invalid');
  });
});

describe('[C22] first steps', () => {
  test('stand in the order of their hour, and are late by whole hours only while they are not done', () => {
    const foundAt = Date.UTC(2026, 10, 22, 8);
    const due = stepsDue(steps, { foundAt, now: foundAt + 5.5 * 3_600_000, done: { log: {} } });
    expect(due.map(({ hours }) => hours)).toEqual([...steps.map(({ hours }) => hours)].sort((a, b) => a - b));
    expect(due.find(({ key }) => key === 'call_group')).toMatchObject({ done: false, lateHours: 4 });
    expect(due.find(({ key }) => key === 'log')).toMatchObject({ done: true, lateHours: 0 });
    expect(due.find(({ key }) => key === 'repair')).toMatchObject({ done: false, lateHours: 0 });
  });
});
