import { useTranslation } from 'react-i18next';
import { Refused } from '#domain/refused.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type DisclosureText, disclosureTexts } from './texts.ts';

export type Say = (key: DisclosureText, facts?: Readonly<Record<string, string | number>>) => string;

export const useSay = (): Say => useTexts(disclosureTexts);

/** What went wrong with a file or an act, in words; `name` is the file's, which stays in the browser. */
export function useSentence(): (error: unknown, name?: string) => string {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  return (error, name = '') => {
    if (error instanceof DOMException && error.name === 'AbortError') return say('cancelled');
    if (error instanceof Refused) return sentenceFor(error.reason, { name, ...error.detail }, language);
    return say('failed', { why: sentenceOf(error, t) });
  };
}
