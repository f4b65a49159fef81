import type { Sentences } from '../sentence.ts';

export const secretSentences: Sentences = {
  export_ended: {
    zh: '导出链接已过期（有效期1小时）。请重新导出。',
    en: 'This export has ended (it is good for an hour). Export again.',
  },
  file_not_whole: {
    zh: '文件尚未上传完整，已收到{received}段，共{parts}段。请继续上传后再试。',
    en: 'The file is not whole yet: {received} of {parts} parts arrived. Go on uploading, then try again.',
  },
  files_are_officers: {
    zh: '该秘密已提请定密，附件只能由企业保密管理员移除。请联系企业保密管理员。',
    en: 'This secret is no draft any more: only an officer of the firm removes its files. Ask your firm’s officer.',
  },
  has_open_copies: {
    zh: '尚有{count}份载体外借未还，不能办理。请先登记归还。',
    en: '{count} copies are out and not back yet. Record their return first.',
  },
  level_words_same: {
    zh: '三个密级的名称不能相同。请分别填写。',
    en: 'The three levels need three different words.',
  },
  level_words_state: {
    zh: '“{name}”是国家秘密的密级（保守国家秘密法第十四条），不用作商业秘密的密级，以免混淆。请改用核心、重要、一般等名称。',
    en: '“{name}” is a level of state secrets (Law on Guarding State Secrets, art. 14) and would be taken for one. Choose another word, such as core, important or ordinary.',
  },
  no_firm: {
    zh: '密钥、商业秘密台账和泄密处置只供企业使用。请切换到企业岗位后办理。',
    en: 'Keys, the register of secrets and incidents belong to firms. Switch to your post in the firm.',
  },
  not_reader: {
    zh: '您不在该秘密的知悉范围内，不能查阅或办理。如确需知悉，请联系企业保密管理员。',
    en: 'You are not on the need-to-know list of this secret. If you need it, ask your firm’s officer.',
  },
  not_sealed: {
    zh: '收到的内容未加密，已拒收，未作任何保存。请刷新页面，解锁密钥后重试。',
    en: 'What arrived is not sealed; it was refused and nothing was kept. Reload the page, unlock your key and try again.',
  },
  part_differs: {
    zh: '第{number}段与此前收到的内容不一致。请重新选择同一文件，或放弃后重新上传。',
    en: 'Part {number} differs from what arrived before. Choose the same file, or begin the upload anew.',
  },
  part_order: {
    zh: '请从第{next}段继续上传。',
    en: 'Go on with part {next}.',
  },
  part_size: {
    zh: '第{number}段应为{size}字节，收到的大小不符。请重试。',
    en: 'Part {number} should have {size} bytes. Try again.',
  },
  period_wrong: {
    zh: '保密期限填写有误：选“至某日”时须填写今天以后的日期，其他方式不填日期。请核对。',
    en: 'The period is not right: “until a day” needs a day to come, the others have none. Correct it.',
  },
  reader_not_in_firm: {
    zh: '知悉范围中有人不是本企业在任人员。请核对后重新保存。',
    en: 'Somebody on the need-to-know list holds no post in this firm. Check the list and save again.',
  },
  readers_are_officers: {
    zh: '知悉范围由企业保密管理员调整。请联系保密管理员。',
    en: 'The need-to-know list is changed by the firm’s officers. Ask one of them.',
  },
  reading_ended: {
    zh: '本次查阅已超过1小时。请重新打开文件。',
    en: 'This reading was opened more than an hour ago. Open the file again.',
  },
  same_person: {
    zh: '提出人与审批人不能是同一人。请由另一名知悉该秘密的保密管理员审批。',
    en: 'Whoever proposed it does not approve it. Ask another officer who is on the need-to-know list.',
  },
  sealed_too_large: {
    zh: '本条内容加密后有{size} KB，超过{limit} KB的上限，未保存。请删减文字；长文请存成文件，作为秘密的附件加密上传。',
    en: 'Sealed, this has {size} KB; {limit} KB is the most, and nothing was saved. Shorten it, or put long texts into a file and add it to the secret’s sealed files.',
  },
  state_secret: {
    zh: '国家秘密不得录入本系统，本次内容未保存。请立即停止录入，按照保守国家秘密法的规定，交由本单位保密工作机构在涉密系统中办理。',
    en: 'State secrets must not be entered here; nothing was kept. Stop, and hand the matter to your organisation’s office for state secrets, as the Law on Guarding State Secrets requires.',
  },
  step_waits: {
    zh: '该秘密有一项事项正在审批。请先审批或撤回。',
    en: 'Another step of this secret waits for approval. Decide or withdraw it first.',
  },
  two_witnesses: {
    zh: '销毁须有两名监销人，且不能是申请人本人。请选择另外两名人员。',
    en: 'Destruction needs two witnesses other than yourself. Choose two people.',
  },
};
