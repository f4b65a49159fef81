import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { texts } from './texts.ts';

/** A rule's value in words: "7 calendar days", "30 June". */
export function useValueText(): (value: number | string | null, unit: string | null) => string {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const language = useLanguage();
  return (value, unit) => {
    if (value === null) return t('ui.empty_value');
    if (unit === 'month_day' && typeof value === 'string') {
      const [month = '', day = ''] = value.split('-');
      return t('settings.month_day', { month: Number(month), day: Number(day) });
    }
    const count = Number(value);
    const units: Readonly<Record<string, string>> = {
      calendar_day: t('settings.calendar_days', { count }),
      working_day: t('settings.working_days', { count }),
      count: t('settings.times', { count }),
      party: t('settings.parties', { count }),
      bit: t('settings.bits', { count }),
      minute: t('settings.minutes', { count }),
      hour: t('settings.hours', { count }),
      year: t('settings.years', { count }),
      month: say('months', { count }),
      percent: say('percent', { count }),
      times: say('multiple', { count }),
      firm: say('firms', { count }),
      yuan: say('yuan', { count: count.toLocaleString('en') }),
      flag: say(count === 0 ? 'flag_off' : 'flag_on'),
    };
    if (unit === 'date' && typeof value === 'string') return dayLabel(value, language);
    return units[unit ?? ''] ?? String(value);
  };
}
