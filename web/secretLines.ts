import type { SecretBody } from '#domain/secrets/body.ts';
import { linesOf } from './secrets/exports.ts';
import { secretTexts } from './secrets/texts.ts';

const isWord = (key: string): key is keyof typeof secretTexts => Object.hasOwn(secretTexts, key);
const chinese = (key: string): string => (isWord(key) ? secretTexts[key][0].replaceAll(/\{\{\w+\}\}/g, '') : key);

/** A record in Chinese labelled lines, whatever the language of the page: for papers that go to an authority. */
export const chineseLines = (body: SecretBody): (readonly [label: string, value: string])[] =>
  linesOf(body, chinese).filter(([, value]) => value !== '');

/** The filled fields of the form of an act, the same way. */
export const chineseFields = (fields: Readonly<Record<string, unknown>>): (readonly [string, string])[] =>
  Object.entries(fields).flatMap(([key, value]) => (value ? [[chinese(key), String(value)] as const] : []));
