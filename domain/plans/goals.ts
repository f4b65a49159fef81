import { withoutBaselines } from './baselines.ts';
import type { Count } from './counts.ts';
import { subjectOf } from './subjects.ts';

/** Where a sentence stands. `strict`: among safeguards, where rhythms and rules of procedure are usual. */
export type Standing = { goals: boolean; strict: boolean; year: number | null };

/** What is only described: "四个方面", "21个部门", "3个工作日", "三个阶段". */
const DESCRIBED =
  /^(?:及?以上|以内|以下|左右)?(?:的)?(?:重点|主要|关键|核心|不同|相关|大)?(?:产业(?!园|联盟|指引|标准|规范)|镇|乡|村|街道|方面|阶段|环节|体系|部门|工程|层面|维度|步骤|领域|原则|成员|月|年|季度|星期|周|角度|统一|结合|坚持|确保|提升|关口|字|任务|目标|指标|层次|要素|流程|层级|优势行业|行业(?!协会|规范|标准|指引)|必须|严格|到位|转变|意识|问题|难题|难点|条件|内容|抓手|板块|模块|类别|部分|工作(?=[，。、；]|方面|任务|重点|要求|目标|措施|内容)|机关|章|节|特点|优势|一(?:批|系列|套|张|本|支|次)|能力|代表|委员|党|附件|乡镇|苏木)/;
const PAST =
  /去年|上年(?!度?增)|上一年|往年|前年|近年|近[两三四五几\d]+年|以来|已(?!.{0,6}(?:计划|力争))|现有|原有|既有|截至目前|截止目前|目前|此前|前期|曾|共有|拥有(?!量|率|数)|占(?:全|总)|现已|业已|先后|位居|排名|荣获|被(?:评|授|认)/;
/** A sentence that opens with the past stays there: "十三五以来，共办案…件，建成…个". */
const OPENS_PAST =
  /^(?:[^，。]{0,16}以来(?!的)|近[两三四五六几\d一二]*年[来，]|去年|上年|上一年|往年|前[两三几]年|截[至止]|目前，|在过去)/;
/** "我县现有…三大产业集群，规上企业127家": what there is holds to the end of the sentence; "依托现有…" does not tell it. */
const STATE =
  /^(?![^，。；]{0,10}(?:依托|对|将|利用|整合|在|从|巩固|优化|用好|盘活|提升|完善|发挥|围绕|以|把))[^，。；]{0,14}(?:现有|共有|已有|拥有(?![量率数])|目前(?:已|有|共|全))[^，。；]{0,40}?[\d一二三四五六七八九十两百]/;
/** From here on a sentence that began with the past looks ahead. */
const TURNS = /力争|今年(?!以来)|计划(?!书)|到20\d\d年|不少于|不低于|至少|年底前|确保|新增|再(?:建|增|培育)/;
const FUTURE = /力争|到20\d\d年|争取|计划|新增|再|今年|确保|将|底前|不少于|至少|不低于/;
const CREATE =
  /创建|创成|建设|建成|建起|评定|打造|培育|建立|设立|开展|举办|组织|召开|培训|走访|达到|实现|完成|办理|查办|查处|制定|修订|出台|发布|评选|选树|新增|认定|遴选|选择|确定|形成|覆盖|指导|帮助|服务|发展|增加|推出|编制|推广|推荐|争创|申报|选取|选定|扶持|筛选|挂牌|布局|配备|聘请|聘任|组建|招募|签订|签约|检查|排查|印发|编印|发放|制作|拍摄|播放|刊播|推送|曝光|提交|收集|征集|约谈|规范|送法|参训|受训|参会|触达|增至|增加|升至|吸引|聚集|汇聚|汇编|总结|提炼|移送|受理|调解|联系|入库|建档|摸排|体检|评估|诊断|辅导|宣讲|试点|命名|授牌|力争|引进|引育|培养|新建|提升|提高|提供|梳理|备案|登记|储备|推动|促进|抓好|落实|增长|降低|下降|侦破|破获|侦办|审结|公布|树立|构建|设置|吸纳|壮大|支持|导入|参与|纳入|安排|开设|投放|张贴|开办|派驻|选派|选聘|录制|刊发|报道|督办|购置|出具|编写|撰写|化解|处置|解决|答复|挽回/;

/** Whether a count is something to be reached, and not history, description, procedure or part of a word. */
export function isGoal(norm: string, count: Count, noun: string, standing: Standing): boolean {
  const before = norm.slice(count.clauseStart, count.start);
  const after = norm.slice(count.end, count.end + 24);
  const text = norm.slice(count.clauseStart, Math.max(count.clauseEnd, count.end));
  if (isPartOfWord(norm, count) || inName(norm, count.start)) return false;
  if (count.unit !== '%' && DESCRIBED.test(after) && !REACHES.test(before)) return false;
  if (!count.compared && isScope(before)) return false;
  if (count.value === 1 && !count.compared && !count.han && isSeat({ before, after, noun, unit: count.unit }, standing))
    return false;
  if (isPast(norm, count, standing) || isProcedure(before, after, count)) return false;
  if (isListed(before, after, count) || isRoutine(text, before, count, standing)) return false;
  if (/天|日|小时|分钟|个月/.test(count.unit)) return isShortening(before, count, standing);
  if (/元$/.test(count.unit)) return isWorth(text, before, count, standing);
  if (count.unit === '分')
    return /分|度|评价|测评|指数|得分|成绩|满意/.test(before) && (standing.goals || count.compared);
  if (count.unit === '倍') return /增|达|提高|扩大/.test(before);
  if (count.unit === '%') return (standing.goals && count.value === 100) || isRate(before, after, count);
  if (count.han) return hanGoal(count, text, noun, { before, standing });
  return count.compared || CREATE.test(text) || standing.goals;
}

/** "围绕20家重点企业开展…", "覆盖全部10个园区": whom the work is for, unless an act of making governs the number. */
function isScope(before: string): boolean {
  if (
    /(?:在|对|从|于)(?:全[市县区省旗]|辖区|现有|首批)?(?:的)?$|(?:全部|所有|现有|原有|已建|上述|以上|这|该)的?$/.test(
      before,
    )
  )
    return true;
  const aimed = /(?:围绕|聚焦|针对|面向|依托|紧盯|瞄准|立足|突出|联合|会同)([^，。；]{0,14})$/.exec(before);
  return aimed !== null && !CREATE.test(aimed[1] ?? '');
}

type Single = { before: string; after: string; noun: string; unit: string };

/** "成立1个领导小组", "明确1名联络员": one of what an organisation needs; one forum or one station is a goal. */
function isSeat({ before, after, noun, unit }: Single, standing: Standing): boolean {
  if (
    /小组|专班|方案|组长|负责人|分管|领导|办公室|台账|机制|名单|专人|班子|牵头|骨干/.test(
      noun + (/^[^，。；（）]{0,12}/.exec(after)?.[0] ?? ''),
    )
  )
    return true;
  if (/(?:明确|指定|确定|安排|落实|各?配备|各?选派|各?设立?|推荐|报送)(?:至少|不少于|专职|兼职)?$/.test(before))
    return /^.{0,8}(?:人|员)/.test(after) || /员$/.test(noun);
  return (
    subjectOf(noun) === null &&
    !standing.goals &&
    !/创建|建成|培育|打造|举办|发布|公布|评选|制定|出台/.test(before) &&
    !/^[批场期届]/.test(unit) &&
    !/(?:室|站|点|基地|中心|窗口|园|专区|站点|驿站)$/.test(noun)
  );
}

/** Behind these even places and trades are counted: "覆盖10个以上重点产业链". */
const REACHES = /(?:覆盖|惠及|辐射|带动|涵盖)(?:不少于|不低于|超过|至少|全[市县省区])?$/;

/** "平均周期压缩至15个工作日以内"; "3个工作日内反馈" is a rule of procedure. */
function isShortening(before: string, count: Count, standing: Standing): boolean {
  const measured = /时长|周期|平均|时间|时限|期限|用时/.test(before);
  const shorter = /压缩|缩短|减少|控制|压减/.test(before);
  return (shorter && (measured || standing.goals)) || (standing.goals && count.comparison === 'at_most' && measured);
}

/** Money to be won, not money to be spent or paid as a fine. */
function isWorth(text: string, before: string, count: Count, standing: Standing): boolean {
  if (/罚款|处以|奖励|补助|补贴|资助|经费|投入|安排|预算|注册资本|以上(?:罚没|案件)|统筹|列支/.test(text)) return false;
  if (/^(?:以上|以下)?(?:的)?(?:罚没|案件|大案|企业)/.test(text.slice(before.length + String(count.value).length + 2)))
    return false;
  return (
    /挽回|损失|避免|产值|融资|质押|交易额|营业收入|金额|许可|转化|增加值|价值|风险保障|授信|贷款|保额/.test(before) ||
    (standing.goals && count.compared)
  );
}

function isRate(before: string, after: string, count: Count): boolean {
  if (/按(?:照)?(?:不低于|不少于|不超过)?$|比例$/.test(before)) return false;
  return (
    count.compared ||
    /达|实现|完成|覆盖|率|保持|提高|提升|增长|下降|降低|全部|满意/.test(before.slice(-24)) ||
    /^(?:覆盖|以上|的?(?:覆盖|完成|办结|受训|参训))/.test(after)
  );
}

/** Chinese numerals mostly describe ("一个平台", "两个责任"); they count where the noun itself is a register. */
function hanGoal(
  count: Count,
  text: string,
  noun: string,
  { before, standing }: { before: string; standing: Standing },
): boolean {
  const subject = subjectOf(noun);
  if (count.one && !count.compared)
    return (
      standing.goals &&
      /^(?:demonstration|station|contact|alliance)/.test(subject ?? '') &&
      /[个家处]/.test(count.unit) &&
      /(?:建成|新建|设立|创建|培育|打造|建设)$/.test(before)
    );
  if (count.compared && !/^(?:达|增)/.test(before.slice(-2))) return subject !== null || standing.goals;
  return subject !== null && subject !== 'policy' && (CREATE.test(text) || standing.goals);
}

function isPast(given: string, count: Count, standing: Standing): boolean {
  const norm = withoutBaselines(given);
  const text = norm.slice(count.clauseStart, count.start);
  if (isStart(given, count) || isPraised(norm)) return true;
  if (
    /累计/.test(text) &&
    !standing.goals &&
    !FUTURE.test(norm.slice(0, count.start)) &&
    !AIMED.test(text + count.unit)
  )
    return true;
  const told = text.search(PAST);
  if (told !== -1 && !FUTURE.test(text.slice(told))) return true;
  if ((OPENS_PAST.test(norm) || STATE.test(norm)) && !TURNS.test(norm.slice(0, count.start))) return true;
  if (
    /^[^，。]{0,14}基础上/.test(given.slice(count.end, count.end + 20)) &&
    /在/.test(given.slice(count.clauseStart, count.start))
  )
    return true;
  const year = standing.year === null ? null : lastYear(norm.slice(0, count.start));
  if (year === null || standing.year === null || year >= standing.year) return false;
  return !/(?:底|末|月|日)?(?:以)?前|力争|计划|到20\d\d年/.test(norm.slice(Math.max(0, count.start - 60), count.start));
}

/** "上半年走访企业…家，取得明显成效。" */
function isPraised(norm: string): boolean {
  return (
    /取得(?:了)?[^，。；]{0,10}(?:成效|成绩|效果|进展|成果)。?$/.test(norm) &&
    !/力争|确保|争取|不少于|不低于|至少|到20\d\d年|年底前|计划/.test(norm)
  );
}

const AIMED = /累计(?:不少|达|完成|培训|培育|建|开展|新增|服务|组织|举办|打造|查办)/;

/** "由60%提高到85%": only the second number is to be reached. */
function isStart(norm: string, count: Count): boolean {
  return (
    /(?:由|从)[^，。；]{0,14}$/.test(norm.slice(Math.max(0, count.start - 16), count.start)) &&
    /^(?:以上|左右)?[^，。；\d]{0,8}(?:提高|提升|增加|增长|上升|下降|降低|缩短|压缩|扩大|扩展|达)?(?:到|至)/.test(
      norm.slice(count.end, count.end + 16),
    )
  );
}

function lastYear(text: string): number | null {
  const plain = text.replace(/（[^（）]*）/g, '');
  const found = [...plain.matchAll(/(20\d\d)年/g)].at(-1);
  // "对照2025年短板，年内新增…": the plan's own year is named last.
  if (found !== undefined && /年内|今年|本年/.test(plain.slice(found.index + 5))) return null;
  return found === undefined ? null : Number(found[1]);
}

/** "由2名以上执法人员进行", "处10万元罚款": rules, not goals. */
function isProcedure(before: string, after: string, count: Count): boolean {
  if (/罚款|处以|奖励|补助|补贴|(?:\d|万|亿)元$/.test(before.slice(-12))) return true;
  if (
    /下列|情形之一|由$/.test(before) ||
    (/(?:应当|必须|须|不得)[^，]{0,10}$/.test(before) && /[名人]/.test(count.unit) && !count.compared)
  )
    return true;
  return /^(?:以上)?(?:的)?(?:执法|工作|办案)人员(?:进行|实施|参加|共同|到场|在场)/.test(after);
}

/** "甲、乙等21个部门", "围绕三个…", "分两批". */
function isListed(before: string, after: string, count: Count): boolean {
  // "甲局、乙局、丙局（共3家）"
  if (/、[^（、]*（(?:以上|总|合)?共计?$/.test(before) && /^[^，。；（）]{0,8}）/.test(after)) return true;
  if (/[等共分]$/.test(before) && /^(?:以上)?(?:部门|单位|机关|成员|县|市|区|旗|镇|街道|方)/.test(after)) return true;
  if (count.compared) return false;
  if (count.unit !== '%' && /^[^，。；]{2,16}全覆盖/.test(after)) return true;
  if (/(?:分为?|分成|围绕|聚焦|包括|包含|涵盖|组成|从|按照?|划分|以|含|由)(?:以下)?(?:这)?$/.test(before)) return true;
  return /(?:第|满|每|逐|近|前|届|方案|隔|同)$/.test(before);
}

/** "每季度召开一次": a rhythm of work, unless a least number is set or it stands among the goals. */
function isRoutine(text: string, before: string, count: Count, standing: Standing): boolean {
  if (!/每(?:个)?(?:年|半年|季度?|月|周|日|旬|两)/.test(text) || (count.compared && !standing.strict)) return false;
  if (standing.strict || (count.value === 1 && !isEvent(before, count))) return true;
  return /报送|报告|通报|调度|例会|会议|会商|更新/.test(before) && !standing.goals;
}

/** "每年举办论坛1场" counts an event; "每季度召开会议1次" is a rhythm. */
function isEvent(before: string, count: Count): boolean {
  return (
    /^(?:场|期|届|家|个|处|件|项|批|户)/.test(count.unit) &&
    /每(?:个)?年/.test(before) &&
    !/会议|例会|调度|报告|通报|自查|评估|检查/.test(before)
  );
}

const WORD_AFTER: Record<string, RegExp> = {
  次: /^(?:性|日|年|月|序)/,
  期: /^(?:间|限|内)/,
  个: /^一/,
  部: /^(?:门|分|署)/,
  项: /^一/,
  位: /^(?:一体|数|列|于)/,
  家: /^(?:级|庭)/,
  人: /^(?:大|民|才|员)/,
  条: /^(?:例|件|款)/,
  份: /^额/,
  台: /^账/,
  组: /^(?:织|长)/,
  张: /^(?:贴)/,
  本: /^(?:级|市|县|区|地)/,
  支: /^(?:持|撑|队(?!伍))/,
};

function isPartOfWord(norm: string, count: Count): boolean {
  const left = norm[count.start - 1] ?? '';
  const right = norm.slice(count.end);
  if (/[第之\d.〔号A-Za-z]/.test(left)) return true;
  if (count.han && /[统同唯单专逐某任进万初]/.test(left)) return true;
  if (WORD_AFTER[count.unit]?.test(right)) return true;
  if (count.unit === '起' && !/[查办案件处]|纠纷|调解/.test(norm.slice(Math.max(0, count.start - 16), count.end + 8)))
    return true;
  if (count.one && /^批/.test(norm.slice(count.end - 1))) return true;
  return /^(?:企一策|带一路|体化|系列)/.test(norm.slice(count.end - 1));
}

/** Inside a short quotation ("四进", “五个一”) or a title a number is part of a name. */
function inName(norm: string, at: number): boolean {
  const open = Math.max(norm.lastIndexOf('“', at), norm.lastIndexOf('《', at));
  if (open === -1 || at - open > 40) return false;
  return Math.max(norm.lastIndexOf('”', at), norm.lastIndexOf('》', at)) < open;
}
