import { dayLabel } from '../ui/DayText.tsx';
import { useLanguage } from './labels.ts';

/** The words of one noun's pages, beside them in `web/<noun>/texts.ts`: key → Chinese, English. {{name}} is filled in. */
export type Texts = Readonly<Record<string, readonly [zh: string, en: string]>>;

type Facts = Readonly<Record<string, string | number>>;

/** What a page says in the present language. Words that every page needs are in zh.ts and en.ts. */
export function useTexts<T extends Texts>(texts: T): (key: keyof T & string, facts?: Facts) => string {
  const language = useLanguage();
  return (key, facts = {}) => {
    const [zh, en] = texts[key] ?? [key, key];
    return (language === 'en' ? en : zh).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      wordOf(facts[name] ?? '', language),
    );
  };
}

/** A day among the facts stands as people write it. */
const wordOf = (fact: string | number, language: 'zh' | 'en'): string =>
  typeof fact === 'string' && /^\d{4}-\d\d-\d\d$/.test(fact) ? dayLabel(fact, language) : String(fact);
