import type { Texts } from '../i18n/texts.ts';

/** The names of the facts that a firm's acts write into their statements. */
export const factTexts = {
  enterprise: ['企业', 'firm'],
  assessment: ['风险评估', 'assessment'],
  item: ['评估项', 'item'],
  form: ['评估表', 'form'],
  form_version: ['评估表版本', 'version of the form'],
  profile: ['适用对象', 'profile'],
  score: ['得分', 'score'],
  grade: ['等级', 'grade'],
  key_missing: ['关键项缺失', 'key items missing'],
  classes: ['已覆盖的法定措施类别', 'legal classes covered'],
  answers: ['答案', 'answers'],
  retest_on: ['复测日期', 'next assessment by'],
  proof: ['佐证', 'proof'],
  number: ['编号', 'number'],
  version: ['版本', 'version'],
  level: ['密级', 'level'],
  resealed: ['仅重新加密', 'sealed again only'],
  step_state: ['办理状态', 'state of the step'],
  asked_by: ['申请人', 'asked by'],
  witnesses: ['监督人', 'witnesses'],
  form_sha256: ['表单 SHA-256', 'form, SHA-256'],
  form_sm3: ['表单 SM3', 'form, SM3'],
  signature_sha256: ['签名图样 SHA-256', 'signature, SHA-256'],
  signed_at: ['签署时间', 'signed at'],
  signed_on: ['签署日期', 'signed on'],
  way: ['送达方式', 'how the code was told'],
  how: ['签署方式', 'how it was signed'],
  right: ['答对题数', 'right answers'],
  total: ['总题数', 'questions'],
  member: ['人员', 'person'],
  template: ['范本', 'template'],
  template_version: ['范本版本', 'version of the template'],
  adopted_on: ['施行日期', 'in force from'],
  steps: ['已办步骤', 'steps done'],
  content: ['内容', 'content'],
  seq: ['名册序号', 'number on the roll'],
  digest: ['名册条目摘要', 'digest of the entry'],
  act: ['事项', 'act'],
  by_recovery_key: ['由恢复密钥签署', 'signed by the recovery key'],
  found_at: ['发现时间', 'found at'],
  items: ['材料份数', 'items'],
  secrets: ['秘密数量', 'secrets'],
} as const satisfies Texts;

/** Code words among the values of facts, by the fact's name. */
export const factValueTexts = {
  'profile.micro': ['微型企业', 'micro firm'],
  'profile.standard': ['一般企业', 'any firm'],
  'way.link': ['一次性链接和签署码', 'one-time link and code'],
  'way.account': ['本人账号', 'own account'],
  'how.drawn': ['手写签名', 'drawn'],
  'how.typed': ['输入姓名', 'typed name'],
  'how.paper': ['纸质签署', 'on paper'],
  'act.found': ['建立名册', 'roll founded'],
  'act.recovery': ['设置恢复密钥', 'recovery key set'],
  'act.admit': ['列入名册', 'admitted'],
  'act.remove': ['移出名册', 'removed'],
  'level.core': ['核心', 'core'],
  'level.important': ['重要', 'important'],
  'level.ordinary': ['一般', 'ordinary'],
  'kind.confidentiality': ['保密协议', 'confidentiality agreement'],
  'kind.non_compete': ['竞业限制协议', 'non-compete agreement'],
  'kind.entry_undertaking': ['入职承诺书', 'entry undertaking'],
  'kind.exit_undertaking': ['离职保密承诺书', 'exit undertaking'],
  'kind.partner': ['合作方保密协议', 'agreement with a partner'],
} as const satisfies Texts;

const known: ReadonlySet<string> = new Set(Object.keys(factTexts));
export const isFactName = (name: string): name is keyof typeof factTexts => known.has(name);

const values: ReadonlySet<string> = new Set(Object.keys(factValueTexts));
export const isFactValue = (key: string): key is keyof typeof factValueTexts => values.has(key);
