import { adoptDocument } from '#server/documents/adopt.ts';
import { attachDocument } from '#server/documents/attach.ts';
import { discardDocument } from '#server/documents/discard.ts';
import { editDocument } from '#server/documents/edit.ts';
import { prepareDocument } from '#server/documents/prepare.ts';
import {
  bundleDocuments,
  listDocuments,
  listTemplates,
  showDocument,
  showPaper,
  showTemplate,
  touchedDocuments,
} from '#server/documents/queries.ts';
import { replaceDocument } from '#server/documents/replace.ts';
import { stepDocument } from '#server/documents/step.ts';
import { download, get, post, type Route, upload } from '#server/kernel/routes.ts';

export const documentRoutes: readonly Route[] = [
  get('/documents', listDocuments),
  get('/documents/templates', listTemplates),
  get('/documents/templates/:key', showTemplate),
  get('/documents/touched', touchedDocuments),
  download('/documents/bundle.zip', bundleDocuments),
  get('/documents/:id', showDocument),
  download('/documents/:id/paper.docx', showPaper),
  post('/documents/prepare', prepareDocument),
  post('/documents/:id/edit', editDocument),
  upload('/documents/:id/attach', attachDocument),
  post('/documents/:id/step', stepDocument),
  post('/documents/:id/adopt', adoptDocument),
  post('/documents/:id/replace', replaceDocument),
  post('/documents/:id/discard', discardDocument),
];
