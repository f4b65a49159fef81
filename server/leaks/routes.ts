import { download, get, post, type Route } from '#server/kernel/routes.ts';
import { addLeak } from '#server/leaks/add.ts';
import { checkStep } from '#server/leaks/check-off.ts';
import { closeLeak } from '#server/leaks/close.ts';
import { compilePackage } from '#server/leaks/compile.ts';
import { consultLeak } from '#server/leaks/consult.ts';
import { containLeak } from '#server/leaks/contain.ts';
import { exportLeaks } from '#server/leaks/export.ts';
import { showGuide } from '#server/leaks/guide.ts';
import { prepareSecret } from '#server/leaks/prepare.ts';
import { listLeaks, listPreparations, showLeak } from '#server/leaks/queries.ts';
import { showReadiness } from '#server/leaks/readiness.ts';
import { saveLeak } from '#server/leaks/save.ts';
import { settlePreparation } from '#server/leaks/settle.ts';

export const leakRoutes: readonly Route[] = [
  get('/leaks', listLeaks),
  get('/leaks/guide', showGuide),
  get('/leaks/readiness', showReadiness),
  download('/leaks/export.xlsx', exportLeaks),
  get('/leaks/preparations', listPreparations),
  get('/leaks/:id', showLeak),
  post('/leaks', addLeak),
  post('/leaks/compile', compilePackage),
  post('/leaks/preparations/:secret/prepare', prepareSecret),
  post('/leaks/preparations/:id/settle', settlePreparation),
  post('/leaks/:id/save', saveLeak),
  post('/leaks/:id/consult', consultLeak),
  post('/leaks/:id/check-off', checkStep),
  post('/leaks/:id/contain', containLeak),
  post('/leaks/:id/close', closeLeak),
];
