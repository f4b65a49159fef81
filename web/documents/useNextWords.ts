import { useTexts } from '../i18n/texts.ts';
import type { Document } from './documents.ts';
import { texts } from './texts.ts';

type Next = NonNullable<Document['next_step']>;

/** What comes next with a document, in words. */
export function useNextWords(): (next: Next) => string {
  const say = useTexts(texts);
  return (next) => say(`next_${next}`);
}
