import { download, get, post, type Route, upload } from '#server/kernel/routes.ts';
import { addSecret } from '#server/secrets/add.ts';
import { beginFile } from '#server/secrets/begin-file.ts';
import { bringBackSecret } from '#server/secrets/bring-back.ts';
import { changeSecret } from '#server/secrets/change.ts';
import { concealSecret } from '#server/secrets/conceal.ts';
import { consultSecrets } from '#server/secrets/consult.ts';
import { declassifySecret } from '#server/secrets/declassify.ts';
import { destroySecret } from '#server/secrets/destroy.ts';
import { discardSecret } from '#server/secrets/discard.ts';
import { discloseSecret } from '#server/secrets/disclose.ts';
import { dropFile } from '#server/secrets/drop-file.ts';
import { endFile } from '#server/secrets/end-file.ts';
import { endorseSecret } from '#server/secrets/endorse.ts';
import { exposeSecret } from '#server/secrets/expose.ts';
import { fetchFile } from '#server/secrets/fetch-file.ts';
import { keepCatalogue } from '#server/secrets/keep-catalogue.ts';
import { nameLevels } from '#server/secrets/name-levels.ts';
import { packSecrets } from '#server/secrets/pack.ts';
import { proposeSecret } from '#server/secrets/propose.ts';
import { putPart } from '#server/secrets/put-part.ts';
import {
  exportReadings,
  exportSecrets,
  fileContent,
  listReadings,
  listSecrets,
  showCatalogue,
  showLevels,
  showSecret,
} from '#server/secrets/queries.ts';
import { rejectSecret } from '#server/secrets/reject.ts';
import { resumeSecret } from '#server/secrets/resume.ts';
import { retractSecret } from '#server/secrets/retract.ts';
import { reviewSecret } from '#server/secrets/review.ts';
import { saveSecret } from '#server/secrets/save.ts';
import { sealSecretsAgain } from '#server/secrets/seal-again.ts';
import { suspendSecret } from '#server/secrets/suspend.ts';
import { useSecret } from '#server/secrets/use.ts';

/** A catalogue of thousands of entries in base64. */
const largeBody = 13 * 1024 * 1024;
/** Twenty sealed records of 256 KiB in base64. */
const batchBody = 8 * 1024 * 1024;

export const secretRoutes: readonly Route[] = [
  get('/secrets', listSecrets),
  get('/secrets/catalogue', showCatalogue),
  get('/secrets/levels', showLevels),
  get('/secrets/readings', listReadings),
  download('/secrets/readings/export.xlsx', exportReadings),
  download('/secrets/exports/:id/export.zip', exportSecrets),
  download('/secrets/files/:file/content', fileContent),
  get('/secrets/:id', showSecret),
  post('/secrets', addSecret),
  post('/secrets/consult', consultSecrets),
  { ...post('/secrets/seal-again', sealSecretsAgain), bodyLimit: batchBody },
  { ...post('/secrets/keep-catalogue', keepCatalogue), bodyLimit: largeBody },
  post('/secrets/name-levels', nameLevels),
  post('/secrets/pack', packSecrets),
  upload('/secrets/files/:file/parts/:number/put-part', putPart),
  post('/secrets/files/:file/end-file', endFile),
  post('/secrets/files/:file/drop-file', dropFile),
  post('/secrets/files/:file/fetch-file', fetchFile),
  post('/secrets/:id/begin-file', beginFile),
  post('/secrets/:id/save', saveSecret),
  post('/secrets/:id/discard', discardSecret),
  post('/secrets/:id/propose', proposeSecret),
  post('/secrets/:id/endorse', endorseSecret),
  post('/secrets/:id/reject', rejectSecret),
  post('/secrets/:id/retract', retractSecret),
  post('/secrets/:id/conceal', concealSecret),
  post('/secrets/:id/use', useSecret),
  post('/secrets/:id/bring-back', bringBackSecret),
  post('/secrets/:id/change', changeSecret),
  post('/secrets/:id/disclose', discloseSecret),
  post('/secrets/:id/suspend', suspendSecret),
  post('/secrets/:id/expose', exposeSecret),
  post('/secrets/:id/resume', resumeSecret),
  post('/secrets/:id/review', reviewSecret),
  post('/secrets/:id/declassify', declassifySecret),
  post('/secrets/:id/destroy', destroySecret),
];
