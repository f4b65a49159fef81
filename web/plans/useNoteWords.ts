import { useTranslation } from 'react-i18next';

/**
 * The reader's notes in the present language. The reader (domain/plans) writes them in English, with the words of the
 * text in quotation marks; a note that is not known here is shown as it is.
 */
export function useNoteWords(): (message: string) => string {
  const { t } = useTranslation();
  return (message) => {
    const [one = '', two = ''] = [...message.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
    const days = message.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const [from = '', to = ''] = days;
    if (message.includes('is a day that does not exist')) return t('plans.note_no_such_day', { day: one });
    if (message.includes('before it begins'))
      return t('plans.note_end_before_start', { phase: one, from: to, to: from });
    if (message.includes('has no dates')) return t('plans.note_no_dates', { phase: one });
    if (message.includes('overlap')) return t('plans.note_overlap', { one, two });
    if (message.includes('its phases run from'))
      return t('plans.note_length', { months: /\d+/.exec(message)?.[0] ?? '', from, to });
    if (message.includes('names no phases')) return t('plans.note_no_phases');
    if (message.includes('holds no text')) return t('plans.note_no_text');
    return message;
  };
}
