import { addEnterprise } from '#server/enterprises/add.ts';
import { addTag } from '#server/enterprises/add-tag.ts';
import { assignEnterprise } from '#server/enterprises/assign.ts';
import { closeTag } from '#server/enterprises/close-tag.ts';
import { editEnterprise } from '#server/enterprises/edit.ts';
import { exportEnterprises, listEnterprises, showEnterprise, showTerms } from '#server/enterprises/queries.ts';
import { download, get, post, type Route } from '#server/kernel/routes.ts';

export const enterpriseRoutes: readonly Route[] = [
  get('/enterprises', listEnterprises),
  download('/enterprises/export.xlsx', exportEnterprises),
  get('/enterprises/terms', showTerms),
  post('/enterprises/tags', addTag),
  post('/enterprises/tags/:key/close', closeTag),
  get('/enterprises/:id', showEnterprise),
  post('/enterprises', addEnterprise),
  post('/enterprises/:id/edit', editEnterprise),
  post('/enterprises/:id/assign', assignEnterprise),
];
