/** What a section of a plan is about, told by the usual words of its heading. */
export type Kind =
  | 'goals'
  | 'principles'
  | 'measures'
  | 'phases'
  | 'safeguards'
  | 'council'
  | 'basis'
  | 'period'
  | 'other';

const KINDS: readonly [Kind, RegExp][] = [
  [
    'council',
    /领导小组(?!办公室)|工作专班|成员名单|组织(?:机构|架构|体系)(?!建设)|(?:工作|领导|办事)机构$|机构(?:设置|组成|人员)|联席会议(?:制度|成员|组成)|^(?:组织)?机构(?:及|和|与)?职责|成员单位(?:及)?职责|^(?:职责|工作|部门|责任)分工$|(?:单位|部门|成员)职责|^职责(?:任务)?$/,
  ],
  [
    'safeguards',
    /^(?:抓|强|重|优|严|固)(?:化|实|牢|好)?(?:组织|责任)?保障|(?<!服务)保障措施|组织保障|组织(?:与)?领导|组织(?:推进|推动|落实)$|组织实施$|(?:工作|有关|相关|具体|实施|纪律|几点|几项|活动|报送|落实|推进|其他|其它|任务|组织)要求|(?:工作|实施|推进|落实|政策|支撑|条件|制度|人员)保障|保障机制|(?<!服务|维权|安全|司法)保障$|监督考核|考核(?:评价|评估|奖惩|验收|办法)|督导(?:考核|检查)|监督检查|附则|^要求$|^(?:其他|其它|有关|相关|未尽)(?:事项|事宜)?$|(?:信息|材料|情况)报送|^报送|联系方式|^经费|奖惩|督查|督导/,
  ],
  ['period', /(?:期限|周期|实施时间|活动时间|工作时间|行动时间|试点时间|整治时间|起止时间|时间范围|规划期)$/],
  [
    'phases',
    /步骤|阶段|进度|(?:时间|实施|推进|日程|进程|工序|步骤|总体|活动|行动|分步)安排|时间表|路线图|时序|时间节点|(?:推进|实施|进展|行动|进程)计划$|日程/,
  ],
  [
    'goals',
    /目标(?!任务)|目的(?!和?意义|地)|总体要求|预期(?:成效|成果|效果)|主要指标|(?:工作|发展|绩效|考核|预期|核心)指标|^指标|愿景/,
  ],
  ['basis', /依据|背景|意义|现状|形势|^(?:工作|现有|现实|发展|建设|实施)?基础(?:$|和|与|及|条件)|起草说明|问题分析/],
  [
    'principles',
    /原则|指导思想|总体思路|工作思路|基本思路|(?:适用|实施|工作|试点|整治|活动)(?:范围|对象)|^(?:对象|范围)|申报(?:条件|范围|主体)|总则|定义|术语/,
  ],
  [
    'measures',
    /任务|措施|主要工作|具体工作|工作要点|做法|内容$|举措|重点工作|行动$|工程$|路径|工作安排|(?:工作|建设|整治|执法|检查|治理|打击|推进|创建|保护|行动|主要|活动)重点|重点方向|工作部署|方法|重点(?:项目|事项|领域|环节)|工作事项|主攻方向|项目$/,
  ],
];

/** The words before 和 and 与 may be of another kind: "现状与目标" holds goals, "目标任务" as well. */
export function kindOf(norm: string): Kind {
  const title = norm.replace(/[\s“”〔〕]/g, '');
  if (/目标任务|(?:目标|指标)(?:和|与|及|、)(?:主要|重点|工作)?任务|任务(?:和|与|及|、)?(?:工作)?目标/.test(title))
    return 'goals';
  const kind = KINDS.find(([, pattern]) => pattern.test(title))?.[0] ?? 'other';
  return ACT.test(title) && ASIDE.includes(kind) ? 'other' : kind;
}

/** "夯实制度基础", "优化服务流程" name something to do, whatever noun they end with. */
const ACT =
  /^(?:夯实|强化|加强|完善|健全|深化|构建|提升|优化|筑牢|建立|织密|打造|压实|培育|拓展|营造|创新|严格|突出|聚焦|坚持|抓好|规范|推动|加快|补齐|延伸)/;
const ASIDE: readonly Kind[] = ['basis', 'period', 'phases', 'goals', 'principles'];

/** Whether a heading begins with what is to be done: "深化执法行动". */
export function opensWithAct(title: string): boolean {
  return ACT.test(title.replace(/[\s“”〔〕]/g, ''));
}
