import { answerAssessment } from '#server/assessments/answer.ts';
import { discardAssessment } from '#server/assessments/discard.ts';
import { finishAssessment } from '#server/assessments/finish.ts';
import { exportAssessments, listAssessments, showAnswers, showAssessment, showResult } from '#server/assessments/queries.ts';
import { renewAssessment } from '#server/assessments/renew.ts';
import { startAssessment } from '#server/assessments/start.ts';
import { download, get, post, type Route } from '#server/kernel/routes.ts';

export const assessmentRoutes: readonly Route[] = [
  get('/assessments', listAssessments),
  download('/assessments/export.xlsx', exportAssessments),
  get('/assessments/:id', showAssessment),
  get('/assessments/:id/answers', showAnswers),
  get('/assessments/:id/result', showResult),
  post('/assessments', startAssessment),
  post('/assessments/:id/answer', answerAssessment),
  post('/assessments/:id/finish', finishAssessment),
  post('/assessments/:id/renew', renewAssessment),
  post('/assessments/:id/discard', discardAssessment),
];
