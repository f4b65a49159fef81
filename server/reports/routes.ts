import { get, post, type Route } from '#server/kernel/routes.ts';
import { listReports } from './queries.ts';
import { submitReport } from './submit.ts';

export const reportRoutes: readonly Route[] = [get('/reports', listReports), post('/reports/:id/submit', submitReport)];
