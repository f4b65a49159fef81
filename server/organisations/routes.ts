import { download, get, post, type Route, upload } from '#server/kernel/routes.ts';
import { addOrganisation } from '#server/organisations/add.ts';
import { closeOrganisation } from '#server/organisations/close.ts';
import { editOrganisation } from '#server/organisations/edit.ts';
import { importOrganisations } from '#server/organisations/import.ts';
import { exportOrganisations, listOrganisations, showOrganisation } from '#server/organisations/queries.ts';

export const organisationRoutes: readonly Route[] = [
  get('/organisations', listOrganisations),
  download('/organisations/export.xlsx', exportOrganisations),
  get('/organisations/:id', showOrganisation),
  post('/organisations', addOrganisation),
  post('/organisations/:id/edit', editOrganisation),
  post('/organisations/:id/close', closeOrganisation),
  upload('/organisations/import', importOrganisations),
];
