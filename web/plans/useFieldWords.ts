import { useTranslation } from 'react-i18next';
import { labels } from './shapes.ts';

const known = new Map<string, (typeof labels)[keyof typeof labels]>(Object.entries(labels));

/** A sentence of the server with the path of a field ("phases.1.to") in the words of the screen (实施阶段 2：止). */
export function useFieldWords(): (sentence: string, field: string | undefined) => string {
  const { t } = useTranslation();
  const sections: Readonly<Record<string, string>> = {
    basis: t('plans.section_basis'),
    phases: t('plans.section_phases'),
    targets: t('plans.section_targets'),
    measures: t('plans.section_measures'),
    tasks: t('plans.section_tasks'),
    members: t('plans.section_members'),
    reports: t('plans.section_reports'),
  };
  return (sentence, field) => {
    if (!field) return sentence;
    const parts = field.replace(/^draft\./, '').split('.');
    const place = parts.flatMap((part, at) => {
      const next = parts[at + 1] ?? '';
      return sections[part] && /^\d+$/.test(next) ? [`${sections[part]} ${Number(next) + 1}`] : [];
    });
    const label = known.get(parts.filter((part) => !/^\d+$|^value$/.test(part)).at(-1) ?? '');
    const words = [...place, label ? t(label) : ''].filter(Boolean).join(' · ');
    return words ? sentence.replaceAll(field, words) : sentence;
  };
}
