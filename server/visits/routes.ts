import { download, get, post, type Route } from '#server/kernel/routes.ts';
import { addVisit } from '#server/visits/add.ts';
import { confirmFinding } from '#server/visits/confirm.ts';
import { discardVisit } from '#server/visits/discard.ts';
import { editVisit } from '#server/visits/edit.ts';
import {
  exportResearch,
  exportVisits,
  listFirms,
  listVisits,
  showResearch,
  showVisit,
} from '#server/visits/queries.ts';
import { reopenFinding } from '#server/visits/reopen.ts';
import { reportFinding } from '#server/visits/report.ts';

export const visitRoutes: readonly Route[] = [
  get('/visits', listVisits),
  download('/visits/export.xlsx', exportVisits),
  get('/visits/firms', listFirms),
  get('/visits/research', showResearch),
  download('/visits/research.xlsx', exportResearch),
  get('/visits/:id', showVisit),
  post('/visits', addVisit),
  post('/visits/:id/edit', editVisit),
  post('/visits/:id/discard', discardVisit),
  post('/visits/findings/:id/report', reportFinding),
  post('/visits/findings/:id/confirm', confirmFinding),
  post('/visits/findings/:id/reopen', reopenFinding),
];
