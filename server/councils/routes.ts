import { get, post, type Route } from '#server/kernel/routes.ts';
import { editCouncil } from './edit.ts';
import { showCouncil } from './queries.ts';

/** A programme has one council: it is named by the programme's id. */
export const councilRoutes: readonly Route[] = [
  get('/councils/:id', showCouncil),
  post('/councils/:id/edit', editCouncil),
];
