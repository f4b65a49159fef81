import { exportEvents, listEvents } from '#server/events/queries.ts';
import { download, get, type Route } from '#server/kernel/routes.ts';

export const eventRoutes: readonly Route[] = [
  get('/events', listEvents),
  download('/events/export.xlsx', exportEvents),
];
