import type { AccessLevel } from '../members/schema.ts';
import type { AgreementKind } from './schema.ts';

/** A dated rule row as the checks use it: the number, and what it rests on. */
export type RuleRow = {
  readonly value: number;
  readonly law: string;
  readonly article: string | null;
  readonly certainty: 'T' | 'P' | 'M';
};

/** Rule rows that the checks ask for (content/rules/legal-rules.json). */
export const checkRules = [
  'noncompete_longest',
  'noncompete_pay_floor',
  'noncompete_pay_agreed',
  'noncompete_long_term',
  'noncompete_pay_guide_long',
  'noncompete_penalty_guide',
  'noncompete_bound_people',
  'noncompete_secret_needed',
  'noncompete_other_means',
  'employee_agreement_penalty',
  'agreement_names_scope',
] as const;
export type CheckRule = (typeof checkRules)[number];
export type RuleRows = { readonly [K in CheckRule]?: RuleRow };

/** What the checks look at. Money is yuan a month, `penalty` yuan. */
export type Facts = {
  readonly kind: AgreementKind;
  /** Somebody outside the firm signs. */
  readonly outside: boolean;
  readonly access: AccessLevel | null;
  /** Numbers of the register that the person may be served; null where the person has no account. */
  readonly reads: readonly number[] | null;
  readonly secrets: readonly number[];
  readonly months: number | null;
  readonly monthly_pay: number | null;
  readonly average_wage: number | null;
  readonly minimum_wage: number | null;
  readonly penalty: number | null;
  readonly area: string | null;
  readonly competitors: string | null;
};

export type Finding = {
  readonly key: string;
  readonly hard: boolean;
  readonly field: string | null;
  readonly law: string;
  readonly article: string | null;
  readonly certainty: 'T' | 'P' | 'M';
  readonly facts: Readonly<Record<string, string | number>>;
};

type Found = { key: string; hard: boolean; rule: CheckRule; field?: string; facts?: Record<string, string | number> };

/**
 * The checks of an agreement (domain facts 5): hard ones where the law or its interpretation decides, warnings where a
 * guideline or a reading does. A rule row that is not in force on the day makes no finding.
 */
export function checkAgreement(facts: Facts, rules: RuleRows): Finding[] {
  const found = facts.kind === 'non_compete' ? checkNonCompete(facts, rules) : checkPlain(facts);
  return found.flatMap(({ key, hard, rule, field = null, facts: more = {} }) => {
    const row = rules[rule];
    if (row === undefined) return [];
    const { law, article, certainty } = row;
    return [{ key, hard, field, law, article, certainty, facts: more }];
  });
}

/** What an employee signs without being bound not to compete: scope named, no fixed penalty (art. 25 Labour Contract Law). */
function checkPlain({ kind, outside, secrets, penalty }: Facts): Found[] {
  const found: Found[] = [];
  if (!outside && (penalty ?? 0) > 0)
    found.push({ key: 'fixed_penalty', hard: false, rule: 'employee_agreement_penalty', field: 'penalty' });
  if ((kind === 'confidentiality' || kind === 'partner') && secrets.length === 0)
    found.push({ key: 'no_schedule', hard: false, rule: 'agreement_names_scope', field: 'secrets' });
  return found;
}

function checkNonCompete(facts: Facts, rules: RuleRows): Found[] {
  return [...checkWho(facts), ...checkTerm(facts, rules), ...checkPay(facts, rules), ...checkScope(facts)];
}

/** Only people who know a secret (interpretation of 2025, art. 13), and softer means first (guideline). */
function checkWho({ outside, access, secrets, reads }: Facts): Found[] {
  const found: Found[] = [];
  if (outside) found.push({ key: 'outside', hard: true, rule: 'noncompete_bound_people', field: 'member' });
  if (access === 'none')
    found.push({ key: 'no_access', hard: true, rule: 'noncompete_secret_needed', field: 'member' });
  if (secrets.length === 0)
    found.push({ key: 'no_secret', hard: true, rule: 'noncompete_secret_needed', field: 'secrets' });
  else if (reads !== null && !secrets.some((number) => reads.includes(number)))
    found.push({ key: 'not_reader', hard: false, rule: 'noncompete_secret_needed', field: 'secrets' });
  if (access === 'contact')
    found.push({ key: 'other_means', hard: false, rule: 'noncompete_other_means', field: 'member' });
  return found;
}

function checkTerm({ months }: Facts, rules: RuleRows): Found[] {
  const rule = 'noncompete_longest';
  const longest = rules[rule]?.value ?? Number.POSITIVE_INFINITY;
  if (months === null) return [{ key: 'months_missing', hard: true, rule, field: 'months', facts: { longest } }];
  return months > longest
    ? [{ key: 'months_long', hard: true, rule, field: 'months', facts: { months, longest } }]
    : [];
}

/** At least 30 % of the average wage and the local minimum wage; one half where it is longer than a year; penalty ≤ 5 ×. */
function checkPay({ months, monthly_pay: pay, average_wage, minimum_wage, penalty }: Facts, rules: RuleRows): Found[] {
  const field = 'monthly_pay';
  if (pay === null) return [{ key: 'pay_missing', hard: true, rule: 'noncompete_pay_agreed', field }];
  const found: Found[] = [];
  const floor = 'noncompete_pay_floor';
  const share = rules[floor]?.value ?? 0;
  if (average_wage === null)
    found.push({ key: 'average_missing', hard: false, rule: floor, field: 'average_wage', facts: { share } });
  else if (pay < part(average_wage, share))
    found.push({ key: 'pay_low', hard: true, rule: floor, field, facts: { share, least: part(average_wage, share) } });
  if (minimum_wage === null) found.push({ key: 'minimum_missing', hard: false, rule: floor, field: 'minimum_wage' });
  else if (pay < minimum_wage)
    found.push({ key: 'pay_under_minimum', hard: true, rule: floor, field, facts: { least: minimum_wage } });
  const long = rules.noncompete_long_term?.value;
  const half = rules.noncompete_pay_guide_long?.value;
  if (long !== undefined && half !== undefined && months !== null && months > long && average_wage !== null) {
    const least = part(average_wage, half);
    if (pay < least)
      found.push({
        key: 'pay_long_term',
        hard: false,
        rule: 'noncompete_pay_guide_long',
        field,
        facts: { long, share: half, least },
      });
  }
  const times = rules.noncompete_penalty_guide?.value;
  if (times !== undefined && penalty !== null && months !== null && penalty > cents(times * months * pay))
    found.push({
      ...{ key: 'penalty_high', hard: false, rule: 'noncompete_penalty_guide', field: 'penalty' },
      facts: { times, most: cents(times * months * pay) },
    });
  return found;
}

/** Area and list of competitors say something narrower than the whole trade (art. 13 of the interpretation of 2025). */
function checkScope({ area, competitors }: Facts): Found[] {
  const rule = 'noncompete_secret_needed';
  const fields = { area, competitors };
  return (['area', 'competitors'] as const).flatMap((field): Found[] => {
    const text = fields[field];
    if (!text?.trim()) return [{ key: `${field}_missing`, hard: false, rule, field }];
    return wholeTrade.test(text) ? [{ key: 'whole_industry', hard: false, rule, field, facts: { text } }] : [];
  });
}

const wholeTrade =
  /全行业|整个行业|本行业(?:内)?(?:所有|全部|任何)|同行业(?:所有|全部|任何)|(?:所有|全部|任何|一切)(?:的)?(?:同行|竞争|企业|公司|单位|地区|区域)|全球|全世界|不限(?:地域|区域|范围)|(?:whole|entire|any) (?:industry|trade|compan)|world-?wide/i;

const part = (amount: number, percent: number): number => cents((amount * percent) / 100);
const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** Whether anything keeps the agreement from being sent. */
export const isHard = (findings: readonly Finding[]): boolean => findings.some(({ hard }) => hard);
