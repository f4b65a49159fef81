import { type Line, readLines } from './template-lines.ts';

/** Sizes of firms that a text has variants for. */
export const sizes = ['small', 'medium', 'large'] as const;
export type Size = (typeof sizes)[number];

export type Pair = { readonly zh: string; readonly en: string };

export const fieldTypes = ['line', 'prose', 'day', 'number', 'entries', 'choice', 'rows'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A place of a text that somebody fills in. `entries` takes numbers of register entries and nothing else. */
export type Field = {
  readonly key: string;
  readonly type: FieldType;
  readonly label: Pair;
  /** What the installation knows and fills in first, e.g. `firm.name`. */
  readonly source?: string;
  /** Of a choice: value and words. Of rows: columns. */
  readonly options: readonly { readonly key: string; readonly label: Pair }[];
};

/** A law that a text rests on: a key of laws.json, articles, how sure we are (T, P, M), what it says here. */
export type Basis = {
  readonly law: string;
  readonly article: string;
  readonly certainty: 'T' | 'P' | 'M';
  readonly says: string;
};

export type Template = {
  readonly key: string;
  readonly version: number;
  readonly title: Pair;
  readonly summary: Pair;
  readonly kind: string;
  readonly purpose: string;
  readonly style: 'official' | 'calm' | 'wide';
  /** Clauses are numbered (第一条) through the whole text; chapters are 第一章 or 一、. */
  readonly numbering: 'chapters' | 'articles' | 'plain';
  /** Items of the risk assessment that this text helps to close. */
  readonly items: readonly string[];
  readonly basis: readonly Basis[];
  /** Keys of dated rule rows whose numbers the text names or rests on. */
  readonly rules: readonly string[];
  /** Steps before and after its adoption that labour law asks for. */
  readonly steps: readonly string[];
  readonly fields: readonly Field[];
  readonly body: readonly Line[];
};

type Head = { readonly key: string; readonly value: string }[];

/**
 * Our text format: lines of `key: value` between two `---`, then the body (template-lines.ts). Throws an Error that
 * names the line; a template is ours, so a mistake in it is a fault and no refusal.
 */
export function parseTemplate(text: string): Template {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? [];
  if (head === undefined || body === undefined) throw new Error('a template begins with its head between two ---');
  const lines: Head = head
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.indexOf(':');
      if (at < 1) throw new Error(`not "key: value": ${line}`);
      return { key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
    });
  const one = (key: string): string => {
    const found = lines.filter((line) => line.key === key);
    if (found.length !== 1 || !found[0]) throw new Error(`${key}: stands ${found.length} times in the head`);
    return found[0].value;
  };
  const words = (key: string): string[] => (lines.some((line) => line.key === key) ? one(key).split(/\s+/) : []);
  const parsed = readLines(body);
  return {
    key: one('key'),
    version: Number(one('version')),
    title: pair(one('title')),
    summary: pair(one('summary')),
    kind: one('kind'),
    purpose: one('purpose'),
    style: among(['official', 'calm', 'wide'], one('style')),
    numbering: among(['chapters', 'articles', 'plain'], one('numbering')),
    items: words('items'),
    basis: lines.filter(({ key }) => key === 'law').map(({ value }) => basisOf(value)),
    rules: [...new Set([...words('rules'), ...ruleKeys(body)])].sort(),
    steps: words('steps'),
    fields: lines.filter(({ key }) => key.startsWith('field ')).map(fieldOf),
    body: parsed,
  };
}

const ruleKeys = (body: string): string[] => [...body.matchAll(/\{\{rule:(\w+)\}\}/g)].map(([, key = '']) => key);

function among<T extends string>(all: readonly T[], value: string): T {
  const found = all.find((one) => one === value);
  if (found === undefined) throw new Error(`${value} is none of ${all.join(', ')}`);
  return found;
}

function pair(text: string): Pair {
  const [zh = '', en = ''] = text.split(' | ').map((part) => part.trim());
  if (zh === '' || en === '') throw new Error(`not "中文 | English": ${text}`);
  return { zh, en };
}

/** `aucl 10 | T | 什么是商业秘密` */
function basisOf(text: string): Basis {
  const [where = '', certainty = '', says = ''] = text.split(' | ').map((part) => part.trim());
  const [law = '', ...article] = where.split(' ');
  if (law === '' || says === '') throw new Error(`not "law article | T | what it says": ${text}`);
  return { law, article: article.join(' '), certainty: among(['T', 'P', 'M'], certainty), says };
}

/** `field officer: line | 商业秘密负责人 | Officer in charge | member.officer`; options as `a=甲/A, b=乙/B`. */
function fieldOf({ key, value }: { key: string; value: string }): Field {
  const [type = '', zh = '', en = '', source = '', options = ''] = value.split(' | ').map((part) => part.trim());
  if (zh === '' || en === '') throw new Error(`not "type | 中文 | English": ${key}: ${value}`);
  return {
    key: key.slice('field '.length).trim(),
    type: among(fieldTypes, type),
    label: { zh, en },
    ...(source !== '' && source !== '-' && { source }),
    options: options === '' ? [] : options.split(',').map(optionOf),
  };
}

function optionOf(text: string): Field['options'][number] {
  const [, key = '', zh = '', en = ''] = /^\s*(\w+)=([^/]+)\/(.+?)\s*$/.exec(text) ?? [];
  if (key === '') throw new Error(`not "key=中文/English": ${text}`);
  return { key, label: { zh, en } };
}
