import { listDuties } from '#server/home/duties.ts';
import { showHome, showLeader } from '#server/home/queries.ts';
import { visitHome } from '#server/home/visit.ts';
import { get, post, type Route } from '#server/kernel/routes.ts';

export const homeRoutes: readonly Route[] = [
  get('/home', showHome),
  get('/home/leader', showLeader),
  get('/home/duties', listDuties),
  post('/home/visit', visitHome),
];
