import { useTranslation } from 'react-i18next';
import { type NoteKind, noteKind } from '#domain/plans/note-kinds.ts';
import { useLanguage } from '../i18n/labels.ts';

/** The reader's notes in the present language: it writes them in Chinese. An unknown note is shown as it is. */
export function useNoteWords(): (message: string) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (message) => {
    const note = language === 'en' ? noteKind(message) : null;
    if (!note) return message;
    const [one = '', two = ''] = note.words;
    const [first = '', second = ''] = note.days;
    const sentences: Readonly<Record<NoteKind, string>> = {
      no_such_day: t('plans.note_no_such_day', { day: one }),
      end_before_start: t('plans.note_end_before_start', { phase: one, from: second, to: first }),
      no_dates: t('plans.note_no_dates', { phase: one }),
      overlap: t('plans.note_overlap', { one, two }),
      length: t('plans.note_length', { months: note.number, from: first, to: second }),
      no_phases: t('plans.note_no_phases'),
      no_text: t('plans.note_no_text'),
      names: t('plans.note_names'),
      outside: t('plans.note_outside', { phase: one }),
      workdays: t('plans.note_workdays', { words: one }),
      placed: t('plans.note_placed', { row: one, measure: two }),
    };
    return sentences[note.kind];
  };
}
