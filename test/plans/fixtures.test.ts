import { describe, expect, it } from 'vitest';
import { compareDrafts, faultsOf, fixtureFolder, listCases, realFolder, realTexts, scoreCase } from './score.ts';

const rows: Record<string, string> = {
  'baishi-tasks': '[C03][C04][C10]',
  'fengping-web': '[C01][C03][C04][C10]',
  'lanjiang-department': '[C01][C03][C04][C10]',
  'lingang-park': '[C01][C02][C04][C05][C10]',
  'lingxi-joint-conference': '[C01][C02][C03][C04][C05][C10]',
  'luohe-conflicts': '[C01][C02][C04][C05][C10]',
  'qinghe-table': '[C01][C03][C04][C10]',
  'shiqiao-county': '[C01][C02][C03][C04][C05][C10]',
  'tongling-leading-group': '[C01][C02][C04][C05][C10]',
  'yunling-province': '[C01][C02][C03][C04][C10]',
  'donge-county-2022': '[C01][C02][C04][C05]',
  'national-pilot-2022': '[C01][C02][C04][C10]',
  'sanming-city-2023': '[C01][C02][C03][C04]',
  'urad-middle-banner-2023': '[C01][C02][C05]',
};
const named = (folder: string, plans: string) =>
  listCases(folder, plans).map((test) => ({ ...test, rows: rows[test.name] ?? '' }));

describe('plans made by hand are read', () => {
  const cases = named(fixtureFolder, fixtureFolder);
  it('there are at least nine', () => expect(cases.length).toBeGreaterThanOrEqual(9));
  it.each(cases)('$rows $name', async (test) => expect(faultsOf(await scoreCase(test))).toEqual([]));
});

describe('plans that the reader had not seen when they were written are read', () => {
  const folder = `${fixtureFolder}/unseen`;
  it.each(named(folder, folder))('[C01][C02][C03][C04][C05][C10] $name', async (test) =>
    expect(faultsOf(await scoreCase(test))).toEqual([]),
  );
});

describe.skipIf(named(realFolder, realTexts).length === 0)('the real plans are read', () => {
  it.each(named(realFolder, realTexts))('$rows $name', async (test) =>
    expect(faultsOf(await scoreCase(test))).toEqual([]),
  );
});

describe('the score sees what is wrong', () => {
  const text = '建成示范站３个';
  const target = { subject_text: '示范站', comparison: 'exactly', value: 3, unit: '个', by: '2024-12-31' };
  const wrongIn = (found: typeof target) => {
    const actual = { targets: [{ ...target, ...found, text, source: [0, text.length] }] };
    const { facts, spurious } = compareDrafts({ expected: { targets: [target] }, actual, text });
    return { facts: facts.filter((fact) => !fact.ok).length, spurious: spurious.targets.length };
  };
  it.each([
    ['nothing', {}, { facts: 0, spurious: 0 }],
    ['a date', { by: '2025-12-31' }, { facts: 1, spurious: 0 }],
    ['a comparison', { comparison: 'at_least' }, { facts: 1, spurious: 0 }],
    ['a number', { value: 4 }, { facts: 4, spurious: 1 }],
  ])('%s', (_, change, wrong) => expect(wrongIn({ ...target, ...change })).toEqual(wrong));
});
