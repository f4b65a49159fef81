import type { Sentences } from '../sentence.ts';

export const leakSentences = {
  leak_in_future: {
    zh: '发现时间晚于现在，请核对“发现时间”。',
    en: 'The time of discovery lies in the future. Check it.',
  },
  leak_step_unknown: {
    zh: '没有名为“{step}”的处置步骤，请刷新页面后重试。',
    en: 'There is no step “{step}”. Reload the page and try again.',
  },
  leak_secret_unknown: {
    zh: '所选秘密不在本单位台账中，请重新选择。',
    en: 'A chosen secret is not in your register. Choose again.',
  },
  leak_not_reader: {
    zh: '您不在这起事件的查阅范围内，不能修改记录。确需参与处置的，请查阅范围内的企业保密管理员把您加入。',
    en: 'You are not on the list of this incident and cannot change its record. If you must take part, ask an officer who is on it to add you.',
  },
  package_item_lost: {
    zh: '“{name}”没有取到，材料包没有生成。请重试，或取消勾选这一份。',
    en: '“{name}” could not be fetched; no package was made. Try again, or leave it out.',
  },
  package_empty: {
    zh: '材料包中还没有任何材料，请先选择秘密或添加文件。',
    en: 'There is nothing in the package yet. Choose a secret or add files first.',
  },
  package_too_large: {
    zh: '材料合计超过{limit}，请分成几个材料包。',
    en: 'The files are more than {limit} together. Make several packages.',
  },
} as const satisfies Sentences;
