import { kindLabel } from '#verify/words.ts';
import { useLanguage } from '../i18n/labels.ts';

/** What left a deposit, in the checker's words: a file, a folder's manifest, or an act. */
export function useKindLabel(): (kind: string) => string {
  const language = useLanguage();
  return (kind) => {
    const label = kindLabel(kind)[language];
    return label.charAt(0).toUpperCase() + label.slice(1);
  };
}
