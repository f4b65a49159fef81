import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCreditCode } from './credit-code.ts';
import { type Candidate, groupOf, resolveUnit, splitLevel, unitKey } from './rules.ts';

const county = {
  division_code: 'X10101',
  division_name: '云溪县',
  division_kind: 'county',
  path: '000000/X10000/X10100/X10101/',
};
const city = { division_code: 'X10100', division_name: '澜江市', division_kind: 'city', path: '000000/X10000/X10100/' };
const sibling = {
  division_code: 'X10102',
  division_name: '松岚县',
  division_kind: 'county',
  path: '000000/X10000/X10100/X10102/',
};

let made = 0;
const unit = (place: typeof county, name: string, kind = 'other', names: string[] = []): Candidate => {
  made += 1;
  return { ...place, id: `id-${made}`, kind, name, names: [name, ...names] };
};

const police = unit(county, '云溪县公安局', 'police');
const market = unit(county, '云溪县市场监督管理局', 'market_regulation');
const cityMarket = unit(city, '澜江市市场监督管理局', 'market_regulation');
const siblingMarket = unit(sibling, '松岚县市场监督管理局', 'market_regulation');
const industry = unit(county, '云溪县工业和信息化局', 'industry');
const publicity = unit(county, '中共云溪县委宣传部', 'publicity');
const courtHouse = unit(county, '云溪县人民法院', 'court');
const townA = unit(county, '清河镇人民政府', 'township');
const townB = unit(county, '白鹭街道办事处', 'township');
const directory = [police, market, cityMarket, siblingMarket, industry, publicity, courtHouse, townA, townB];

describe('[C05] [C16] a unit as a plan names it finds its organisation', () => {
  test.each([
    ['县公安局', police],
    ['公安局', police],
    ['云溪县公安局', police],
    ['县市场监管局', market],
    ['市场监管局', market],
    ['市市场监管局', cityMarket],
    ['澜江市市场监管局', cityMarket],
    ['松岚县市场监管局', siblingMarket],
    ['县工信局', industry],
    ['县委宣传部', publicity],
    ['县法院', courtHouse],
  ])('%s', (name, organisation) => {
    expect(resolveUnit(name, county.path, directory)).toMatchObject({ kind: 'one', org_id: organisation.id });
  });

  test('a name that fits two organisations equally is never guessed', () => {
    const twin = unit(county, '云溪县公安局经侦大队', 'police', ['云溪县公安局']);
    expect(resolveUnit('县公安局', county.path, [police, twin])).toMatchObject({
      kind: 'many',
      candidates: [{ org_id: police.id }, { org_id: twin.id }],
    });
  });

  test('a unit that the directory does not hold stays open', () => {
    expect(resolveUnit('县气象局', county.path, directory)).toEqual({ kind: 'none' });
  });
});

describe('[C03] group names fan out to their members', () => {
  test('各县（市、区）市场监管局 of a city: the bureau of every county below', () => {
    const found = resolveUnit('各县（市、区）市场监管局', city.path, directory);
    expect(found).toEqual({
      kind: 'group',
      members: [
        { org_id: market.id, name: market.name },
        { org_id: siblingMarket.id, name: siblingMarket.name },
      ],
    });
  });

  test.each(['各乡镇（街道）', '各街道（镇）', '各镇人民政府、街道办事处'])(
    '%s: every township of the county',
    (name) => {
      const found = resolveUnit(name, county.path, directory);
      expect(found).toMatchObject({ kind: 'group', members: [{ org_id: townA.id }, { org_id: townB.id }] });
    },
  );

  test.each(['各成员单位', '各有关部门', '各相关单位', '各部门'])('%s: the members of the programme', (name) => {
    expect(groupOf(name)).toEqual({ members: true });
  });
});

test('level words: 市场监管局 has none, 市市场监管局 has', () => {
  expect(splitLevel(unitKey('市场监管局'))).toEqual({ level: null, core: '市场监管局' });
  expect(splitLevel(unitKey('市市场监督管理局'))).toEqual({ level: 'city', core: '市场监管局' });
  expect(splitLevel(unitKey('区司法局'))).toEqual({ level: 'county', core: '司法局' });
});

test('any name resolves to something and never throws', () => {
  fc.assert(
    fc.property(fc.string(), (name) =>
      ['one', 'many', 'group', 'none'].includes(resolveUnit(name, county.path, directory).kind),
    ),
  );
});

test('GB 32100: a code with one altered digit fails', () => {
  expect(isCreditCode('91350100M000100Y43')).toBe(true);
  expect(isCreditCode('91350100M000100Y44')).toBe(false);
  expect(isCreditCode('91350100m000100y43')).toBe(false);
});
