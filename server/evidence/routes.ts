import { depositEvidence } from '#server/evidence/deposit.ts';
import { listCheckpoints, showMonitor } from '#server/evidence/monitor.ts';
import { exportDeposits, listDeposits, showDeposit } from '#server/evidence/queries.ts';
import { showTrust } from '#server/evidence/trust.ts';
import { download, get, post, type Route } from '#server/kernel/routes.ts';

export const evidenceRoutes: readonly Route[] = [
  get('/evidence', listDeposits),
  download('/evidence/export.xlsx', exportDeposits),
  post('/evidence', depositEvidence),
  get('/evidence/monitor', showMonitor),
  get('/evidence/checkpoints', listCheckpoints),
  get('/evidence/trust', showTrust),
  get('/evidence/:id', showDeposit),
];
