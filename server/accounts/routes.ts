import { acceptInvitation } from '#server/accounts/accept.ts';
import { changePassword } from '#server/accounts/change-password.ts';
import { confirmTotp } from '#server/accounts/confirm-totp.ts';
import { enrolTotp } from '#server/accounts/enrol-totp.ts';
import { enterDemonstration } from '#server/accounts/enter.ts';
import { invitePerson } from '#server/accounts/invite.ts';
import { listDemonstration, listPlaces, listSessions, showInvitation, showMe } from '#server/accounts/queries.ts';
import { revokeSession } from '#server/accounts/revoke.ts';
import { setUp } from '#server/accounts/set-up.ts';
import { signIn as signInVerb } from '#server/accounts/sign-in.ts';
import { signOut as signOutVerb } from '#server/accounts/sign-out.ts';
import { switchPost } from '#server/accounts/switch-post.ts';
import { unlockAccount } from '#server/accounts/unlock.ts';
import { get, post, type Route, signIn, signOut } from '#server/kernel/routes.ts';

export const accountRoutes: readonly Route[] = [
  get('/accounts/me', showMe),
  get('/accounts/sessions', listSessions),
  get('/accounts/invitation', showInvitation),
  get('/accounts/demonstration', listDemonstration),
  get('/accounts/places', listPlaces),
  signIn('/accounts/set-up', setUp),
  signIn('/accounts/accept', acceptInvitation),
  signIn('/accounts/sign-in', signInVerb),
  signIn('/accounts/enter', enterDemonstration),
  signOut('/accounts/sign-out', signOutVerb),
  post('/accounts/sessions/:id/revoke', revokeSession),
  post('/accounts/change-password', changePassword),
  post('/accounts/enrol-totp', enrolTotp),
  post('/accounts/confirm-totp', confirmTotp),
  post('/accounts/switch-post', switchPost),
  post('/accounts/invite', invitePerson),
  post('/accounts/unlock', unlockAccount),
];
