import { useTranslation } from 'react-i18next';
import { divisionKinds, nouns, organisationKinds, roles, states, type Term, verbs } from '#domain/glossary.ts';
import type { Language } from '#domain/sentences.ts';

export const languageOf = ({ language }: { readonly language: string }): Language => (language === 'en' ? 'en' : 'zh');

export const useLanguage = (): Language => languageOf(useTranslation().i18n);

/** Names of nouns, verbs, states, roles and kinds in the present language: the glossary is their only source. */
export function useLabels() {
  const language = useLanguage();
  const among = (terms: Readonly<Record<string, Term>>) => (key: string) => capital(terms[key]?.[language] ?? key);
  return {
    noun: among(nouns),
    verb: among(verbs),
    state: among(states),
    role: among(roles),
    organisationKind: among(organisationKinds),
    divisionKind: among(divisionKinds),
    /** "task.report" → 报告完成 */
    act: (act: string) => among(verbs)(act.slice(act.indexOf('.') + 1)),
  };
}

/** English words of the glossary are written small; a label begins with a capital letter. */
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
