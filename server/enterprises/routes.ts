import { addEnterprise } from '#server/enterprises/add.ts';
import { addTag } from '#server/enterprises/add-tag.ts';
import { applyImport } from '#server/enterprises/apply.ts';
import { approveApplication } from '#server/enterprises/approve.ts';
import { assignEnterprise } from '#server/enterprises/assign.ts';
import { cancelImport } from '#server/enterprises/cancel-import.ts';
import { closeTag } from '#server/enterprises/close-tag.ts';
import { declineApplication } from '#server/enterprises/decline.ts';
import { editEnterprise } from '#server/enterprises/edit.ts';
import { importEnterprises } from '#server/enterprises/import.ts';
import { exportErrors, listImports, showImport } from '#server/enterprises/intake/queries.ts';
import { inviteEnterprise } from '#server/enterprises/invite.ts';
import { joinEnterprise } from '#server/enterprises/join.ts';
import { listApplications, listPlaces, showApplication, showLink } from '#server/enterprises/joining/queries.ts';
import { mapImport } from '#server/enterprises/map.ts';
import { exportEnterprises, listEnterprises, showEnterprise, showTerms } from '#server/enterprises/queries.ts';
import { registerEnterprise } from '#server/enterprises/register.ts';
import { download, get, post, type Route, signIn, upload } from '#server/kernel/routes.ts';

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
  get('/enterprises/invitation', showLink),
  signIn('/enterprises/join', joinEnterprise),
  get('/enterprises/places', listPlaces),
  signIn('/enterprises/register', registerEnterprise),
  get('/enterprises/application', showApplication),
  get('/enterprises/applications', listApplications),
  post('/enterprises/applications/:id/approve', approveApplication),
  post('/enterprises/applications/:id/decline', declineApplication),
  get('/enterprises/:id', showEnterprise),
  post('/enterprises', addEnterprise),
  post('/enterprises/:id/edit', editEnterprise),
  post('/enterprises/:id/assign', assignEnterprise),
  post('/enterprises/:id/invite', inviteEnterprise),
];
