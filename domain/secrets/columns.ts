/** Words of the log of readings and of the exported register. */
export const purposeWords = {
  work: { zh: '工作需要', en: 'work' },
  review: { zh: '复核', en: 'review' },
  handover: { zh: '交接', en: 'hand-over' },
  inspection: { zh: '检查', en: 'inspection' },
  recovery: { zh: '备份与找回', en: 'back-up and recovery' },
} as const;

export const stepWords = {
  classify: { zh: '定密', en: 'classify' },
  conceal: { zh: '隐密', en: 'conceal' },
  use: { zh: '流转使用', en: 'use' },
  return: { zh: '归还', en: 'return' },
  change: { zh: '变更', en: 'change' },
  declassify: { zh: '解密', en: 'declassify' },
  destroy: { zh: '销毁', en: 'destroy' },
  suspend: { zh: '暂停使用', en: 'suspend' },
  expose: { zh: '记为泄密', en: 'mark as leaked' },
  resume: { zh: '恢复', en: 'resume' },
  review: { zh: '复核', en: 'review' },
  disclose: { zh: '对外提供', en: 'disclose' },
} as const;
