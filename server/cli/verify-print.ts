import type { Finding } from '#verify/finding.ts';
import type { Result } from '#verify/verify-all.ts';
import { dayOf, fill, type Words } from '#verify/words.ts';

export type Language = 'zh' | 'en';

/** One proof: the sentence, what lowers it, every check, what it does not show. */
export function textOf({ name, verdict }: Result, language: Language): string {
  const { sentence, findings, limits } = verdict;
  const lines = [
    name,
    '',
    sentence[language],
    '',
    `${titles.checks[language]}:`,
    ...findings.map((finding) => `  ${marks[finding.outcome]} ${finding[language]}`),
    '',
    `${titles.limits[language]}:`,
    ...limits.map((limit) => `  - ${limit[language]}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** One proof of several, on a line: outcome, earliest day, number, name; a failing one says why. */
export function lineOf({ name, verdict }: Result, language: Language): string {
  const { outcome, facts, findings } = verdict;
  const day = facts?.earliest ? dayOf(Date.parse(facts.earliest.at)).en : '—'.padEnd(10);
  const wrong: Finding | undefined = findings.find((finding) => finding.outcome === 'fails');
  const why = wrong ? `  ${wrong[language]}` : '';
  return `${outcomes[outcome][language]}  ${day}  ${facts ? facts.index : '—'}  ${name}${why}\n`;
}

export function totalsOf(results: readonly Result[], strays: readonly string[], language: Language): string {
  const count = (outcome: Result['verdict']['outcome']): number =>
    results.filter(({ verdict }) => verdict.outcome === outcome).length;
  const detail = {
    total: results.length,
    holds: count('holds'),
    limited: count('holds_with_limits'),
    fails: count('fails'),
    names: strays.join(', '),
  };
  const lines = [fill(titles.totals, detail)[language]];
  if (strays.length > 0) lines.push(fill(titles.strays, detail)[language]);
  return `${lines.join('\n')}\n`;
}

/** Of one proof its verdict, of several a list with totals. */
export function jsonOf(results: readonly Result[], strays: readonly string[]): string {
  const shown = results.map(({ name, verdict }) => ({ name, ...verdict }));
  const [only] = shown;
  const count = (outcome: string): number => shown.filter((it) => it.outcome === outcome).length;
  const totals = {
    total: shown.length,
    holds: count('holds'),
    holds_with_limits: count('holds_with_limits'),
    fails: count('fails'),
  };
  return `${JSON.stringify(shown.length === 1 ? only : { ...totals, strays, proofs: shown }, null, 2)}\n`;
}

const marks = { ok: '✓', note: '!', fails: '✗' } as const;

const outcomes = {
  holds: { zh: '✓ 通过　　', en: '✓ holds   ' },
  holds_with_limits: { zh: '! 有保留　', en: '! reserved' },
  fails: { zh: '✗ 未通过　', en: '✗ fails   ' },
} as const satisfies Record<string, Words>;

const titles = {
  checks: { zh: '逐项核验', en: 'What was checked' },
  limits: { zh: '这份证明不能说明什么', en: 'What this proof does not show' },
  totals: {
    zh: '共{total}份：通过{holds}，有保留{limited}，未通过{fails}。',
    en: '{total} proofs: {holds} hold, {limited} hold with reservations, {fails} fail.',
  },
  strays: {
    zh: '不属于任何一份证明的文件：{names}',
    en: 'Files that belong to none of the proofs: {names}',
  },
} as const satisfies Record<string, Words>;
