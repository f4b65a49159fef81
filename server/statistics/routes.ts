import { get, type Route } from '#server/kernel/routes.ts';
import { listStatistics } from '#server/statistics/queries.ts';

export const statisticRoutes: readonly Route[] = [get('/statistics', listStatistics)];
