import { agreementWords } from '#domain/agreements/words.ts';
import { leakKindWords } from '#domain/leaks/words.ts';
import { stepWords } from '#domain/secrets/columns.ts';
import type { Texts } from '../i18n/texts.ts';

/** The names of the facts that a firm's acts write into their statements. */
export const factTexts = {
  enterprise: ['企业', 'Firm'],
  assessment: ['风险评估', 'Assessment'],
  item: ['评估项', 'Item'],
  form: ['评估表', 'Form'],
  form_version: ['评估表版本', 'Version of the form'],
  profile: ['适用对象', 'Profile'],
  score: ['得分', 'Score'],
  grade: ['等级', 'Grade'],
  key_missing: ['关键项缺失', 'Key items missing'],
  classes: ['已覆盖的法定措施类别', 'Legal classes covered'],
  answers: ['答案', 'Answers'],
  retest_on: ['复测日期', 'Next assessment by'],
  proof: ['佐证', 'Proof'],
  number: ['编号', 'Number'],
  version: ['版本', 'Version'],
  level: ['密级', 'Level'],
  resealed: ['仅重新加密', 'Sealed again only'],
  step_state: ['办理状态', 'State of the step'],
  asked_by: ['申请人', 'Asked by'],
  witnesses: ['监督人', 'Witnesses'],
  form_sha256: ['表单 SHA-256', 'Form, SHA-256'],
  form_sm3: ['表单 SM3', 'Form, SM3'],
  signature_sha256: ['签名图样 SHA-256', 'Signature, SHA-256'],
  signed_at: ['签署时间', 'Signed at'],
  signed_on: ['签署日期', 'Signed on'],
  way: ['送达方式', 'How the code was told'],
  how: ['签署方式', 'How it was signed'],
  right: ['答对题数', 'Right answers'],
  total: ['总题数', 'Questions'],
  member: ['人员', 'Person'],
  template: ['范本', 'Template'],
  template_version: ['范本版本', 'Version of the template'],
  adopted_on: ['施行日期', 'In force from'],
  steps: ['已办步骤', 'Steps done'],
  content: ['内容', 'Content'],
  seq: ['名册序号', 'Number on the roll'],
  digest: ['名册条目摘要', 'Digest of the entry'],
  act: ['事项', 'Act'],
  by_recovery_key: ['由恢复密钥签署', 'Signed by the recovery key'],
  found_at: ['发现时间', 'Found at'],
  items: ['材料份数', 'Items'],
  secrets: ['秘密数量', 'Secrets'],
} as const satisfies Texts;

/** Kinds of agreements, incidents and steps by the words that their nouns have for them. */
const kindTexts = Object.fromEntries([
  ...Object.entries(agreementWords).map(([kind, words]) => [`kind.${kind}`, words] as const),
  ...Object.entries({ ...leakKindWords, ...stepWords }).map(
    ([kind, { zh, en }]) => [`kind.${kind}`, [zh, en]] as const,
  ),
]);

/** Code words among the values of facts, by the fact's name. */
export const factValueTexts: Texts = {
  ...kindTexts,
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
};

const known: ReadonlySet<string> = new Set(Object.keys(factTexts));
export const isFactName = (name: string): name is keyof typeof factTexts => known.has(name);

const values: ReadonlySet<string> = new Set(Object.keys(factValueTexts));
export const isFactValue = (key: string): boolean => values.has(key);
