import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printDraft } from '../../domain/plans/print.ts';
import { readPlan } from '../../domain/plans/read.ts';

// The real plans are not part of the repository; where they lie beside it they are read too.
const folder = join(import.meta.dirname, '../../../shared/plans');
const read = (name: string) => printDraft(readPlan(readFileSync(join(folder, `${name}.txt`), 'utf8')));

describe.skipIf(!existsSync(folder))('the four real plans', () => {
  test('[C01] [C02] national pilot: six measures, three steps, 15 to 20 regions, half-yearly reports', () => {
    const draft = read('national-pilot-2022');
    expect(draft.measures.map((measure) => measure.no)).toEqual([
      '（一）',
      '（二）',
      '（三）',
      '（四）',
      '（五）',
      '（六）',
    ]);
    expect(draft.phases.map(({ from, to }) => [from, to])).toEqual([
      [null, '2022-05-15'],
      [null, '2022-06-30'],
      ['2022-07-01', '2025-06-30'],
    ]);
    expect(draft.targets).toMatchObject([{ comparison: 'between', value: 15, value_to: 20, by: '2022-06-30' }]);
    expect(draft.reports).toEqual([{ due: ['06-30', '12-31'], to: ['市场监管总局', '所在地省级市场监管部门'] }]);
    expect(draft.council).toBeNull();
  });

  test('[C04] [C05] a county: 4 and 50 enterprises, 10 stations, eleven members by unit and post', () => {
    const draft = read('donge-county-2022');
    expect(draft.period).toEqual({ from: '2022-01-01', to: '2023-12-31' });
    expect(draft.targets.map(({ value, comparison, by }) => [value, comparison, by])).toEqual([
      [4, 'exactly', '2022-07-31'],
      [50, 'at_least', '2022-12-31'],
      [10, 'exactly', '2022-12-31'],
    ]);
    expect(draft.measures).toHaveLength(5);
    expect(draft.council?.members).toHaveLength(11);
    expect(draft.council?.members.at(-1)).toEqual({ unit: '各街道（镇）', post: '分管领导' });
  });

  test('[C03] a city: four measures inside a phase, eleven rows with their units and terms', () => {
    const draft = read('sanming-city-2023');
    expect(draft.measures.map((measure) => measure.no)).toEqual(['1', '2', '3', '4']);
    const rows = draft.measures.flatMap((measure) => measure.tasks).filter((task) => task.no !== null);
    expect(rows).toHaveLength(11);
    expect(rows.find((task) => task.no === '4')).toMatchObject({
      lead_units: ['各县(市、区)市场监管局'],
      supporting_units: ['各工业园区管委会', '工商联', '商会', '协会'],
      from: '2023-01-01',
      to: '2025-12-31',
      continuing: true,
    });
  });

  test('[C02] [C06] a banner: seven measures, no targets, overlapping phases and a length that does not fit', () => {
    const draft = read('urad-middle-banner-2023');
    expect(draft.measures).toHaveLength(7);
    expect(draft.targets).toEqual([]);
    expect(draft.notes.filter((note) => note.level === 'conflict')).toHaveLength(2);
    expect(draft.council?.head).toBe('旗政府分管副旗长');
  });
});
