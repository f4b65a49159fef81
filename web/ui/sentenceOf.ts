import type { TFunction } from 'i18next';
import { type Problem, problemOf } from '../api.ts';

/** What a person reads about a failed call: the server's own sentence, or ours when no answer came. */
export const sentenceOf = (error: unknown, t: TFunction): string => sentenceOfProblem(problemOf(error), t);

export const sentenceOfProblem = ({ detail, reason }: Problem, t: TFunction): string =>
  detail || t(reason === 'no_answer' ? 'ui.no_answer' : 'ui.bug');
