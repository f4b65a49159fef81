import { expect, test } from 'vitest';
import { type Meant, meansCouncil, partsOf, phaseAt, reportDays } from './adopt-rules.ts';

const org = (org_id: string) => ({ org_id, name: `${org_id}镇` });
const meant = new Map<string, Meant>([
  ['县公安局', { group: false, orgs: [org('police')] }],
  ['各乡镇', { group: true, orgs: [org('one'), org('two')] }],
  ['各成员单位', { group: true, orgs: [org('police'), org('one')] }],
]);

test('[C03] a group fans out; an organisation named twice gets one part, as lead; an unknown unit keeps its name', () => {
  expect(
    partsOf({ lead_units: ['县公安局', ' 县公安局'], supporting_units: ['各成员单位', '各乡镇', '无此局'] }, meant),
  ).toEqual([
    { unit_name: '县公安局', group_name: null, org_id: 'police', role: 'lead' },
    { unit_name: 'one镇', group_name: '各成员单位', org_id: 'one', role: 'supporting' },
    { unit_name: 'two镇', group_name: '各乡镇', org_id: 'two', role: 'supporting' },
    { unit_name: '无此局', group_name: null, org_id: null, role: 'supporting' },
  ]);
});

test('[C02] of overlapping phases the one that begins later holds the day', () => {
  const phases = [
    { title: '部署', from: '2026-01-01', to: '2026-06-30' },
    { title: '实施', from: '2026-05-01', to: '2027-06-30' },
    { title: '无日期', from: null, to: null },
  ];
  expect(phaseAt(phases, '2026-05-20')?.title).toBe('实施');
  expect(phaseAt(phases, '2026-04-30')?.title).toBe('部署');
  expect(phaseAt(phases, '2028-01-01')).toBeNull();
  expect(phaseAt(phases, null)).toBeNull();
});

test.each(['各成员单位', '各有关部门', '各部门', '成员单位', '领导小组成员单位', '各相关单位'])(
  '[C05] %s are the members of the council',
  (name) => {
    expect(meansCouncil(name)).toBe(true);
  },
);

test.each(['各乡镇', '县公安局', '公安部门', '各县（市、区）市场监管局'])('%s is not', (name) => {
  expect(meansCouncil(name)).toBe(false);
});

test('[C10] yearly dates within the period; without an end, the next year', () => {
  expect(reportDays(['06-30', '12-31', '06-30'], { from: '2022-07-01', to: '2023-12-31' }, '2026-01-01')).toEqual([
    '2022-12-31',
    '2023-06-30',
    '2023-12-31',
  ]);
  expect(reportDays(['06-30'], { from: null, to: null }, '2026-07-01')).toEqual(['2027-06-30']);
  expect(reportDays(['02-29'], { from: '2023-01-01', to: '2025-12-31' }, '2023-01-01')).toEqual(['2024-02-29']);
});
