import { addAgreement } from '#server/agreements/add.ts';
import { askAgreements } from '#server/agreements/ask-people.ts';
import { beginSigning } from '#server/agreements/begin.ts';
import { discardAgreement } from '#server/agreements/discard.ts';
import { editAgreement } from '#server/agreements/edit.ts';
import { endAgreement } from '#server/agreements/end-agreement.ts';
import { endEarly } from '#server/agreements/end-early.ts';
import { enterCode } from '#server/agreements/enter-code.ts';
import { exportCopy, exportRecord } from '#server/agreements/papers.ts';
import { payMonth } from '#server/agreements/pay.ts';
import { exportAgreements, exportPays, listAgreements, showAgreement } from '#server/agreements/queries.ts';
import { recallAgreement } from '#server/agreements/recall.ts';
import { recordPaper } from '#server/agreements/record-paper.ts';
import { renewAgreement } from '#server/agreements/renew-agreement.ts';
import { sendAgreement } from '#server/agreements/send.ts';
import { signAgreement } from '#server/agreements/sign.ts';
import { startTerm } from '#server/agreements/start-term.ts';
import { showText } from '#server/agreements/text.ts';
import { download, get, post, type Route, signIn } from '#server/kernel/routes.ts';

export const agreementRoutes: readonly Route[] = [
  get('/agreements', listAgreements),
  download('/agreements/export.xlsx', exportAgreements),
  download('/agreements/copy.pdf', exportCopy),
  get('/agreements/:id', showAgreement),
  download('/agreements/:id/record.pdf', exportRecord),
  get('/agreements/:id/text', showText),
  download('/agreements/:id/pays.xlsx', exportPays),
  post('/agreements', addAgreement),
  post('/agreements/ask-people', askAgreements),
  // Like a sign-in: limited for each address, which is noted with the program; a wrong code is counted, then refused.
  signIn('/agreements/enter-code', enterCode),
  signIn('/agreements/sign', signAgreement),
  post('/agreements/pays/:id/pay', payMonth),
  post('/agreements/:id/edit', editAgreement),
  post('/agreements/:id/send', sendAgreement),
  post('/agreements/:id/recall', recallAgreement),
  post('/agreements/:id/discard', discardAgreement),
  post('/agreements/:id/record-paper', recordPaper),
  post('/agreements/:id/begin', beginSigning),
  post('/agreements/:id/start-term', startTerm),
  post('/agreements/:id/end-agreement', endAgreement),
  post('/agreements/:id/end-early', endEarly),
  post('/agreements/:id/renew-agreement', renewAgreement),
];
