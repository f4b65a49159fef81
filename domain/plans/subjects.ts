import type { Subject } from './schema.ts';

/** Which register a counted noun belongs to; the first that fits counts. Names of kinds, never of places. */
const REGISTERS: readonly [Subject, RegExp][] = [
  ['demonstration_base', /示范(?:创建)?(?:基地)|保护基地|实训基地|培训基地/],
  [
    'demonstration_enterprise',
    /(?:示范|标杆|样板|典型|领军)(?:性|型)?(?:创建|培育)?(?:企业|单位|户)|企业(?:示范|标杆)/,
  ],
  ['demonstration_park', /示范(?:产业|科技|工业)?园/],
  ['demonstration_station', /示范(?:服务|指导|工作|联络)?站/],
  ['demonstration_point', /示范(?:联系|联络)?点/],
  ['demonstration_zone', /示范(?:创建)?(?:区|集群|县|市|街区|镇|带)/],
  ['liaison_officer', /联络员|指导员|保密员|(?:服务|保护|保密)专员|特派员|联系员|协理员|管理员/],
  ['contact_point', /联系点|联络点|监测点|联系企业|联系单位/],
  [
    'station',
    /(?:服务|指导|联络|联系|工作|保护|维权|援助|受理|咨询)(?:工作|服务|指导)?(?:中心)?(?:分)?(?:站|站点|网点|窗口|驿站|点)|站（点）|站点|工作站|分站|保护中心|分中心/,
  ],
  [
    'campaign',
    /专项(?:执法|整治|检查|治理|保护|打击)?(?:行动|检查|整治|执法|活动)|执法(?:行动|检查)|联合(?:执法|检查)|集中整治/,
  ],
  ['protection_plan', /保护方案|整改方案|提升方案|保密方案|一企一策/],
  ['assessment', /评估|体检|诊断|自评|测评/],
  ['agreement', /协议|合同/],
  ['secret_register', /密点|秘点|秘密点|商业秘密(?:清单|目录|台账)/],
  ['referral', /移送|移交(?:案件|线索)/],
  ['complaint', /投诉|举报/],
  ['case', /案件|立案|办案|结案|(?:查办|查处|办理|侦办|办结|审结)[^，。]{0,12}案/],
  ['visit', /走访|调研|巡查|回访|上门|帮扶|入企/],
  ['training', /培训|讲座|宣讲|授课|训练营|公开课|轮训|课程|讲堂|课堂|巡讲/],
  ['publicity_event', /宣传|普法|沙龙|论坛|推广活动|开放日|主题活动|宣传周|展示活动|发布会|推介/],
  ['standard', /标准|指南|指引|规范|手册|示范文本|规程/],
  ['consultation', /咨询|答疑|问诊/],
  ['expert', /专家|顾问|智库/],
  ['alliance', /联盟/],
  ['association', /协会|商会/],
  ['agency', /机构|律所|律师事务所|服务商/],
  ['pilot_region', /试点(?:地区|区域|县|市|区|旗|镇|单位|项目|园区|街道)|创新试点/],
  ['meeting', /会议|联席会|推进会|例会|座谈会|现场会|协调会|会商/],
  ['report', /报告|简报/],
  ['policy', /政策|规范性文件|制度|办法|若干措施/],
  ['enterprise', /企业|市场主体|经营主体|单位/],
];

export function subjectOf(noun: string): Subject | null {
  const bare = noun.replace(/（[^）]*）/g, '');
  const find = (text: string) => REGISTERS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  return find(bare) ?? find(noun);
}

/** People who are taught and rates of those taught have registers of their own. */
export function refineSubject(subject: Subject | null, unit: string, noun: string, clause: string): Subject | null {
  if (unit === '%' || unit === '全覆盖') return /培训|受训|轮训/.test(noun) ? 'training_coverage' : null;
  if (/[元分倍天日时钟]$|工作日|个月|百分点/.test(unit)) return null;
  if (/^人/.test(unit) || unit === '名' || unit === '位') {
    if (subject === 'liaison_officer' || subject === 'expert') return subject;
    if (
      /培训|受训|轮训|参训|宣讲|讲座/.test(noun) ||
      (/培训|受训|参训/.test(clause) && !/专家|联络员|指导员/.test(noun))
    )
      return 'trained_person';
    return subject === 'enterprise' ? null : subject;
  }
  if (unit === '篇' || (unit === '份' && /(?:调研|总结|研究|工作|分析)报告/.test(noun)))
    return /报告|论文/.test(noun) ? 'report' : null;
  // Printed matter that is handed out is no event, no standard and no rule.
  if (/^[册本张份条]$/.test(unit) && (subject === 'publicity_event' || /发放|派发|张贴|宣传|发送|推送/.test(clause)))
    return subject === 'agreement' || subject === 'protection_plan' || subject === 'report' ? subject : null;
  if (/^[场期]/.test(unit) && (subject === null || subject === 'enterprise'))
    return subjectOf(clause) === 'enterprise' ? null : subjectOf(clause);
  if (
    (unit === '家' || unit === '户') &&
    (subject === 'training' || subject === 'visit' || subject === 'publicity_event') &&
    /企业|单位|主体/.test(noun)
  )
    return subject === 'visit' ? 'visit' : 'enterprise';
  if (subject === 'enterprise' && !(FIRMS.test(noun) && /^[家户个]/.test(unit))) return null;
  if (subject === 'standard' && /^[册本张]$/.test(unit)) return null;
  return subject;
}

/** A firm is counted only where the noun ends with one: "企业诉求" are none. */
const FIRMS = /(?:企业|主体|单位|商户|公司|工厂|户)(?:（[^）]*）)?$/;
