import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import type { Texts as NounTexts } from './texts.ts';
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
  .filter((path) => !/\.(test|gen)\.|^i18n[/\\](zh|zh-first|zh-more|en)\.ts$|[tT]exts\.ts$/.test(path))
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
    // Keys without a room are of the words beside a page (useTexts), which the compiler checks.
    expect(asked.filter(({ key }) => key.includes('.') && !chinese.has(key))).toEqual([]);
  });

  test('no key is left unused', () => {
    const written = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/'([a-z_]+(?:\.\w+)+)'/g)].map((match) => match[1] ?? '')),
    );
    const isOfFamily = (key: string): boolean =>
      sources.some(({ text }) => text.includes(`\`${key.slice(0, key.lastIndexOf('_') + 1)}\${`));
    expect([...chinese.keys()].filter((key) => !written.has(key) && !(key.includes('_') && isOfFamily(key)))).toEqual(
      [],
    );
  });

  test('no page writes Chinese by itself', () => {
    const own = sources
      // What a package of a case says goes to an authority: it is Chinese in every language of the page.
      .filter(({ path }) => !/^leaks[/\\](package-|Package)/.test(path))
      .filter(({ text }) => /\p{Script=Han}/u.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
    expect(own.map(({ path }) => path)).toEqual([]);
  });
});

/** The words that nouns keep beside their pages. */
const kept: readonly { path: string; texts: NounTexts }[] = await Promise.all(
  globSync('*/*texts.ts', { cwd: web })
    .filter((path) => !path.startsWith('i18n'))
    .map(async (path) => {
      const module: Record<string, NounTexts> = await import(join(web, path));
      return { path, texts: Object.assign({}, ...Object.values(module)) };
    }),
);

describe('the words that nouns keep beside their pages', () => {
  test('none is empty, both languages are filled with the same facts, and English holds no Chinese', () => {
    const wrong = kept.flatMap(({ path, texts }) =>
      Object.entries(texts)
        .filter(
          ([, [chinese, english]]) =>
            !chinese.trim() ||
            !english.trim() ||
            filledWith(chinese).join() !== filledWith(english).join() ||
            /\p{Script=Han}/u.test(english.replaceAll(/“[^”]*”/g, '')),
        )
        .map(([key]) => `${path} ${key}`),
    );
    expect(wrong).toEqual([]);
  });

  test('no key is left unused', () => {
    const unused = kept.flatMap(({ path, texts }) => {
      const folder = path.split(/[/\\]/)[0] ?? '';
      const own = [
        ...sources.filter(({ path: own }) => own.startsWith(folder) || !/[/\\]/.test(own)).map(({ text }) => text),
        ...rulesOf(folder),
      ];
      return Object.keys(texts)
        .filter((key) => !own.some((text) => isAsked(text, key)))
        .map((key) => `${path} ${key}`);
    });
    expect(unused).toEqual([]);
  });
});

/** The rules of a noun name reasons and kinds that its pages put into words; a test may hold such a list whole. */
const rulesOf = (folder: string): string[] =>
  globSync([`../domain/${folder}/*.ts`, `${folder}/*.test.ts`], { cwd: web }).map((path) =>
    readFileSync(join(web, path), 'utf8'),
  );

/** By its whole name, as a field of a form, or as one of a family: `kind_${kind}`. */
const isAsked = (text: string, key: string): boolean =>
  text.includes(`'${key}'`) ||
  text.includes(`"${key}"`) ||
  text.includes(`.${key}[`) ||
  [...key.matchAll(/_/g)].some(
    ({ index }) => text.includes(`\`${key.slice(0, index + 1)}\${`) || text.includes(`}${key.slice(index)}\``),
  );
