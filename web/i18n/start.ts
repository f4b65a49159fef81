import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#domain/sentences.ts';
import type { zh } from './zh.ts';
import { zhFirst } from './zh-first.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh };
  }
}

const remembered = 'humi.language';

/** The router fetches its first page before the languages are there. */
let tellStarted = (): void => undefined;
const started = new Promise<void>((resolve) => {
  tellStarted = resolve;
});

/** The Chinese of the first page comes with it; English is fetched when it is wanted. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zhFirst } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  tellStarted();
  if (localStorage.getItem(remembered) === 'en') await speak('en');
}

/** The sentences that the first page does without, before any other page shows. English comes whole. */
export async function loadWords(): Promise<void> {
  const [{ zhMore }] = await Promise.all([import('./zh-more.ts'), started]);
  if (!i18next.exists('programmes.report_done', { lng: 'zh' }))
    i18next.addResourceBundle('zh', 'translation', zhMore, true);
}

/** Switches the language of the page and of the server's sentences. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('./en.ts')).en);
  }
  localStorage.setItem(remembered, language);
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  await i18next.changeLanguage(language);
}
