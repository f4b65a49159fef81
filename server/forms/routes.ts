import { addForm } from '#server/forms/add.ts';
import { discardForm } from '#server/forms/discard.ts';
import { editForm } from '#server/forms/edit.ts';
import { publishForm } from '#server/forms/publish.ts';
import { listForms, showForm } from '#server/forms/queries.ts';
import { withdrawForm } from '#server/forms/withdraw.ts';
import { get, post, type Route } from '#server/kernel/routes.ts';

export const formRoutes: readonly Route[] = [
  get('/forms', listForms),
  get('/forms/:id', showForm),
  post('/forms', addForm),
  post('/forms/:id/edit', editForm),
  post('/forms/:id/publish', publishForm),
  post('/forms/:id/withdraw', withdrawForm),
  post('/forms/:id/discard', discardForm),
];
