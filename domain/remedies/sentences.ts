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
  link_unknown: {
    zh: '链接不完整或不存在。请核对是否完整复制，或请发送人重新发送。',
    en: 'This link is incomplete or unknown. Check that it was copied whole, or ask the sender for another.',
  },
  link_ended: {
    zh: '该评估已提交，链接已失效。如需更正，请联系发送链接的单位。',
    en: 'This assessment has been handed in and its link has ended. To correct something, ask whoever sent the link.',
  },
  link_revoked: {
    zh: '该链接已被撤回。如仍需填写，请发送人重新发送。',
    en: 'This link was taken back. If you are still to fill the form, ask the sender for another.',
  },
  link_expired: {
    zh: '该链接已过有效期，已填内容仍保留。请发送人重新发送链接。',
    en: 'This link has expired; what you filled is kept. Ask the sender for a new link.',
  },
  sheet_not_ours: {
    zh: '未找到评估表标识，无法确认是哪一份评估。请使用从评估页下载的表格填写，不要复制到新表中。',
    en: 'The sheet does not say which assessment it is of. Fill the sheet that was downloaded here; do not copy it into a new one.',
  },
  sheet_of_another: {
    zh: '该表格属于另一份评估。请在对应的评估页导入，或重新下载本评估的表格。',
    en: 'This sheet is of another assessment. Send it in there, or download the sheet of this one.',
  },
  sheet_form_changed: {
    zh: '该表格按旧版评估表制作，本评估已换用新版。请重新下载表格，已填内容会保留在其中。',
    en: 'This sheet is of an older version of the form. Download the sheet again; what is answered already is in it.',
  },
  sheet_form_withdrawn: {
    zh: '该评估表已停用，不能再导入。请先在评估页换用现行评估表，再下载新表格填写；相同项目的答案会保留。',
    en: 'This form was withdrawn. Renew the assessment to the present form on its page, then download the sheet again; answers to the same items are kept.',
  },
  sheet_head_missing: {
    zh: '表头缺少“{head}”列。请恢复该列标题，或重新下载表格。',
    en: 'The column “{head}” is missing. Put its title back, or download the sheet again.',
  },
  sheet_item_missing: {
    zh: '表中缺少评估项{item}。请补回该行，或在评估页直接填写。',
    en: 'Item {item} is missing in the sheet. Put its row back, or answer it on the page.',
  },
  sheet_item_unknown: {
    zh: '“{item}”不是本评估的评估项编号。请恢复原编号。',
    en: '“{item}” is no item of this assessment. Put the code back as it was.',
  },
  sheet_item_twice: {
    zh: '评估项{item}出现多次。请只保留一行。',
    en: 'Item {item} appears more than once. Keep one row of it.',
  },
  sheet_answer_unknown: {
    zh: '“{text}”不是可识别的答案。请填“是”“部分”“否”或“不适用”。',
    en: '“{text}” is no answer known here. Write 是 (yes), 部分 (partly), 否 (no) or 不适用 (not applicable).',
  },
  sheet_reason_missing: {
    zh: '评估项{item}填“不适用”时须写明理由。',
    en: 'Item {item}: not applicable needs its reason.',
  },
  sheet_reason_long: {
    zh: '评估项{item}的理由超过{limit}字。请缩短。',
    en: 'Item {item}: the reason has more than {limit} characters. Shorten it.',
  },
  sheet_answer_newer: {
    zh: '评估项{item}在下载表格后已有他人作答，以现有答案为准。如需修改，请在评估页修改。',
    en: 'Somebody answered item {item} after the sheet was downloaded; that answer stands. Change it on the page if need be.',
  },
  place_not_overseen: {
    zh: '您只能查看本地区及下级地区的情况。请选择本地区或下级地区。',
    en: 'You can see your own region and those below it. Choose one of these.',
  },
};
