import { download, get, post, type Route, upload } from '#server/kernel/routes.ts';
import { addMember } from '#server/members/add.ts';
import { changePost } from '#server/members/change-post.ts';
import { editMember } from '#server/members/edit.ts';
import { finishKit } from '#server/members/finish-kit.ts';
import { importMembers } from '#server/members/import.ts';
import { inviteMember } from '#server/members/invite.ts';
import { joinFirm } from '#server/members/join.ts';
import { memberLeaves } from '#server/members/leave.ts';
import { linkMember } from '#server/members/link-account.ts';
import { exportMembers, listGroups, listMembers, listOpeners, showMember } from '#server/members/queries.ts';
import { recordStep } from '#server/members/record-step.ts';

export const memberRoutes: readonly Route[] = [
  get('/members', listMembers),
  download('/members/export.xlsx', exportMembers),
  get('/members/openers', listOpeners),
  get('/members/groups', listGroups),
  get('/members/:id', showMember),
  post('/members', addMember),
  upload('/members/import', importMembers),
  post('/members/join', joinFirm),
  post('/members/:id/edit', editMember),
  post('/members/:id/invite', inviteMember),
  post('/members/:id/link-account', linkMember),
  post('/members/:id/change-post', changePost),
  post('/members/:id/leave', memberLeaves),
  post('/members/kits/:id/record-step', recordStep),
  post('/members/kits/:id/finish-kit', finishKit),
];
