import type { Static } from 'typebox';
import type { AssessmentResult } from '#domain/assessments/schema.ts';
import type { FormItem, Words } from '#domain/forms/schema.ts';
import { states } from '#domain/glossary.ts';
import type { Block, Column, Paper, Runs } from '#papers/blocks.ts';
import { type ReportLanguage, type ReportWords, reportWords } from '#server/assessments/paper/words.ts';

export type Result = Static<typeof AssessmentResult>;
export type DueAction = {
  readonly item: string;
  readonly due_on: string | null;
  readonly state: 'open' | 'done' | 'dropped';
};

export type Report = {
  readonly result: Result;
  readonly actions: readonly DueAction[];
  /** Who filled it, as a person reads it. */
  readonly filledBy: string;
  /** Number of the deposit in the evidence register; null for an assessment from before deposits. */
  readonly proof: string | null;
};

type Said = { readonly w: ReportWords; readonly language: ReportLanguage };

/** The report of a finished assessment (C17): the grade and why, what the law's classes cover, what to do by when. */
export function reportPaper(report: Report, language: ReportLanguage): Paper {
  const said: Said = { w: reportWords[language], language };
  const { w } = said;
  const { enterprise_name: firm } = report.result;
  return {
    ...{ style: 'calm', title: `${firm} ${w.title}`, header: firm, footer: w.title },
    blocks: [
      ...cover(report, said),
      ...conclusion(report, said),
      ...keyItems(report, said),
      ...dimensions(report, said),
      ...weakPoints(report, said),
      ...comparison(report, said),
      ...method(report, said),
    ],
  };
}

const cover = ({ result, filledBy }: Report, { w }: Said): Block[] => [
  { kind: 'title', text: w.title },
  { kind: 'subtitle', text: result.enterprise_name },
  ...form([
    [w.score, `${result.score ?? ''}`],
    [w.grade, result.grade ?? ''],
    [w.finished, result.finished_on ?? ''],
    [w.retest, result.retest_on ?? ''],
    [w.form, w.form_of(result.form_title, result.form_version)],
    [w.filled_by, filledBy],
  ]),
];

function conclusion({ result }: Report, { w }: Said): Block[] {
  const { grade, uncapped, missing, classes } = result;
  const capped = grade !== null && grade !== uncapped;
  const covered = new Set(classes);
  return [
    { kind: 'heading', level: 1, text: w.conclusion },
    text(w.reached(`${result.score}`, grade ?? '')),
    ...(capped ? [text(w.capped(uncapped, missing.length, grade))] : []),
    text(w.classes(classes.length)),
    table(
      [column(w.class, 4), column(w.covered, 1)],
      w.class_names.map((name, index) => [name, covered.has(index + 1) ? w.yes : w.no]),
    ),
  ];
}

function keyItems({ result }: Report, { w, language }: Said): Block[] {
  const items = itemsOf(result);
  const head: Block = { kind: 'heading', level: 1, text: w.key_items };
  if (result.missing.length === 0) return [head, text(w.no_key_missing)];
  const rows = result.missing.map((code) => [
    code,
    of(items.get(code)?.question, language),
    of(items.get(code)?.remedy, language),
  ]);
  return [head, table([column(w.code, 1), column(w.item, 4), column(w.remedy, 4)], rows)];
}

const dimensions = ({ result }: Report, { w, language }: Said): Block[] => [
  { kind: 'heading', level: 1, text: w.by_dimension },
  table(
    [column(w.dimension, 4), column(w.points, 1), column(w.percent, 1), column(w.before, 1)],
    result.dimensions.map(({ code, points, earned, score }) => [
      `${code} ${of(result.content.dimensions.find((one) => one.code === code)?.title, language)}`,
      `${tenth(earned)} / ${tenth(points)}`,
      score === null ? w.not_applicable : `${score}`,
      `${result.previous?.dimensions.find((one) => one.code === code)?.score ?? ''}`,
    ]),
  ),
];

function weakPoints({ result, actions }: Report, { w, language }: Said): Block[] {
  const head: Block = { kind: 'heading', level: 1, text: w.weak_points };
  if (result.missed.length === 0) return [head, text(w.no_weak_points)];
  const items = itemsOf(result);
  const answers = new Map(result.answers.map(({ item, answer }) => [item, answer]));
  const due = new Map(actions.map((one) => [one.item, one]));
  const rows = result.missed.map((code) => {
    const item = items.get(code);
    return [
      `${item?.key ? '★' : ''}${code}`,
      of(item?.question, language),
      answers.get(code) === 0.5 ? w.partly : w.no,
      of(item?.remedy, language),
      dueText(due.get(code), language),
    ];
  });
  const columns = [column(w.code, 1), column(w.item, 4), column(w.answer, 1), column(w.remedy, 4), column(w.due, 2)];
  return [head, text(w.weak_count(result.missed.length)), table(columns, rows)];
}

const dueText = (action: DueAction | undefined, language: ReportLanguage): string =>
  action === undefined ? '' : action.state === 'open' ? (action.due_on ?? '') : states[action.state][language];

function comparison({ result }: Report, { w }: Said): Block[] {
  const { previous, sector, score } = result;
  const fewest = result.sector_least;
  return [
    { kind: 'heading', level: 1, text: w.comparison },
    text(
      previous
        ? w.since_last(previous.finished_on, `${previous.score}`, previous.grade, signed((score ?? 0) - previous.score))
        : w.first_time,
    ),
    ...(sector.length === 0
      ? [text(w.no_sector(fewest))]
      : [
          table(
            [column(w.place, 2), column(w.scope, 2), column(w.firms, 1), column(w.average, 1), column(w.own, 1)],
            sector.map((one) => [
              one.place,
              w.scopes[one.scope],
              `${one.firms}`,
              `${tenth(one.average)}`,
              `${score ?? ''}`,
            ]),
          ),
        ]),
  ];
}

const method = ({ result, proof }: Report, { w, language }: Said): Block[] => {
  const { cutoffs, caps, retest_days: days, na_share, basis } = result.content.scoring;
  return [
    { kind: 'heading', level: 1, text: w.method },
    text(w.scoring(cutoffs, Math.round(na_share * 100))),
    ...caps.map(({ missing, grade }) => text(w.cap(missing, grade))),
    text(w.retest_rule(days)),
    text(of(basis, language)),
    ...(result.unsupported.length > 0 ? [text(w.unsupported(result.unsupported.length))] : []),
    { kind: 'note', runs: [{ text: proof === null ? w.no_proof : w.proof(proof) }] },
    { kind: 'note', runs: [{ text: w.disclaimer }] },
  ];
};

const itemsOf = ({ content }: Result): Map<string, FormItem> => new Map(content.items.map((item) => [item.code, item]));

/** English of a region's own form may be empty: the Chinese stands in. */
const of = (words: Words | undefined, language: ReportLanguage): string => (words ? words[language] || words.zh : '');

const text = (words: string): Block => ({ kind: 'paragraph', runs: [{ text: words }] });
const column = (header: string, width: number): Column => ({ header, width });
const cells = (row: readonly string[]): Runs[] => row.map((one) => [{ text: one }]);
const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  columns,
  rows: rows.map(cells),
});
const form = (rows: readonly (readonly [string, string])[]): Block[] => [
  { kind: 'table', form: true, columns: [column('', 1), column('', 3)], rows: rows.map(cells) },
];
const tenth = (number: number): number => Math.round(number * 10) / 10;
const signed = (number: number): string => `${number > 0 ? '+' : ''}${tenth(number)}`;
