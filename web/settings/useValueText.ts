import { useTranslation } from 'react-i18next';

/** A rule's value in words: "7 calendar days", "30 June". */
export function useValueText(): (value: number | string | null, unit: string | null) => string {
  const { t } = useTranslation();
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
    };
    return units[unit ?? ''] ?? String(value);
  };
}
