import { download, get, post, type Route } from '#server/kernel/routes.ts';
import { addTarget } from '#server/targets/add.ts';
import { editTarget } from '#server/targets/edit.ts';
import { overrideTarget } from '#server/targets/override.ts';
import { exportTargets, listTargets, showTarget, targetRows } from '#server/targets/queries.ts';
import { splitTarget } from '#server/targets/split.ts';
import { withdrawOverride } from '#server/targets/withdraw.ts';

export const targetRoutes: readonly Route[] = [
  get('/targets', listTargets),
  download('/targets/export.xlsx', exportTargets),
  get('/targets/:id', showTarget),
  get('/targets/:id/rows', targetRows),
  post('/targets', addTarget),
  post('/targets/:id/edit', editTarget),
  post('/targets/:id/override', overrideTarget),
  post('/targets/:id/withdraw', withdrawOverride),
  post('/targets/:id/split', splitTarget),
];
