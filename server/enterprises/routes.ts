import { addEnterprise } from '#server/enterprises/add.ts';
import { addTag } from '#server/enterprises/add-tag.ts';
import { applyImport } from '#server/enterprises/apply.ts';
import { assignEnterprise } from '#server/enterprises/assign.ts';
import { cancelImport } from '#server/enterprises/cancel-import.ts';
import { closeTag } from '#server/enterprises/close-tag.ts';
import { editEnterprise } from '#server/enterprises/edit.ts';
import { importEnterprises } from '#server/enterprises/import.ts';
import { exportErrors, listImports, showImport } from '#server/enterprises/intake/queries.ts';
import { mapImport } from '#server/enterprises/map.ts';
import { exportEnterprises, listEnterprises, showEnterprise, showTerms } from '#server/enterprises/queries.ts';
import { download, get, post, type Route, upload } from '#server/kernel/routes.ts';

export const enterpriseRoutes: readonly Route[] = [
  get('/enterprises', listEnterprises),
  download('/enterprises/export.xlsx', exportEnterprises),
  get('/enterprises/terms', showTerms),
  post('/enterprises/tags', addTag),
  post('/enterprises/tags/:key/close', closeTag),
  get('/enterprises/imports', listImports),
  upload('/enterprises/import', importEnterprises),
  get('/enterprises/imports/:id', showImport),
  download('/enterprises/imports/:id/errors.xlsx', exportErrors),
  post('/enterprises/imports/:id/map', mapImport),
  post('/enterprises/imports/:id/apply', applyImport),
  post('/enterprises/imports/:id/cancel', cancelImport),
  get('/enterprises/:id', showEnterprise),
  post('/enterprises', addEnterprise),
  post('/enterprises/:id/edit', editEnterprise),
  post('/enterprises/:id/assign', assignEnterprise),
];
