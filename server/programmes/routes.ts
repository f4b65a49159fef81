import { get, post, type Route } from '#server/kernel/routes.ts';
import { assignUnit } from './assign.ts';
import { closeProgramme } from './close.ts';
import { editProgramme } from './edit.ts';
import { linkProgramme } from './link.ts';
import { showOverview } from './overview.ts';
import { listProgrammes, showProgramme } from './queries.ts';
import { reopenProgramme } from './reopen.ts';

export const programmeRoutes: readonly Route[] = [
  get('/programmes', listProgrammes),
  get('/programmes/overview', showOverview),
  get('/programmes/:id', showProgramme),
  post('/programmes/:id/edit', editProgramme),
  post('/programmes/:id/assign', assignUnit),
  post('/programmes/:id/link', linkProgramme),
  post('/programmes/:id/close', closeProgramme),
  post('/programmes/:id/reopen', reopenProgramme),
];
