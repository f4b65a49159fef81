import type { Severity, Topic } from './rules.ts';

/** What officers find again and again, one tap each; the text may be changed before it is saved. Days are from the visit. */
export const frequentFindings: readonly {
  readonly topic: Topic;
  readonly short: string;
  readonly english: string;
  readonly what: string;
  readonly severity: Severity;
  readonly remedy: string;
  readonly days: number;
}[] = [
  {
    ...{ topic: 'organisation', short: '无专人负责', english: 'Nobody in charge', severity: 'medium', days: 30 },
    ...{ what: '未明确商业秘密保护负责人和工作人员。', remedy: '书面确定负责人和工作人员及其职责。' },
  },
  {
    ...{ topic: 'rules', short: '无保密制度', english: 'No policy', severity: 'high', days: 60 },
    ...{ what: '未建立商业秘密保护制度。', remedy: '参照示范文本制定制度，履行民主程序后公布。' },
  },
  {
    ...{ topic: 'classification', short: '未确定密点', english: 'Secrets not identified', severity: 'high', days: 60 },
    ...{ what: '未梳理和确定商业秘密的密点。', remedy: '梳理密点，逐项定密并登记台账。' },
  },
  {
    ...{ topic: 'agreements', short: '未签保密协议', english: 'No agreements', severity: 'high', days: 30 },
    ...{ what: '接触商业秘密的人员未签订保密协议。', remedy: '与接触商业秘密的人员补签保密协议。' },
  },
  {
    ...{ topic: 'people', short: '离职无交接', english: 'No exit check', severity: 'high', days: 30 },
    ...{ what: '涉密人员离职未清退载体和账号，无书面提醒。', remedy: '建立离职清单，逐项清退并书面提醒保密义务。' },
  },
  {
    ...{ topic: 'areas', short: '外来人员未管理', english: 'Visitors not managed', severity: 'medium', days: 30 },
    ...{ what: '外来人员进入涉密区域未审批、登记和陪同。', remedy: '实行审批、登记、陪同，张贴禁止拍摄标识。' },
  },
  {
    ...{ topic: 'carriers', short: '载体未标识', english: 'Carriers not marked', severity: 'medium', days: 30 },
    ...{ what: '涉密载体无密级标识，收发借阅无登记。', remedy: '标注密级，建立载体台账。' },
  },
  {
    ...{ topic: 'systems', short: '权限未限制', english: 'Access not limited', severity: 'high', days: 30 },
    ...{ what: '涉密电子文件未加密，访问权限未限制。', remedy: '按知悉范围设置权限，加密存储并保留日志。' },
  },
  {
    ...{ topic: 'outward', short: '对外提供无约定', english: 'Partners not bound', severity: 'medium', days: 30 },
    ...{ what: '向合作方提供涉密资料前未签订保密条款。', remedy: '在合同中增加保密条款，登记提供范围。' },
  },
  {
    ...{ topic: 'emergency', short: '无泄密预案', english: 'No leak plan', severity: 'medium', days: 60 },
    ...{ what: '未制定泄密应急预案，未做证据留存。', remedy: '制定预案，明确首报人和取证步骤，每年演练一次。' },
  },
  {
    ...{ topic: 'training', short: '未开展培训', english: 'No training', severity: 'low', days: 60 },
    ...{ what: '近一年未对员工开展商业秘密保护培训。', remedy: '组织一次全员培训并留存签到记录。' },
  },
];
