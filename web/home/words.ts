import { useTranslation } from 'react-i18next';
import { soonDays } from '#domain/tasks/rules.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useMay } from '../session.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { homeTexts } from './texts.ts';

/** A key of the server with the facts that fill its sentence: see domain/home/rules.ts. */
type Said = { key: string; facts: Readonly<Record<string, string | number>> };

/** Days among the facts as people write them. */
function useFacts(): (facts: Said['facts']) => Record<string, string | number> {
  const language = useLanguage();
  const isDay = (value: string | number): value is string =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  return (facts) =>
    Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [name, isDay(value) ? dayLabel(value, language) : value]),
    );
}

/** An employee of a firm has own duties alone; the firm's are its officers'. */
export function useIsEmployee(): boolean {
  const may = useMay();
  return may('identity.show') && !may('enterprise.list');
}

/** Within a week: only then a day is near. */
const near = ({ days }: Said['facts']): boolean => typeof days === 'number' && days <= soonDays;

/** Why a thing must be done, as a sentence. */
export function useWhy(): (why: Said) => string {
  const { t } = useTranslation();
  const say = useTexts(homeTexts);
  const factsOf = useFacts();
  return ({ key, facts }) => {
    const filled = factsOf(facts);
    const sentences: Readonly<Record<string, string>> = {
      waiting: t('home.why_waiting', filled),
      extension: t('home.why_extension', filled),
      exhibit: t('home.why_exhibit', filled),
      open: t('home.why_open'),
      late: t('home.why_late'),
      today: t('home.why_today'),
      due: near(facts) ? t('home.why_due') : t('home.why_open'),
      report_open: t('home.why_report_open'),
      report_late: t('home.why_report_late'),
      report_today: t('home.why_report_today'),
      report_due: near(facts) ? t('home.why_report_due') : t('home.why_report_open'),
      duty_open: say('why_duty_open'),
      duty_late: say('why_duty_late', filled),
      duty_today: say('why_duty_today'),
      duty_due: near(facts) ? say('why_duty_due', filled) : say('why_duty_open'),
      firm_applied: say('why_firm_applied', filled),
      firm_weak: say('why_firm_weak', filled),
      firm_unvisited: say('why_firm_unvisited', filled),
      firm_never: say('why_firm_never'),
    };
    return sentences[key] ?? t('home.why_open');
  };
}

/** What may go wrong, as a sentence. */
export function useRisk(): (risk: Said) => string {
  const { t } = useTranslation();
  const factsOf = useFacts();
  return ({ key, facts }) => {
    const filled = factsOf(facts);
    const sentences: Readonly<Record<string, string>> = {
      target_overdue: t('home.risk_target_overdue', filled),
      target_behind: t('home.risk_target_behind', filled),
      target_no_register: t('home.risk_target_no_register', filled),
      ended: t('home.risk_ended', filled),
      ends_soon: t('home.risk_ends_soon', filled),
      slow: t('home.risk_slow', filled),
      unresolved: t('home.risk_unresolved', filled),
      extensions: t('home.risk_extensions', filled),
    };
    return sentences[key] ?? key;
  };
}

/** What the button of a thing says. An asked extension may be granted or refused: the button says neither. */
export function useActName(): (thing: { act: string; why: Said }) => string {
  const { t } = useTranslation();
  const labels = useLabels();
  const say = useTexts(homeTexts);
  return ({ act, why }) => {
    if (why.key === 'extension') return t('home.decide_extension');
    if (act === 'visit.add') return say('served_visit');
    return act.endsWith('.show') ? say('go') : labels.act(act);
  };
}
