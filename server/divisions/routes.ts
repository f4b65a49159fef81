import { addDivision } from '#server/divisions/add.ts';
import { editDivision } from '#server/divisions/edit.ts';
import { listDivisions, showDivision } from '#server/divisions/queries.ts';
import { get, post, type Route } from '#server/kernel/routes.ts';

export const divisionRoutes: readonly Route[] = [
  get('/divisions', listDivisions),
  get('/divisions/:code', showDivision),
  post('/divisions', addDivision),
  post('/divisions/:code/edit', editDivision),
];
