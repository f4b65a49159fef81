import { stepWords } from '#domain/secrets/columns.ts';
import { englishWords, type Level, usualWords } from '#domain/secrets/rules.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useLevelWords } from '../register.ts';
import { type SecretText, secretTexts } from './texts.ts';

export type Say = (key: SecretText, facts?: Readonly<Record<string, string | number>>) => string;

export const useSay = (): Say => useTexts(secretTexts);

/** A level in the firm's own words, with 商密 beside it as on a mark. */
export function useLevelWord(): (level: Level | null) => string {
  const words = useLevelWords();
  const say = useSay();
  const language = useLanguage();
  const wordOf = (level: Level) =>
    language === 'en' && words[level] === usualWords[level] ? englishWords[level] : words[level];
  return (level) => (level === null ? say('level_none') : say('level_mark', { level: wordOf(level) }));
}

/** A step of the life of a secret in words. */
export function useStepWord(): (kind: keyof typeof stepWords) => string {
  const language = useLanguage();
  return (kind) => stepWords[kind][language];
}

/** The number of a secret as it is called. */
export function useNumberWord(): (number: number) => string {
  const say = useSay();
  return (number) => say('number_word', { number });
}
