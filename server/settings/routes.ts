import { get, post, type Route, upload } from '#server/kernel/routes.ts';
import { editSetting } from '#server/settings/edit.ts';
import { importCalendar } from '#server/settings/import-calendar.ts';
import { listSettings, showCalendar } from '#server/settings/queries.ts';

export const settingRoutes: readonly Route[] = [
  get('/settings', listSettings),
  get('/settings/calendar', showCalendar),
  post('/settings/:id/edit', editSetting),
  upload('/settings/calendar/import', importCalendar),
];
