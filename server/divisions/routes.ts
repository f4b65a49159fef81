import { listDivisions } from '#server/divisions/queries.ts';
import { get, type Route } from '#server/kernel/routes.ts';

export const divisionRoutes: readonly Route[] = [get('/divisions', listDivisions)];
