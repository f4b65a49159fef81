import { get, post, type Route } from '#server/kernel/routes.ts';
import { addPilot } from './add.ts';
import { editPilot } from './edit.ts';
import { listPilots } from './queries.ts';

export const pilotRoutes: readonly Route[] = [
  get('/pilots', listPilots),
  post('/pilots', addPilot),
  post('/pilots/:id/edit', editPilot),
];
