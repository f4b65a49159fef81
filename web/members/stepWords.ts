import { stepOf } from '#domain/members/kits.ts';
import { useLanguage } from '../i18n/labels.ts';
import type { Kit, Step } from './members.ts';

/** What a step says in the present language. */
export function useStepWords(kit: Kit, step: Step) {
  const at = useLanguage() === 'en' ? 1 : 0;
  const found = stepOf(kit.kind, step.key);
  return {
    title: found?.words[at] ?? step.key,
    why: found?.why[at] ?? '',
    questions: (found?.questions ?? []).map(({ key, words }) => ({ key, label: words[at] })),
  };
}
