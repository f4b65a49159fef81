import { addAuthority } from '#server/authorities/add.ts';
import { closeAuthority } from '#server/authorities/close.ts';
import { editAuthority } from '#server/authorities/edit.ts';
import { listAuthorities } from '#server/authorities/queries.ts';
import { get, post, type Route } from '#server/kernel/routes.ts';

export const authorityRoutes: readonly Route[] = [
  get('/authorities', listAuthorities),
  post('/authorities', addAuthority),
  post('/authorities/:id/edit', editAuthority),
  post('/authorities/:id/close', closeAuthority),
];
