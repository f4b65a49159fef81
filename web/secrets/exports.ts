import { emptyBody, type SecretBody, textFields } from '#domain/secrets/body.ts';
import type { Paper, Runs } from '#papers/blocks.ts';
import type { Item } from '../register.ts';
import type { Say } from './words.ts';

export type Words = {
  readonly say: Say;
  readonly levelWord: (level: Item['level']) => string;
  readonly stateWord: (state: string) => string;
  readonly nameOf: (person: string) => string;
};

type Line = readonly [label: string, value: string];

/** A record in labelled lines: for the page, the workbook and the document alike. */
export function linesOf(body: SecretBody, say: Say): Line[] {
  const texts = textFields.map((name): Line => [say(name), body[name]]);
  return [
    ...texts.slice(0, 1),
    [say('kind'), say(`kind_${body.kind}`)],
    ...texts.slice(1),
    [say('rights'), say(`rights_${body.rights}`)],
    [say('searched_on'), body.searched_on ?? ''],
    [say('measures'), body.measures.map((one) => say(`measure_${one}`)).join('；')],
    [say('cross_border'), say(body.cross_border ? 'yes' : 'no')],
    [say('section_files'), body.files.map(({ name }) => name).join('；')],
  ];
}

/** The rows of the exported workbook: those that were opened, in the order of the page. */
export function tableOf(items: readonly Item[], { say, levelWord, stateWord, nameOf }: Words): string[][] {
  const opened = items.flatMap((item) => (item.entry ? [{ item, entry: item.entry }] : []));
  const rows = opened.map(({ item, entry }) => [
    ...[String(item.number), levelWord(item.level), stateWord(item.state)],
    ...[
      item.classified_on ?? '',
      item.period_to ?? '',
      item.review_on ?? '',
      entry.need_to_know.map(nameOf).join('、'),
    ],
    ...linesOf(entry.body, say).map(([, value]) => value),
  ]);
  const heads = linesOf(opened[0]?.entry.body ?? emptyBody, say).map(([label]) => label);
  const clear = [say('number'), say('level'), say('state'), say('classified_on'), say('period_to'), say('review_on')];
  return [[...clear, say('readers'), ...heads], ...rows];
}

const run = (text: string): Runs => [{ text }];

/** The exported register as a paper: one table for each secret. */
export function paperOf(items: readonly Item[], title: string, { say, levelWord, stateWord, nameOf }: Words): Paper {
  const blocks = items.flatMap((item): Paper['blocks'][number][] => {
    if (!item.entry) return [];
    const { body, need_to_know } = item.entry;
    const lines: Line[] = [
      [say('level'), levelWord(item.level)],
      [say('state'), stateWord(item.state)],
      [say('readers'), need_to_know.map(nameOf).join('、')],
      ...linesOf(body, say).slice(1),
    ];
    return [
      { kind: 'heading', level: 2, text: `${item.number} ${body.title}` },
      {
        kind: 'table',
        form: true,
        columns: [
          { header: '', width: 1 },
          { header: '', width: 3 },
        ],
        rows: lines.filter(([, value]) => value !== '').map(([label, value]) => [run(label), run(value)]),
      },
    ];
  });
  return { style: 'calm', title, blocks: [{ kind: 'title', text: title }, ...blocks] };
}
