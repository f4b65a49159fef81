import { admitIdentity } from '#server/identities/admit.ts';
import { foundRoll } from '#server/identities/found.ts';
import { makeIdentity } from '#server/identities/make.ts';
import { passkeyIdentity } from '#server/identities/passkey.ts';
import { pinRoll } from '#server/identities/pin.ts';
import { listIdentities, showIdentity, showRoll } from '#server/identities/queries.ts';
import { removeIdentity } from '#server/identities/remove.ts';
import { replaceRecovery } from '#server/identities/replace-recovery.ts';
import { resealIdentity } from '#server/identities/reseal.ts';
import { retireIdentity } from '#server/identities/retire.ts';
import { get, post, type Route } from '#server/kernel/routes.ts';

export const identityRoutes: readonly Route[] = [
  get('/identities', listIdentities),
  get('/identities/mine', showIdentity),
  get('/identities/roll', showRoll),
  post('/identities', makeIdentity),
  post('/identities/found', foundRoll),
  post('/identities/replace-recovery', replaceRecovery),
  post('/identities/reseal', resealIdentity),
  post('/identities/passkey', passkeyIdentity),
  post('/identities/pin', pinRoll),
  post('/identities/retire', retireIdentity),
  post('/identities/:id/admit', admitIdentity),
  post('/identities/remove', removeIdentity),
];
