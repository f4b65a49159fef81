import { get, post, type Route } from '#server/kernel/routes.ts';
import { addWitness } from '#server/witnesses/add.ts';
import { closeWitness } from '#server/witnesses/close.ts';
import { editWitness } from '#server/witnesses/edit.ts';
import { listWitnesses } from '#server/witnesses/queries.ts';

export const witnessRoutes: readonly Route[] = [
  get('/witnesses', listWitnesses),
  post('/witnesses', addWitness),
  post('/witnesses/:id/edit', editWitness),
  post('/witnesses/:id/close', closeWitness),
];
