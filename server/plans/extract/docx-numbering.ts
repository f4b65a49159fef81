import type { NumberingRef, Style, Styles } from './docx-styles.ts';
import { formatNumber } from './numerals.ts';
import { childOf, isOn, type Node, readXml, valueIn } from './xml.ts';
import type { Zip } from './zip.ts';

type Level = {
  start: number;
  format: string;
  text: string;
  suffix: string;
  restartAfter: number | undefined;
  decimalOnly: boolean;
  style: string | undefined;
};

type Abstract = { levels: Map<number, Level>; link: string | undefined; styleLink: string | undefined };

type List = { abstractId: string; starts: Map<number, number>; levels: Map<number, Level> };

export type Numbering = { abstracts: Map<string, Abstract>; lists: Map<string, List> };

/** Reads numbering.xml: list definitions (`abstractNum`) and the lists that use them (`num`). */
export function readNumbering(zip: Zip, path: string | undefined): Numbering {
  const numbering: Numbering = { abstracts: new Map(), lists: new Map() };
  if (path)
    readXml(zip, path, { root: 'numbering', keep: KEEP, drop: DROP, each: (node) => addDefinition(numbering, node) });
  return numbering;
}

/**
 * Counts the numbered paragraphs in document order. `next(ref, chain)` advances the counter of the paragraph and
 * returns its printed label, such as 一、 or （二） or `1.2 `, or '' for a paragraph without one (ECMA-376 17.9).
 * A bullet has no label: it tells nothing that the line end does not.
 */
export function countParagraphs(numbering: Numbering, styles: Styles) {
  const counters = new Map<string, number[]>();
  const started = new Set<string>();
  return {
    next: (own: NumberingRef, chain: readonly Style[]): string => {
      const place = findPlace(numbering, own, chain);
      if (!place) return '';
      const { list, numId, level } = place;
      const levelsOf = (at: number) => levelOf(numbering, styles, list, at);
      const counter = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, counter);
      advance(counter, level, levelsOf, firstStart(list, numId, level, started));
      return label(counter, level, levelsOf);
    },
  };
}

const KEEP = new Set(
  'abstractNum num lvl start numFmt lvlText suff lvlRestart isLgl pStyle numStyleLink styleLink abstractNumId lvlOverride startOverride'.split(
    ' ',
  ),
);
const DROP = new Set(['pPr', 'rPr', 'numPicBullet']);

function addDefinition(numbering: Numbering, node: Node): void {
  if (node.name === 'abstractNum') {
    numbering.abstracts.set(node.attributes.abstractNumId ?? '', {
      levels: new Map(node.children.filter((child) => child.name === 'lvl').map(readLevel)),
      link: valueIn(node, 'numStyleLink'),
      styleLink: valueIn(node, 'styleLink'),
    });
    return;
  }
  const list: List = { abstractId: valueIn(node, 'abstractNumId') ?? '', starts: new Map(), levels: new Map() };
  for (const override of node.children.filter((child) => child.name === 'lvlOverride')) {
    const start = valueIn(override, 'startOverride');
    const level = childOf(override, 'lvl');
    if (start !== undefined) list.starts.set(Number(override.attributes.ilvl), Number(start));
    if (level) list.levels.set(...readLevel(level));
  }
  numbering.lists.set(node.attributes.numId ?? '', list);
}

function readLevel(node: Node): [number, Level] {
  const restart = valueIn(node, 'lvlRestart');
  return [
    Number(node.attributes.ilvl ?? 0),
    {
      start: Number(valueIn(node, 'start') ?? 0),
      format: valueIn(node, 'numFmt') ?? 'decimal',
      text: valueIn(node, 'lvlText') ?? '',
      suffix: valueIn(node, 'suff') ?? 'tab',
      restartAfter: restart === undefined ? undefined : Number(restart),
      decimalOnly: isOn(node, 'isLgl'),
      style: valueIn(node, 'pStyle'),
    },
  ];
}

/** The paragraph's own list, else its style's; a style finds its level by the level that names the style. */
function findPlace(numbering: Numbering, own: NumberingRef, chain: readonly Style[]) {
  const giver = chain.find((style) => style.numbering.numId !== undefined);
  const numId = own.numId ?? giver?.numbering.numId;
  const list = numbering.lists.get(numId ?? '0');
  if (numId === undefined || numId === '0' || !list) return null;
  const level = own.level ?? (own.numId === undefined ? styleLevel(numbering, list, chain) : 0);
  return { list, numId, level };
}

function styleLevel(numbering: Numbering, list: List, chain: readonly Style[]): number {
  const levels = [...(numbering.abstracts.get(list.abstractId)?.levels ?? [])];
  const linked = chain.flatMap((style) => levels.filter(([, level]) => level.style === style.id))[0];
  return linked?.[0] ?? chain.find((style) => style.numbering.level !== undefined)?.numbering.level ?? 0;
}

function levelOf(numbering: Numbering, styles: Styles, list: List, at: number): Level | undefined {
  const own = list.levels.get(at) ?? numbering.abstracts.get(list.abstractId)?.levels.get(at);
  const link = numbering.abstracts.get(list.abstractId)?.link;
  if (own || link === undefined) return own;
  const target = numbering.lists.get(styles.byId.get(link)?.numbering.numId ?? '');
  const linked = target
    ? numbering.abstracts.get(target.abstractId)
    : [...numbering.abstracts.values()].find((abstract) => abstract.styleLink === link);
  return target?.levels.get(at) ?? linked?.levels.get(at);
}

/** A `startOverride` counts once, at the first paragraph of its list on that level. */
function firstStart(list: List, numId: string, level: number, started: Set<string>): number | undefined {
  const key = `${numId}/${level}`;
  if (started.has(key)) return undefined;
  started.add(key);
  return list.starts.get(level);
}

function advance(
  counter: number[],
  level: number,
  levelsOf: (at: number) => Level | undefined,
  start: number | undefined,
): void {
  for (let above = 0; above < level; above++) counter[above] ??= levelsOf(above)?.start ?? 1;
  const now = counter[level];
  counter[level] = start ?? (now === undefined ? (levelsOf(level)?.start ?? 1) : now + 1);
  for (let below = level + 1; below < 9; below++) {
    const restartAfter = levelsOf(below)?.restartAfter ?? below;
    if (restartAfter > 0 && level < restartAfter) delete counter[below];
  }
}

function label(counter: readonly number[], at: number, levelsOf: (at: number) => Level | undefined): string {
  const level = levelsOf(at);
  if (!level || level.format === 'bullet') return '';
  const text = level.text.replace(/%(\d)/g, (_, digit: string) => {
    const part = Number(digit) - 1;
    const format = levelsOf(part)?.format ?? 'decimal';
    return formatNumber(counter[part] ?? 1, level.decimalOnly && part !== at ? 'decimal' : format);
  });
  return text + separator(text, level.suffix);
}

/** The tab after （一） or 一、 is only an indent, but without a space `1.` and a following 5家 would read 1.5家. */
function separator(text: string, suffix: string): string {
  if (text === '' || suffix === 'nothing') return '';
  return suffix === 'space' || !/[、，。．：）】〉》]$/.test(text) ? ' ' : '';
}
