import type { Sentences } from '../sentence.ts';

export const memberSentences: Sentences = {
  answer_unknown: {
    zh: '该事项没有“{key}”这一填写项。请刷新页面后重新填写。',
    en: 'This step does not ask for “{key}”. Reload the page and fill it in again.',
  },
  cell_not_among: {
    zh: '“{text}”不在可填范围内。请填：{words}。',
    en: '“{text}” is not one of the words for this column: {words}.',
  },
  cell_not_phone: {
    zh: '“{text}”不是电话号码。请只填数字、加号、括号和短横线。',
    en: '“{text}” is no telephone number. Use digits, plus, brackets and hyphens.',
  },
  has_account: {
    zh: '该人员已有本企业账号。如需变更权限，请办理岗位变更；忘记密码的，请重新发送邀请。',
    en: 'This person has an account of the firm already. Change the post for other rights, or send a new link for a lost password.',
  },
  kit_open_steps: {
    zh: '清单还有{count}项未办理。请先办理，或者写明提前办结的理由。',
    en: '{count} steps of the list are open. Do them first, or say why it is finished without them.',
  },
  last_day_far: {
    zh: '最后工作日距今超过一年。请核对日期。',
    en: 'The last day is more than a year away. Check the date.',
  },
  last_officer: {
    zh: '这是本企业最后一名在用的企业保密管理员。请先邀请另一名管理员并开通账号，再办理。',
    en: 'This is the last officer of the firm with an account in use. Invite another officer and have the account opened first.',
  },
  left_before_entry: {
    zh: '最后工作日早于入职日期。请核对两个日期。',
    en: 'The last day is before the day of entry. Check both.',
  },
  link_expired: {
    zh: '该加入链接已过期。请联系本企业保密管理员重新发送。',
    en: 'This link to join has expired. Ask the firm’s officer for a new one.',
  },
  link_unknown: {
    zh: '加入链接无效。请核对是否完整复制，或请企业保密管理员重新发送。',
    en: 'This link to join is not known. Check that it was copied whole, or ask the firm’s officer for a new one.',
  },
  link_used: {
    zh: '该加入链接已使用过。如非本人使用，请立即联系企业保密管理员。',
    en: 'This link to join has been used. If it was not you, tell the firm’s officer at once.',
  },
  member_left: {
    zh: '该人员已离职，不能再办理此事项。再次入职请新增人员。',
    en: 'This person has left the firm. Somebody who comes back is added anew.',
  },
  person_elsewhere: {
    zh: '该人员在其他单位也有岗位，本企业不能重设其密码。请本人用原密码登录，或联系安全管理员。',
    en: 'This person holds posts elsewhere, so the firm cannot reset the password. Sign in with the present one, or ask the security administrator.',
  },
  person_is_member: {
    zh: '您的账号已关联本企业的另一名人员。请企业保密管理员核对人员名单。',
    en: 'Your account belongs to another entry of this firm already. Ask its officer to check the list.',
  },
};
