import type { TFunction } from 'i18next';
import { useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';

/** A sentence in Chinese and in English at once: a certificate is read by strangers. English is fetched when missing. */
export function useBoth(): (say: (words: TFunction) => string) => readonly [string, string] {
  const { i18n } = useTranslation();
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (i18n.hasResourceBundle('en', 'translation')) return;
    void import('../i18n/en.ts').then(({ en }) => {
      i18n.addResourceBundle('en', 'translation', en);
      again();
    });
  }, [i18n]);
  const [zh, en] = [i18n.getFixedT('zh'), i18n.getFixedT('en')];
  return (say) => [say(zh), say(en)];
}
