import { useTranslation } from 'react-i18next';
import type { Tone } from './ui/StateTag.tsx';

export type Standing = 'met' | 'exceeded' | 'on_course' | 'behind' | 'overdue' | 'not_yet' | 'no_register';

const tones: Readonly<Record<Standing, Tone>> = {
  met: 'good',
  exceeded: 'bad',
  on_course: 'busy',
  behind: 'warn',
  overdue: 'bad',
  not_yet: 'plain',
  no_register: 'plain',
};

/** How a target stands, in words and tone: on the home pages and those of targets. */
export function useStanding(): (standing: Standing) => { label: string; tone: Tone } {
  const { t } = useTranslation();
  const words: Readonly<Record<Standing, string>> = {
    met: t('standing.met'),
    exceeded: t('standing.exceeded'),
    on_course: t('standing.on_course'),
    behind: t('standing.behind'),
    overdue: t('standing.overdue'),
    not_yet: t('standing.not_yet'),
    no_register: t('standing.no_register'),
  };
  return (standing) => ({ label: words[standing], tone: tones[standing] });
}
