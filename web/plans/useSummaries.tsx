import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/clock.ts';
import { useLanguage } from '../i18n/labels.ts';
import { dayLabel } from '../ui/DayText.tsx';
import type { ListKey } from './draft-edit.ts';
import { useComparisons } from './FieldInput.tsx';

type Values = Readonly<Record<string, unknown>>;
type Summary = { title: string; meta: string };

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const names = (value: unknown): string => (Array.isArray(value) ? value.map(String).filter(Boolean).join('、') : '');

/** An element of the draft in a line: what it is, and when or who. */
export function useSummaries(): (list: ListKey, values: Values) => Summary {
  const { t } = useTranslation();
  const language = useLanguage();
  const comparisons = useComparisons();
  // A day that does not exist is shown as it was written: it is there to be corrected.
  const day = (value: unknown): string => {
    const iso = text(value);
    return isDay(iso) ? dayLabel(iso, language) : iso;
  };
  const span = (from: unknown, to: unknown): string =>
    text(from) || text(to) ? t('plans.span', { from: day(from) || '…', to: day(to) || '…' }) : '';
  const until = (value: unknown): string => (text(value) ? t('plans.until', { day: day(value) }) : '');
  const join = (...parts: string[]): string => parts.filter(Boolean).join(' · ');
  return (list, values) => {
    const { no, title, unit, post, due, to } = values;
    switch (list) {
      case 'basis':
        return { title: text(title), meta: text(values['document_no']) };
      case 'phases':
        return { title: text(title), meta: span(values['from'], to) || t('plans.no_dates') };
      case 'targets': {
        const number = join(
          `${comparisons[text(values['comparison'])] ?? ''} ${text(values['value'])}${values['value_to'] === null ? '' : `–${text(values['value_to'])}`}${text(unit)}`,
        );
        return { title: text(values['subject_text']), meta: join(number, until(values['by'])) };
      }
      case 'measures':
        return { title: `${text(no)} ${text(title)}`.trim(), meta: '' };
      case 'tasks': {
        const lead = names(values['lead_units']);
        const others = names(values['supporting_units']);
        const when =
          values['continuing'] === true
            ? join(t('plans.continuing'), span(values['from'], to))
            : until(values['due_on']);
        return {
          title: `${text(no)} ${text(values['text'])}`.trim(),
          meta: join(lead && t('plans.lead', { units: lead }), others && t('plans.support', { units: others }), when),
        };
      }
      case 'members':
        return { title: text(unit), meta: text(post) };
      case 'member_duties':
        return { title: text(unit), meta: names(values['duties']) };
      case 'deputies':
      case 'office_duties':
        return { title: text(values['text']), meta: '' };
      case 'reports':
        return { title: names(due) || t('plans.no_dates'), meta: names(to) };
    }
  };
}
