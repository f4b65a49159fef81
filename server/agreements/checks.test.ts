import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { daysOfMonths, lateness, owed, planPays, termEnd } from '#domain/agreements/pay.ts';
import {
  type CheckRule,
  checkAgreement,
  checkRules,
  type Facts,
  isHard,
  type RuleRow,
  type RuleRows,
} from '#domain/agreements/rules.ts';
import { addMonths } from '#domain/clock.ts';

type Row = {
  key: string;
  value: number;
  unit: string;
  law: string;
  article: string | null;
  certainty: 'T';
  in_force_from: string;
};
const content: Row[] = JSON.parse(
  readFileSync(new URL('../../content/rules/legal-rules.json', import.meta.url), 'utf8'),
);

/** The rule rows of the installation in force on a day. */
const rulesOn = (day: string): RuleRows =>
  Object.fromEntries(
    content
      .filter(({ key, in_force_from }) => checkRules.includes(key as CheckRule) && in_force_from <= day)
      .map(({ key, value, law, article, certainty }): [string, RuleRow] => [key, { value, law, article, certainty }]),
  );

const sound: Facts = {
  kind: 'non_compete',
  outside: false,
  access: 'core',
  reads: [3, 12],
  secrets: [12],
  months: 12,
  monthly_pay: 6000,
  average_wage: 20_000,
  minimum_wage: 2200,
  penalty: 100_000,
  area: '示例省',
  competitors: '示例甲公司、示例乙公司',
};

const check = (changes: Partial<Facts>, day = '2026-11-21') => checkAgreement({ ...sound, ...changes }, rulesOn(day));
const keys = (changes: Partial<Facts>, day?: string) =>
  check(changes, day).map(({ key, hard }) => (hard ? `${key}!` : key));

test('[C21] every check has its rule row in the content', () => {
  expect(Object.keys(rulesOn('2026-11-21')).sort()).toEqual([...checkRules].sort());
});

test('[C21] 劳动合同法 art. 24: 24 months pass, 25 do not', () => {
  expect(keys({})).toEqual([]);
  expect(keys({ months: 24, monthly_pay: 10_000 })).toEqual([]);
  expect(check({ months: 25, monthly_pay: 10_000 })).toMatchObject([
    { key: 'months_long', hard: true, law: '《中华人民共和国劳动合同法》', article: '24', certainty: 'T' },
  ]);
  expect(keys({ months: null })).toEqual(['months_missing!']);
});

test('[C21] 法释〔2020〕26号 art. 36: 30 % of the average wage of 12 months, never under the local minimum wage', () => {
  expect(keys({ monthly_pay: 6000 })).toEqual([]);
  const [low] = check({ monthly_pay: 5999.99 });
  expect(low).toMatchObject({ key: 'pay_low', hard: true, article: '36', facts: { share: 30, least: 6000 } });
  expect(keys({ monthly_pay: 2100, average_wage: 7000 })).toEqual(['pay_under_minimum!']);
  expect(check({ monthly_pay: null })).toMatchObject([
    { key: 'pay_missing', hard: true, law: '《中华人民共和国劳动合同法》', article: '23', certainty: 'T' },
  ]);
  expect(keys({ average_wage: null, minimum_wage: null })).toEqual(['average_missing', 'minimum_missing']);
});

test('[C21] 企业实施竞业限制合规指引 warns: one half of the wage when longer than a year, penalty at most five times the pay', () => {
  expect(keys({ months: 13 })).toEqual(['pay_long_term']);
  expect(keys({ months: 13, monthly_pay: 10_000 })).toEqual([]);
  expect(check({ months: 13 })[0]).toMatchObject({ hard: false, certainty: 'P', facts: { least: 10_000 } });
  expect(keys({ penalty: 360_000 })).toEqual([]);
  expect(keys({ penalty: 360_000.01 })).toEqual(['penalty_high']);
  // Before it was made public it warned of nothing.
  expect(keys({ months: 13 }, '2025-09-11')).toEqual([]);
});

test('[C21] 法释〔2025〕12号 art. 13: only people who know a secret, no wider than what they know', () => {
  expect(keys({ secrets: [] })).toEqual(['no_secret!']);
  expect(keys({ access: 'none' })).toEqual(['no_access!']);
  expect(keys({ reads: [3] })).toEqual(['not_reader']);
  expect(keys({ reads: null })).toEqual([]);
  expect(check({ secrets: [] })[0]).toMatchObject({ law: expect.stringContaining('法释〔2025〕12号'), article: '13' });
  expect(check({ outside: true, access: null })).toMatchObject([{ key: 'outside', hard: true, article: '24' }]);
  expect(keys({ access: 'contact' })).toEqual(['other_means']);
  expect(keys({ area: '全国范围内所有企业', competitors: '全行业' })).toEqual(['whole_industry', 'whole_industry']);
  expect(keys({ area: null, competitors: ' ' })).toEqual(['area_missing', 'competitors_missing']);
});

test('[C21] 劳动合同法 art. 25: a plain confidentiality agreement with a fixed penalty on an employee warns', () => {
  const plain = { kind: 'confidentiality', months: null, monthly_pay: null } as const;
  expect(keys({ ...plain, penalty: null })).toEqual([]);
  const found = check({ ...plain, penalty: 50_000 });
  expect(found).toMatchObject([{ key: 'fixed_penalty', hard: false, article: '25', certainty: 'M' }]);
  expect(isHard(found)).toBe(false);
  expect(keys({ ...plain, kind: 'partner', outside: true, penalty: 50_000 })).toEqual([]);
  expect(keys({ ...plain, penalty: null, secrets: [] })).toEqual(['no_schedule']);
});

test('[C21] 劳动合同法 art. 23: pay is due month by month; 法释〔2020〕26号 art. 38: alarms at 60 days and at three months', () => {
  const pays = planPays('2026-08-31', 3, 6000);
  expect(pays.map(({ due_on }) => due_on)).toEqual(['2026-09-29', '2026-10-30', '2026-11-29']);
  expect(termEnd('2026-03-01', 24)).toBe('2028-02-29');
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  const ruleOf = (wanted: string) => content.find(({ key }) => key === wanted);
  expect(ruleOf('noncompete_unpaid')).toMatchObject({ value: 3, unit: 'month', article: '38', certainty: 'T' });
  const alarms = {
    first: Number(ruleOf('noncompete_unpaid_first')?.value),
    rescind: daysOfMonths(Number(ruleOf('noncompete_unpaid')?.value)),
  };
  expect(alarms).toEqual({ first: 60, rescind: 90 });
  const at = (today: string) => lateness({ due_on: '2026-09-29', state: 'due' }, today, alarms);
  expect(at('2026-09-29')).toEqual({ late_days: 0, alarm: 'none' });
  expect(at('2026-11-28')).toEqual({ late_days: 60, alarm: 'first' });
  expect(at('2026-12-28')).toEqual({ late_days: 90, alarm: 'rescind' });
  expect(lateness({ due_on: '2026-01-01', state: 'paid' }, '2026-12-28', alarms).late_days).toBe(0);
  expect(
    owed(
      pays.map((pay, index) => ({ ...pay, state: index === 0 ? 'paid' : 'due' })),
      '2026-11-21',
    ),
  ).toBe(6000);
});
