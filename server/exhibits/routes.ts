import { addExhibit } from '#server/exhibits/add.ts';
import { discardExhibit } from '#server/exhibits/discard.ts';
import { editExhibit } from '#server/exhibits/edit.ts';
import { hashExhibit } from '#server/exhibits/hash.ts';
import { moveExhibit } from '#server/exhibits/move.ts';
import { exportExhibits, exportRecord, listExhibits, showExhibit } from '#server/exhibits/queries.ts';
import { receiveExhibit } from '#server/exhibits/receive.ts';
import { releaseExhibit } from '#server/exhibits/release.ts';
import { sealExhibit } from '#server/exhibits/seal.ts';
import { takeExhibit } from '#server/exhibits/take.ts';
import { unsealExhibit } from '#server/exhibits/unseal.ts';
import { download, get, post, type Route } from '#server/kernel/routes.ts';

export const exhibitRoutes: readonly Route[] = [
  get('/exhibits', listExhibits),
  download('/exhibits/export.xlsx', exportExhibits),
  get('/exhibits/:id', showExhibit),
  download('/exhibits/:id/record.xlsx', exportRecord),
  post('/exhibits', addExhibit),
  post('/exhibits/:id/edit', editExhibit),
  post('/exhibits/:id/discard', discardExhibit),
  post('/exhibits/:id/take', takeExhibit),
  post('/exhibits/:id/seal', sealExhibit),
  post('/exhibits/:id/hash', hashExhibit),
  post('/exhibits/:id/move', moveExhibit),
  post('/exhibits/:id/receive', receiveExhibit),
  post('/exhibits/:id/unseal', unsealExhibit),
  post('/exhibits/:id/release', releaseExhibit),
];
