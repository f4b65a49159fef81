import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/clock.ts';
import { languageOf, useLanguage } from '../i18n/labels.ts';

/** The day it is in China, where every deadline is counted. */
export const todayInChina = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/**
 * A day, and when `due` how far it is: 还有3天, 已逾期2天. `settled` drops the relative part (the thing is done).
 * @param day ISO day or null
 */
export function DayText({ day, due, settled }: { day: string | null | undefined; due?: boolean; settled?: boolean }) {
  const { t, i18n } = useTranslation();
  if (!day) return <span className="muted">{t('ui.no_day')}</span>;
  const left = daysBetween(todayInChina(), day);
  const tone = left < 0 ? 'bad' : left <= 7 ? 'warn' : 'muted';
  return (
    <span className="day">
      <time dateTime={day}>{dayLabel(day, languageOf(i18n))}</time>
      {due && !settled && <span className={`day-left ${tone}`}>{distance(left, t)}</span>}
    </span>
  );
}

type T = TFunction;

const distance = (left: number, t: T): string =>
  left === 0 ? t('ui.day_today') : left > 0 ? t('ui.day_left', { count: left }) : t('ui.day_late', { count: -left });

/** 2026年6月30日, 30 Jun 2026 */
export const dayLabel = (day: string, language: 'zh' | 'en'): string =>
  dayFormats[language].format(new Date(`${day}T00:00:00Z`));

/** Made once: making one costs a hundred times what using it costs, and a list shows a day in every row. */
const dayFormats = {
  zh: new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' }),
};

/** An instant in Chinese time, to the minute. */
export function InstantText({ at }: { at: string }) {
  const language = useLanguage();
  return <time dateTime={at}>{instantLabel(at, language)}</time>;
}

/** 11月21日 10:10; another year is named. */
export function instantLabel(at: string, language: 'zh' | 'en'): string {
  const sameYear = at.slice(0, 4) === todayInChina().slice(0, 4);
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    ...(sameYear ? {} : { year: 'numeric' }),
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(at));
}
