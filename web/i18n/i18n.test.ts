import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { zh } from './zh.ts';

const web = join(import.meta.dirname, '..');
type Texts = { [key: string]: string | Texts };

const flat = (texts: Texts, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );

const chinese = flat(zh);
const english = flat(en);
const sources = globSync('**/*.{ts,tsx}', { cwd: web })
  .filter((path) => !/\.(test|gen)\.|^i18n[/\\](zh|en)\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(web, path), 'utf8') }));

/** The names in braces that a sentence is filled with. */
const filledWith = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

describe('the sentences of the pages', () => {
  test('English has the keys of Chinese, no more and no fewer', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  test('none is empty, and both languages are filled with the same facts', () => {
    const wrong = [...chinese].filter(([key, sentence]) => {
      const other = english.get(key) ?? '';
      return !sentence.trim() || !other.trim() || filledWith(sentence).join() !== filledWith(other).join();
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test('English holds no Chinese, but the name of the language and words in “quotes”', () => {
    const mixed = [...english].filter(
      ([key, sentence]) => key !== 'shell.language' && /\p{Script=Han}/u.test(sentence.replaceAll(/“[^”]*”/g, '')),
    );
    expect(mixed.map(([key]) => key)).toEqual([]);
  });

  test('every key that a page asks for exists', () => {
    const asked = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => ({ path, key: match[1] ?? '' })),
    );
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter(({ key }) => !chinese.has(key))).toEqual([]);
  });

  test('no key is left unused', () => {
    const written = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/'([a-z_]+(?:\.\w+)+)'/g)].map((match) => match[1] ?? '')),
    );
    expect([...chinese.keys()].filter((key) => !written.has(key))).toEqual([]);
  });

  test('no page writes Chinese by itself', () => {
    const own = sources.filter(({ text }) => /\p{Script=Han}/u.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
    expect(own.map(({ path }) => path)).toEqual([]);
  });
});
