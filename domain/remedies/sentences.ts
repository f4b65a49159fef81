import type { Sentences } from '../sentence.ts';

/** Refusals of actions, sheets and links that follow an assessment. */
export const remedySentences: Sentences = {
  remedy_open_twice: {
    zh: '该评估项已有一项待办整改，不能再恢复这一项。请办理待办的那一项。',
    en: 'An action for this item is open already. Work on that one instead of reopening this one.',
  },
  member_unknown: {
    zh: '负责人须是本企业在册人员。请在人员名单中选择，或先登记该人员。',
    en: 'The person in charge must be one of the firm’s people. Choose from the list, or enter the person first.',
  },
  only_firm_names_owner: {
    zh: '负责人由企业指定。您可以修改完成期限，或请企业指定负责人。',
    en: 'The firm itself names who is in charge. You may change the day, or ask the firm to name somebody.',
  },
  proof_unknown: {
    zh: '所选存证不存在或不属于本单位。请重新选择，或先完成存证。',
    en: 'This deposit does not exist or is not your organisation’s. Choose another, or deposit the proof first.',
  },
  place_not_overseen: {
    zh: '您只能查看本地区及下级地区的情况。请选择本地区或下级地区。',
    en: 'You can see your own region and those below it. Choose one of these.',
  },
};
