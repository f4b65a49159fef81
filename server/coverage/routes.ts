import { exportFirms, listFirms, listMissed, showCoverage } from '#server/coverage/queries.ts';
import { download, get, type Route } from '#server/kernel/routes.ts';

export const coverageRoutes: readonly Route[] = [
  get('/coverage', showCoverage),
  get('/coverage/items', listMissed),
  get('/coverage/firms', listFirms),
  download('/coverage/firms/export.xlsx', exportFirms),
];
