import { get, post, type Route } from '#server/kernel/routes.ts';
import { addPerson } from '#server/people/add.ts';
import { appointPerson } from '#server/people/appoint.ts';
import { dismissPerson } from '#server/people/dismiss.ts';
import { editPerson } from '#server/people/edit.ts';
import { personLeaves } from '#server/people/leave.ts';
import { listPeople, showPerson } from '#server/people/queries.ts';

export const peopleRoutes: readonly Route[] = [
  get('/people', listPeople),
  get('/people/:id', showPerson),
  post('/people', addPerson),
  post('/people/:id/edit', editPerson),
  post('/people/:id/appoint', appointPerson),
  post('/people/:id/dismiss', dismissPerson),
  post('/people/:id/leave', personLeaves),
];
