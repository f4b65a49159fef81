import { Refused } from '../refused.ts';

/**
 * Loss and its method (C23). Lost profit = lost sales × own unit profit; when lost sales cannot be told, infringing sales
 * × own unit profit; when that is not known either, infringing sales × the infringer's unit profit. Improper acquisition
 * alone: a reasonable licence fee, which is the least also where it was used. Made public or destroyed: the value of the
 * secret. Costs of repair are on top. Interpretation 法释〔2020〕10号 arts 4–5, AUCL 2025 art. 22. Amounts in yuan.
 */
export type LossInput = {
  readonly act: 'acquired' | 'used' | 'breach' | 'published';
  readonly lostSales?: number;
  readonly ownProfit?: number;
  readonly infringingSales?: number;
  readonly infringerProfit?: number;
  readonly licenceFee?: number;
  readonly developmentCost?: number;
  readonly expectedIncome?: number;
  readonly gains?: number;
  readonly repair?: number;
};

/** The amounts that may be known, in the order of the form. */
export const lossAmounts = [
  'lostSales',
  'ownProfit',
  'infringingSales',
  'infringerProfit',
  'licenceFee',
  'developmentCost',
  'expectedIncome',
  'gains',
  'repair',
] as const satisfies readonly (keyof LossInput)[];

export type LossMethod = 'lost_sales' | 'infringing_sales' | 'infringer_profit' | 'licence_fee' | 'value' | 'none';
export type Loss = {
  readonly method: LossMethod;
  /** Without repair. */
  readonly base: number;
  readonly repair: number;
  readonly total: number;
  /** What the infringer gained, which may be claimed in place of the loss. */
  readonly gains: number | null;
  /** Facts that would allow a method that stands before the one taken. */
  readonly wanted: readonly (keyof LossInput)[];
};

export function estimateLoss(input: LossInput): Loss {
  checkAmounts(input);
  const { method, base, wanted } = choose(input);
  const repair = input.repair ?? 0;
  return { method, base, repair, total: base + repair, gains: input.gains ?? null, wanted };
}

type Chosen = Pick<Loss, 'method' | 'base' | 'wanted'>;

function choose(input: LossInput): Chosen {
  if (input.act === 'published') return byValue(input);
  if (input.act === 'acquired') return byFee(input, []);
  const profit = byProfit(input);
  // Acquired improperly and used: the licence fee is the floor.
  if (input.act === 'used' && (input.licenceFee ?? 0) > profit.base) return byFee(input, profit.wanted);
  return profit;
}

function byProfit({ lostSales, ownProfit, infringingSales, infringerProfit }: LossInput): Chosen {
  if (lostSales !== undefined && ownProfit !== undefined)
    return { method: 'lost_sales', base: lostSales * ownProfit, wanted: [] };
  const wanted: (keyof LossInput)[] = lostSales === undefined ? ['lostSales'] : [];
  if (infringingSales !== undefined && ownProfit !== undefined)
    return { method: 'infringing_sales', base: infringingSales * ownProfit, wanted };
  if (ownProfit === undefined) wanted.push('ownProfit');
  if (infringingSales !== undefined && infringerProfit !== undefined)
    return { method: 'infringer_profit', base: infringingSales * infringerProfit, wanted };
  return {
    method: 'none',
    base: 0,
    wanted: [...wanted, ...(infringingSales === undefined ? (['infringingSales'] as const) : [])],
  };
}

const byFee = ({ licenceFee }: LossInput, wanted: readonly (keyof LossInput)[]): Chosen =>
  licenceFee === undefined
    ? { method: 'none', base: 0, wanted: ['licenceFee'] }
    : { method: 'licence_fee', base: licenceFee, wanted };

/** Cost and income are ways to see the same value: the larger counts, not their sum. */
function byValue({ developmentCost, expectedIncome }: LossInput): Chosen {
  if (developmentCost === undefined && expectedIncome === undefined)
    return { method: 'none', base: 0, wanted: ['developmentCost', 'expectedIncome'] };
  return { method: 'value', base: Math.max(developmentCost ?? 0, expectedIncome ?? 0), wanted: [] };
}

const mostYuan = 1e13;

function checkAmounts(input: LossInput): void {
  for (const [field, value] of Object.entries(input))
    if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0 && value <= mostYuan))
      throw new Refused('invalid', { field, rule: '0 – 10^13' });
}
