import { answerAssessment } from '#server/assessments/answer.ts';
import { changeAssessmentForm } from '#server/assessments/change-form.ts';
import { discardAssessment } from '#server/assessments/discard.ts';
import { fillAssessment } from '#server/assessments/fill.ts';
import { finishAssessment } from '#server/assessments/finish.ts';
import { handInAssessment } from '#server/assessments/hand-in.ts';
import { importSheet } from '#server/assessments/import.ts';
import { inviteToAssessment } from '#server/assessments/invite.ts';
import { listLinks } from '#server/assessments/link-queries.ts';
import { openLink } from '#server/assessments/open-link.ts';
import { reportAssessment } from '#server/assessments/paper/query.ts';
import {
  exportAssessments,
  listAssessments,
  showAnswers,
  showAssessment,
  showResult,
} from '#server/assessments/queries.ts';
import { revokeLink } from '#server/assessments/revoke.ts';
import { downloadSheet } from '#server/assessments/sheet/query.ts';
import { startAssessment } from '#server/assessments/start.ts';
import { download, get, post, type Route, upload } from '#server/kernel/routes.ts';

export const assessmentRoutes: readonly Route[] = [
  get('/assessments', listAssessments),
  download('/assessments/export.xlsx', exportAssessments),
  post('/assessments/outside', openLink),
  post('/assessments/outside/fill', fillAssessment),
  post('/assessments/outside/hand-in', handInAssessment),
  get('/assessments/:id', showAssessment),
  get('/assessments/:id/answers', showAnswers),
  get('/assessments/:id/result', showResult),
  post('/assessments', startAssessment),
  post('/assessments/:id/answer', answerAssessment),
  post('/assessments/:id/finish', finishAssessment),
  post('/assessments/:id/change-form', changeAssessmentForm),
  post('/assessments/:id/discard', discardAssessment),
  download('/assessments/:id/sheet.xlsx', downloadSheet),
  upload('/assessments/:id/import', importSheet),
  download('/assessments/:id/report.docx', reportAssessment),
  get('/assessments/:id/links', listLinks),
  post('/assessments/:id/invite', inviteToAssessment),
  post('/assessments/:id/revoke', revokeLink),
];
