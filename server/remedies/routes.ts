import { download, get, post, type Route } from '#server/kernel/routes.ts';
import { assignRemedy } from '#server/remedies/assign.ts';
import { dropRemedy } from '#server/remedies/drop.ts';
import { finishRemedy } from '#server/remedies/finish.ts';
import { openRemedies } from '#server/remedies/open.ts';
import { exportRemedies, listRemedies, showRemedy } from '#server/remedies/queries.ts';
import { reopenRemedy } from '#server/remedies/reopen.ts';

export const remedyRoutes: readonly Route[] = [
  get('/remedies', listRemedies),
  download('/remedies/export.xlsx', exportRemedies),
  get('/remedies/:id', showRemedy),
  post('/remedies/open', openRemedies),
  post('/remedies/:id/assign', assignRemedy),
  post('/remedies/:id/finish', finishRemedy),
  post('/remedies/:id/drop', dropRemedy),
  post('/remedies/:id/reopen', reopenRemedy),
];
