import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { divisionKinds, nouns, organisationKinds, roles, states, verbs } from '#domain/glossary.ts';
import { en } from '../../web/i18n/en.ts';
import { zh } from '../../web/i18n/zh.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const root = join(import.meta.dirname, '../..');

type Seen = { path: string; texts: string[]; headings: string[]; wider: number };

/** Waits until the page has its heading and nothing of it is still on its way. The page looks by itself, and often. */
export async function settled(page: Page): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    // A page that just leaves takes the question with it.
    const calm = await page.evaluate<boolean>(whenCalm).catch(leaving);
    if (calm) return;
    if (Date.now() > end) throw new Error(`not settled within 15 seconds: ${page.url()}`);
  }
}

/** Marks the page as the one that is being left: until its heading is gone, nothing is settled. */
export async function leave(page: Page): Promise<void> {
  await page.evaluate(`document.querySelector('h1')?.setAttribute('data-left', '')`);
}

function leaving(error: Error): false {
  if (/navigat|destroyed/.test(error.message)) return false;
  throw error;
}

const whenCalm = `new Promise((done) => {
  const begin = performance.now();
  const look = () => {
    const heading = document.querySelector('h1');
    // A heading that two pages share stays the same element.
    const left = heading?.hasAttribute('data-left') && performance.now() - begin < 700;
    const calm = !left && heading?.checkVisibility()
      && !document.querySelector('.loading, [aria-busy="true"], .ant-spin-spinning');
    if (calm || performance.now() - begin > 15000) done(Boolean(calm));
    else setTimeout(look, 20);
  };
  look();
})`;

/** What no page may show: no or several headings, keys instead of words, broken values, the other language. */
export async function wordsWrong(page: Page, language: 'zh' | 'en' = 'zh'): Promise<string[]> {
  let seen = await page.evaluate<Seen>('humiJourney.read()');
  if (seen.headings.length === 0) {
    // The next page was just taking the place of the last.
    await settled(page);
    seen = await page.evaluate<Seen>('humiJourney.read()');
  }
  const found = seen.texts.flatMap((text) => wrongWith(text, language));
  if (seen.headings.length !== 1) found.push(`${seen.headings.length} headings of the first level`);
  if (seen.headings.some((heading) => heading.trim() === '')) found.push('an empty heading');
  if (seen.wider > 1) found.push(`the page is ${seen.wider} pixels wider than the window`);
  return found.map((what) => `${seen.path}: ${what}`);
}

/** What axe finds serious or critical (WCAG 2.2 A and AA, best practices too). */
export async function axeWrong(page: Page): Promise<string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axeSource);
  const found = await page.evaluate<string[]>('humiJourney.axe()');
  return found.map((what) => `${new URL(page.url()).pathname}: ${what}`);
}

const keyLike = new RegExp(`\\b(${Object.keys(zh).join('|')})\\.[a-z_]+\\b`);
const broken = /\b(undefined|NaN)\b|\[object |\{\{|Invalid Date/;
const codeWord = /(^|[\s:：（(])[a-z]+_[a-z_]+($|[\s:：）)，。])/;
/** A word of the code behind Chinese ones. */
const codeBehind = /[\u4e00-\u9fff] [a-z]{3,}$/;
const englishSentence = /[A-Za-z]{2,}([ ,]+[A-Za-z]{2,}){3,}/;

/** Exported for the test that plants each fault once. */
export function wrongWith(text: string, language: 'zh' | 'en'): string[] {
  const found: string[] = [];
  if (keyLike.test(text)) found.push(`a key instead of words: ${text}`);
  if (broken.test(text)) found.push(`a broken value: ${text}`);
  if (codeWord.test(text)) found.push(`a code word: ${text}`);
  if (language === 'zh' && codeBehind.test(text)) found.push(`a code word: ${text}`);
  if (language === 'zh' && englishSentence.test(text)) found.push(`English on a Chinese page: ${text}`);
  if (language === 'en' && chineseOnly.has(text) && !inData.has(text))
    found.push(`Chinese on an English page: ${text}`);
  return found;
}

/** Words of the interface that the demonstration's data use too: names of divisions, targets, posts. */
const inData = new Set(['全国', '子试点', '服务站', '示范企业', '行业协会', '系统管理员', '安全管理员', '审计管理员']);

/** The pairs of words that stand beside the pages of a noun. */
const besidePages = await Promise.all(
  globSync('web/**/*{texts,Texts}.ts', { cwd: root }).map(async (path) => {
    const exported: Record<string, unknown> = await import(join(root, path));
    return Object.values(exported).flatMap((texts) =>
      typeof texts === 'object' && texts ? Object.values(texts).filter(isPair) : [],
    );
  }),
);

/** Every text of the Chinese interface that has another in English: names in the data are not among them. */
const chineseOnly = new Set([
  ...besidePages.flat().flatMap(([chinese, english]) => (chinese === english ? [] : [chinese])),
  ...leaves(zh, en).flatMap(([chinese, english]) => (chinese === english ? [] : [chinese])),
  ...[nouns, verbs, states, roles, organisationKinds, divisionKinds].flatMap((terms) =>
    Object.values(terms).map((term) => term.zh),
  ),
]);

function isPair(text: unknown): text is readonly [string, string] {
  return Array.isArray(text) && text.length === 2 && text.every((word) => typeof word === 'string');
}

function leaves(one: object, other: object): [string, string][] {
  const others = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one).flatMap(([key, value]): [string, string][] => {
    const same = others.get(key);
    if (typeof value === 'string') return [[value, typeof same === 'string' ? same : '']];
    return typeof value === 'object' && value && typeof same === 'object' && same ? leaves(value, same) : [];
  });
}
