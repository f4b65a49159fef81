import { useTexts } from '../i18n/texts.ts';
import { type Document, useWords } from './documents.ts';
import { texts } from './texts.ts';

type Next = NonNullable<Document['next_step']>;

/** What comes next with a document, in words: a step of its adoption has its own name. */
export function useNextWords(): (next: Next) => string {
  const say = useTexts(texts);
  const words = useWords();
  return (next) => {
    if (next === 'adopt') return say('adopt');
    return next === 'fill' || next === 'review' || next === 'check' ? say(`next_${next}`) : words.step(next);
  };
}
