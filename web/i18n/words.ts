import { useLanguage } from './labels.ts';

/** A text in both languages, as content and forms have it. */
export type Words = { readonly zh: string; readonly en: string };

/** A text in the present language; English that was left out shows the Chinese. */
export function useWords(): (words: Words) => string {
  const language = useLanguage();
  return ({ zh, en }) => (language === 'en' && en.trim() !== '' ? en : zh);
}
