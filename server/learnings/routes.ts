import { download, get, post, type Route } from '#server/kernel/routes.ts';
import { answerLearning } from '#server/learnings/answer.ts';
import { askLearning } from '#server/learnings/ask-people.ts';
import { closeLearning } from '#server/learnings/close.ts';
import { confirmLearning } from '#server/learnings/learn.ts';
import { exportAsked, listAsked, listLearnings, showLearning } from '#server/learnings/queries.ts';

export const learningRoutes: readonly Route[] = [
  get('/learnings', listLearnings),
  get('/learnings/:id', showLearning),
  get('/learnings/:id/people', listAsked),
  download('/learnings/:id/people.xlsx', exportAsked),
  post('/learnings', askLearning),
  post('/learnings/:id/answer', answerLearning),
  post('/learnings/:id/learn', confirmLearning),
  post('/learnings/:id/close', closeLearning),
];
