import { get, post, type Route } from '#server/kernel/routes.ts';
import { issueKey } from '#server/keys/issue.ts';
import { listKeys } from '#server/keys/queries.ts';
import { revokeKey } from '#server/keys/revoke.ts';

export const keyRoutes: readonly Route[] = [
  get('/keys', listKeys),
  post('/keys', issueKey),
  post('/keys/:id/revoke', revokeKey),
];
