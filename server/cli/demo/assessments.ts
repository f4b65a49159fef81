import { itemsOf, profileFor } from '#domain/assessments/rules.ts';
import type { FormContent, FormItem } from '#domain/forms/schema.ts';
import { answerAssessment } from '#server/assessments/answer.ts';
import { finishAssessment } from '#server/assessments/finish.ts';
import { startAssessment } from '#server/assessments/start.ts';
import { readSeedForms } from '#server/forms/seed.ts';
import { perform } from '#server/kernel/verb.ts';
import { houseAgo } from './days.ts';
import { chance, type DemoFirm, readFirmContent } from './firms.ts';
import type { Stage } from './stage.ts';

/** Firms that the content says nothing of: one in five was never assessed, most of the others twice. */
const shares = { never: 0.2, again: 0.62 };

/** Risk assessments of two years, each on its day: what the content names, and one or two of most other firms. */
export async function playAssessments(stage: Stage, firms: readonly DemoFirm[]): Promise<void> {
  const { own_assessments } = await readFirmContent();
  const forms = await readSeedForms();
  const form = forms.at(-1)?.content;
  if (!form) throw new Error('no form');
  const named = new Set(own_assessments.map(({ firm }) => firm));
  const planned = firms.filter(({ key }) => !named.has(key)).flatMap(plan);
  const byKey = new Map(firms.map((firm) => [firm.key, firm]));
  const own = own_assessments.flatMap(({ firm: key, ...one }) => {
    const firm = byKey.get(key);
    return firm ? [{ ...one, firm }] : [];
  });
  for (const one of [...own, ...planned].sort((a, b) => b.days_ago - a.days_ago)) await assess(stage, form, one);
}

type Planned = { firm: DemoFirm; by: string; days_ago: number; quality: number };

/** When a firm was assessed, and how well it stood: better the larger it is, and better the second time. */
function plan(firm: DemoFirm): Planned[] {
  const { key, size, since, office } = firm;
  if (chance(key, 'never') < shares.never || since < 30) return [];
  const base = { micro: 0.3, small: 0.38, medium: 0.46, large: 0.56 }[size] ?? 0.4;
  const quality = base + chance(key, 'quality') * 0.24;
  const first = Math.min(since - 5, 690) - Math.floor(chance(key, 'first') * Math.min(since - 20, 240));
  const one = { firm, by: office.visits, days_ago: Math.max(first, 4), quality };
  const gap = 120 + Math.floor(chance(key, 'gap') * 160);
  const again = chance(key, 'again') < shares.again && one.days_ago - gap > 3;
  return again
    ? [one, { ...one, days_ago: one.days_ago - gap, quality: quality + 0.06 + chance(key, 'gain') * 0.14 }]
    : [one];
}

async function assess({ house, callers }: Stage, form: FormContent, { firm, by, days_ago, quality }: Planned) {
  const then = houseAgo(house, days_ago);
  const caller = callers.get(by) ?? { token: null };
  const { id } = await perform(then, caller, startAssessment, { enterprise: firm.id });
  const answers = itemsOf(form, profileFor(firm.size)).map((item) => ({ ...answerTo(item, firm.key, quality), v: 0 }));
  const { version } = await perform(then, caller, answerAssessment, { id, answers });
  await perform(then, caller, finishAssessment, { id, version });
}

/** Items that hardly anybody has, so that the most missed ones stand out. */
const hard = new Set(['C2', 'C3', 'C6', 'D6', 'D10', 'E6', 'F5', 'G5', 'G8', 'I1', 'I2', 'I5']);
const easy = new Set(['A1', 'A2', 'B1', 'D2', 'F1', 'F2', 'G1', 'H1']);

function answerTo({ code, key }: FormItem, firm: string, quality: number) {
  if (code === 'H6' && chance(firm, 'abroad') < 0.6) return { item: code, answer: 'na' as const, reason: '无境外业务' };
  const pull = (hard.has(code) ? -0.25 : easy.has(code) ? 0.18 : 0) + (key ? 0.08 : 0);
  const value = quality + pull + (chance(firm, code) - 0.5) * 0.6;
  const answer = value >= 0.52 ? (1 as const) : value >= 0.36 ? (0.5 as const) : (0 as const);
  return { item: code, answer, supported: answer !== 0 && chance(firm, code, 'shown') < 0.7 };
}
