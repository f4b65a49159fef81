import { depositEvidence } from '#server/evidence/deposit.ts';
import { downloadKit } from '#server/evidence/kit/kit.ts';
import { listCheckpoints, showMonitor } from '#server/evidence/monitor.ts';
import { downloadProof } from '#server/evidence/proof.ts';
import { exportDeposits, listDeposits, showDeposit } from '#server/evidence/queries.ts';
import { requestToken } from '#server/evidence/request-token.ts';
import { showTrust } from '#server/evidence/trust.ts';
import { download, get, post, type Route } from '#server/kernel/routes.ts';

export const evidenceRoutes: readonly Route[] = [
  get('/evidence', listDeposits),
  download('/evidence/export.xlsx', exportDeposits),
  download('/evidence/kit', downloadKit),
  post('/evidence', depositEvidence),
  get('/evidence/monitor', showMonitor),
  get('/evidence/checkpoints', listCheckpoints),
  get('/evidence/trust', showTrust),
  get('/evidence/:id', showDeposit),
  download('/evidence/:id/proof', downloadProof),
  post('/evidence/:id/token', requestToken),
];
