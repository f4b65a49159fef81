import { findDates, type When } from './dates.ts';
import { NUMBER, readNumber } from './numbers.ts';
import type { Comparison, Target } from './schema.ts';
import { refineSubject, subjectOf } from './subjects.ts';
import { cut, normOf, quote, type Span, sourceOf, trim } from './text.ts';

/** A sentence with what it inherits: the day of its heading, phase or row, and whether it stands among the goals. */
export type Place = { sentence: Span; by: string | null; goals: boolean; strict: boolean; year: number | null };

const UNIT =
  '(?:家次|家|个百分点|个|处|件次|件|起|场次|场|期|人次|人|名|位|次|项|套|份|篇|条|部|批次|户|所|座|支|例|门|课时|学时|册|块|对|宗|幅|轮|%|％)';
const COUNT = new RegExp(
  `(?<a>${NUMBER})(?<pct>%)?(?:(?:-{1,2}|~|至|到)(?<b>${NUMBER}))?(?<about>余|多|来)?(?<unit>${UNIT})(?<suffix>(?:及)?以上|以下|以内|左右)?`,
  'g',
);

const AT_LEAST_BEFORE =
  /(?:不少于|不低于|不得少于|不得低于|至少|最少|超过|突破|力争(?:达到|达|实现|完成|新增|建成|培育|创建|打造)?|≥|>|大于|达到?)(?:新增|完成|建成)?$/;
const AT_LEAST_WIDE = /(?:不少于|不低于|至少|力争|超过|突破|≥)[^，。；、\d一二三四五六七八九十]{0,30}$/;
const AT_MOST_BEFORE = /(?:不超过|不得超过|不多于|不高于|至多|最多|控制在|低于|少于|≤|<|小于)[^，。；、\d]{0,4}$/;

/** Counted goals of one sentence. */
export function readTargets(place: Place): Target[] {
  const { sentence } = place;
  const norm = normOf(sentence);
  if (norm.length > 6000 || !/[\d一二三四五六七八九十两百%]|全覆盖/.test(norm)) return [];
  const dates = findDates(norm, place.year);
  const list: Target[] = [];
  COUNT.lastIndex = 0;
  for (const found of norm.matchAll(COUNT)) {
    const start = found.index;
    const end = start + found[0].length;
    if (dates.some((when) => when.start < end && when.end > start)) continue;
    const target = toTarget(place, norm, found, dates);
    if (target !== null) list.push(target);
  }
  if (!list.some((target) => target.unit === '%')) list.push(...fullCoverage(place, norm, dates));
  return list;
}

function toTarget(place: Place, norm: string, found: RegExpMatchArray, dates: readonly When[]): Target | null {
  const { a = '', b, unit = '', suffix = '', about } = found.groups ?? {};
  const start = found.index ?? 0;
  const end = start + found[0].length;
  const clause = clauseAt(norm, start, end);
  const value = readNumber(a);
  const valueTo = b === undefined ? null : readNumber(b);
  if (value === null || value === 0) return null;
  const compared = compare(norm, start, suffix, about, valueTo);
  if (
    !isGoal(
      norm,
      { start, end, unit, number: a, compared: compared.explicit, about: about !== undefined },
      clause,
      place,
    )
  )
    return null;
  const noun = nounOf(place.sentence, norm, start, end, clause);
  const nounText = quote(noun);
  const context = norm.slice(clause.start, clause.end);
  const after = norm.slice(end, Math.min(norm.length, clause.end + 40));
  const subject = refineSubject(
    subjectIn(nounText, after, context),
    unit === '％' ? '%' : unit,
    nounText + (unit === '%' ? context.slice(0, start - clause.start) : ''),
    context,
  );
  const known = subject !== null;
  if (!known && !compared.explicit && !place.goals && /^[一二两三]$/.test(a)) return null;
  return {
    id: '',
    subject,
    subject_text: nounText,
    comparison: compared.comparison,
    value,
    value_to: compared.comparison === 'between' ? valueTo : null,
    unit: unit === '％' ? '%' : unit,
    by: dueOf(norm, start, end, dates, place),
    text: quote(place.sentence),
    source: sourceOf(place.sentence),
    certainty:
      known && (compared.explicit || place.goals || CREATE.test(context)) ? 'sure' : known ? 'likely' : 'unsure',
  };
}

function subjectIn(noun: string, after: string, context: string): Target['subject'] {
  const direct = subjectOf(noun);
  if (direct !== null && direct !== 'enterprise') return direct;
  const made = /(?:创建|争创|申报|建成|成为|作为|认定为|列为|确定为|打造为|命名为)[“《]?([^，。；”》]{2,40})/.exec(
    after,
  );
  const second = made === null ? null : subjectOf(made[1] ?? '');
  if (second !== null) return second;
  if (direct !== null && /走访|上门|调研|回访/.test(context)) return 'visit';
  if (direct !== null && /(?:评估|体检|诊断)/.test(context)) return 'assessment';
  return direct ?? subjectOf(context);
}

// --- comparison --------------------------------------------------------------------------------------------------

function compare(
  norm: string,
  start: number,
  suffix: string,
  about: string | undefined,
  to: number | null,
): { comparison: Comparison; explicit: boolean } {
  const before = norm.slice(Math.max(0, start - 40), start);
  if (to !== null) return { comparison: 'between', explicit: true };
  if (AT_MOST_BEFORE.test(before) || /以下|以内/.test(suffix)) return { comparison: 'at_most', explicit: true };
  if (/以上/.test(suffix)) return { comparison: 'at_least', explicit: true };
  if (AT_LEAST_BEFORE.test(before))
    return { comparison: /(?<!力争)达到?$/.test(before) ? reach(norm, start) : 'at_least', explicit: true };
  if (AT_LEAST_WIDE.test(before)) return { comparison: 'at_least', explicit: true };
  if (about !== undefined) return { comparison: 'at_least', explicit: false };
  return { comparison: 'exactly', explicit: /(?:新增|新建|增加|提高|提升|增长|降低|下降)(?:了)?$/.test(before) };
}

/** "达到100%" cannot be passed; "达到30家" is reached or passed. */
function reach(norm: string, start: number): Comparison {
  return norm.startsWith('100%', start) ? 'exactly' : 'at_least';
}

// --- is it a goal at all -----------------------------------------------------------------------------------------

type Count = { start: number; end: number; unit: string; number: string; compared: boolean; about: boolean };
type Clause = { start: number; end: number };

/** What is only described: "四个方面", "21个部门", "3个工作日", "三个阶段". */
const DESCRIBED =
  /^(?:以上|以内|左右)?(?:的)?(?:重点|主要|关键|核心|不同|相关)?(?:方面|阶段|环节|体系|部门|工程|层面|维度|步骤|领域|原则|成员|月|年|小时|工作日|自然日|季度|星期|周|角度|统一|结合|坚持|确保|提升|关口|字|任务|目标|指标|层次|要素|流程|层级|优势行业|行业|必须|严格|到位|转变|意识|问题|难题|难点|条件|内容|抓手|板块|模块|大类|类别|部分|工作(?!站|点|室|坊|组)|清单(?!制)|机关|章|节|条|特点|优势|一(?:批|系列|套|张|本|支|次)|能力|维权难|代表|委员|党|附件|街道|乡镇|苏木|学时制|百分点以内的误差)/;
const PAST =
  /去年|上年|上一年|往年|前年|近年|近[两三四五几\d]+年|以来|已(?!.{0,6}(?:计划|力争))|现有|原有|既有|截至目前|目前|此前|前期|曾|累计(?!不少|达|完成|培训|培育|建|开展)|共有|拥有|占(?:全|总|比)|现已|业已|先后|位居|排名|荣获|被(?:评|授|认)/;
const FUTURE = /力争|到20\d\d年|争取|计划|新增|再|今年|确保|将|底前|不少于|至少|不低于/;
const CREATE =
  /创建|建设|建成|打造|培育|建立|设立|开展|举办|组织|召开|培训|走访|达到|实现|完成|办理|查办|查处|制定|修订|出台|发布|评选|选树|新增|认定|遴选|选择|确定|形成|覆盖|指导|帮助|服务|发展|增加|推出|编制|推广|推荐|争创|申报|选取|选定|扶持|筛选|挂牌|布局|配备|聘请|聘任|组建|招募|签订|签约|检查|排查|印发|发放|制作|拍摄|播放|推送|曝光|提交|收集|征集|汇编|总结|提炼|移送|受理|调解|联系|入库|建档|摸排|体检|评估|诊断|辅导|宣讲|试点|命名|授牌|力争|引进|引育|培养|新建|提升|提高|提供|梳理|备案|登记|储备|推动|促进|抓好|落实|增长|降低|下降|侦破|破获|侦办|审结|公布|树立|构建|设置|吸纳|壮大|支持|导入|参与|纳入|安排|开设|投放|张贴|开办|派驻|选派|选聘|录制|刊发|报道/;

function isGoal(norm: string, count: Count, clause: Clause, place: Place): boolean {
  const before = norm.slice(clause.start, count.start);
  const after = norm.slice(count.end, count.end + 24);
  const text = norm.slice(clause.start, Math.max(clause.end, count.end));
  if (isPartOfWord(norm, count) || inQuotes(norm, count.start)) return false;
  if (count.unit !== '%' && DESCRIBED.test(after.replace(/^(?:及?以上|以下|以内|左右)/, ''))) return false;
  if (isPast(norm, clause, count, place)) return false;
  if (/[等共分]$/.test(before) && /^(?:以上)?(?:部门|单位|机关|成员|县|市|区|旗|镇|街道|方)/.test(after)) return false;
  if (
    /(?:分为?|分成|围绕|聚焦|包括|包含|涵盖|组成|从|按照?|划分|以|等|含|由)(?:以下)?(?:这)?$/.test(before) &&
    !count.compared &&
    !/等$/.test(before)
  )
    return false;
  if (/(?:第|满|每|逐|各|近|前|届|方案|隔|同)$/.test(before) && !count.compared) return false;
  if (isRoutine(text, before, count, place)) return false;
  if (/罚款|处以|奖励|补助|补贴|元$/.test(before.slice(-12))) return false;
  if (
    /(?:有|以)下列|情形之一|由$/.test(before) ||
    (/(?:应当|必须|须|不得)[^，]{0,10}$/.test(before) && count.unit === '名')
  )
    return false;
  if (/^(?:以上)?(?:的)?(?:执法|工作|办案)人员(?:进行|实施|参加|共同|到场|在场)/.test(after)) return false;
  if (count.unit === '%')
    return (
      count.compared ||
      /达|实现|完成|覆盖|率|保持|提高|提升|增长|下降|降低|全部/.test(before.slice(-20)) ||
      /^(?:覆盖|以上|的?(?:覆盖|完成|办结|受训|参训))/.test(after)
    );
  if (/[一二三四五六七八九十两百千]/.test(count.number)) return hanGoal(count, text, before, after, place);
  return count.compared || CREATE.test(text) || (place.goals && subjectOf(text) !== null);
}

/** Chinese numerals mostly describe ("一个平台", "两个责任"); they count where a register is made to grow. */
function hanGoal(count: Count, text: string, before: string, after: string, place: Place): boolean {
  const subject = subjectOf(`${before.slice(-24)} ${after.slice(0, 20)}`);
  if (count.number === '一' && !count.compared) {
    return (
      /^(?:demonstration|station|contact|alliance)/.test(subjectOf(after.slice(0, 20)) ?? '') &&
      place.goals &&
      /[个家处]/.test(count.unit) &&
      /(?:建成|新建|设立|创建|培育|打造|建设)(?:不少于)?$/.test(before)
    );
  }
  return count.compared || (CREATE.test(text) && subject !== null && subject !== 'policy');
}

function isPast(norm: string, clause: Clause, count: Count, place: Place): boolean {
  const text = norm.slice(clause.start, count.start);
  const head = norm.slice(0, Math.min(count.start, 40));
  if (PAST.test(text) && !FUTURE.test(text.slice(Math.max(0, text.search(PAST))))) return true;
  if (/^(?:去年|上年|近年来|截至目前|目前|自?20\d\d年以来)/.test(head) && !FUTURE.test(norm.slice(0, count.start)))
    return true;
  if (/^[^，。]{0,14}(?:基础上)/.test(norm.slice(count.end, count.end + 20)) && /在/.test(text)) return true;
  const year = /(20\d\d)年(?:度)?[^，。；]{0,16}$/.exec(text)?.[1];
  return year !== undefined && place.year !== null && Number(year) < place.year - 1;
}

/** "每季度召开一次", "每月报送1次": a rhythm of work, not a goal, unless a least number is set or it stands among the goals. */
function isRoutine(text: string, before: string, count: Count, place: Place): boolean {
  if (!/每(?:个)?(?:年|半年|季度?|月|周|日|旬|两)/.test(text) || count.compared) return false;
  if (count.number === '一' || place.strict) return true;
  return /报送|报告|通报|调度|例会|会议|会商|更新/.test(before) && !place.goals;
}

function isPartOfWord(norm: string, count: Count): boolean {
  const left = norm[count.start - 1] ?? '';
  if (/[第之\d.〔号]/.test(left)) return true;
  if (/[A-Za-z]/.test(left)) return true;
  if (/^[一二三四五六七八九十两百千]/.test(count.number) && /[统同唯单专逐某任进万某、]/.test(left) && left !== '、')
    return true;
  if (count.unit === '次' && /^(?:性|日|年|月)/.test(norm.slice(count.end))) return true;
  if (count.unit === '期' && /^(?:间|限|内)/.test(norm.slice(count.end))) return true;
  if (count.unit === '个' && norm.startsWith('一', count.end)) return true;
  if (count.unit === '部' && /^(?:门|分|署)/.test(norm.slice(count.end))) return true;
  if (count.unit === '项' && /^一/.test(norm.slice(count.end))) return true;
  if (count.unit === '位' && /^(?:一体|数|列|于)/.test(norm.slice(count.end))) return true;
  if (count.unit === '家' && /^(?:级|庭)/.test(norm.slice(count.end))) return true;
  if (count.unit === '起' && !/(?:查|办|案|件|处)/.test(norm.slice(Math.max(0, count.start - 16), count.end + 8)))
    return true;
  return /^(?:企一策|带一路|体化|批|系列)/.test(norm.slice(count.end - 1));
}

/** Inside a short quotation ("四进", “五个一”) a number is part of a name. */
function inQuotes(norm: string, at: number): boolean {
  const open = Math.max(norm.lastIndexOf('“', at), norm.lastIndexOf('《', at));
  if (open === -1 || at - open > 40) return false;
  const close = Math.max(norm.lastIndexOf('”', at), norm.lastIndexOf('》', at));
  return close < open;
}

function clauseAt(norm: string, start: number, end: number): Clause {
  let from = start;
  while (from > 0 && !'，；。：'.includes(norm[from - 1] ?? '')) from--;
  let to = end;
  let depth = 0;
  while (to < norm.length && to - end < 200) {
    const c = norm[to] ?? '';
    if ('（“《'.includes(c)) depth++;
    if ('）”》'.includes(c)) depth = Math.max(0, depth - 1);
    if (depth === 0 && '，；。'.includes(c)) break;
    to++;
  }
  return { start: from, end: to };
}

// --- the noun counted --------------------------------------------------------------------------------------------

const STOP_AFTER = /[，。；：！]|(?:^|(?<=[^的]))(?:并|且)(?=[\u3400-\u9fff]{2})/;
const VERB_END =
  /^.*(?:创建|建设|建成|打造|培育|建立|设立|开展|举办|组织|召开|达到?|实现|完成|办理|查办|查处|制定|修订|出台|发布|评选|选树|新增|认定|遴选|选择|确定|形成|指导|帮助|发展|增加|推出|编制|推广|推荐|争创|申报|选取|选定|扶持|筛选|布局|配备|聘请|聘任|组建|招募|签订|发放|制作|拍摄|推送|曝光|提交|收集|征集|汇编|提炼|移送|引进|引育|培养|新建|提供|梳理|储备|树立|构建|设置|选聘|选派|力争|确保|全年|全县|全市|全区|全旗|全省|累计|共计|，|。|；|：|、)/;

/** Behind the unit ("15家示范企业"), else before the number ("示范企业15家"). */
function nounOf(sentence: Span, norm: string, start: number, end: number, clause: Clause): Span {
  const role =
    /^[^，。；]{0,60}的?[\u3400-\u9fff]{1,8}，(?:作为|确定为|列为)(?:第[一二三\d]批|首批)?([^，。；]{2,30})/.exec(
      norm.slice(end),
    );
  if (role !== null) {
    const at = norm.indexOf(role[1] ?? '', end + role[0].length - (role[1] ?? '').length);
    return cut(sentence, at, at + (role[1] ?? '').length);
  }
  const after = afterNoun(norm, end, clause.end);
  if (after !== null) return trim(cut(sentence, after[0], after[1]), '“”《》（的：');
  const before = norm
    .slice(clause.start, start)
    .replace(
      /(?:各|至少|不少于|不低于|不超过|超过|力争|达到?|共|总数|数量|分别|约|（|第一批|不得|为|到|至|提高|提升|增长|下降|降低|保持在?|稳定在|控制在|以上|覆盖|突破)+$/,
      '',
    );
  const verb = VERB_END.exec(before);
  const skip = verb === null || verb[0].length >= before.length ? 0 : verb[0].length;
  const lead = /^(?:[“《]|在[^，]{2,30}?(?:设立|建立|建设|培育|开展))/.exec(before.slice(skip));
  const from = clause.start + skip + (lead?.[0].length ?? 0);
  return trim(cut(sentence, from, clause.start + before.length), '“”《》的：，');
}

function afterNoun(norm: string, end: number, clauseEnd: number): [number, number] | null {
  let from = end;
  const lead = /^(?:（[^）]{0,12}）)?(?:及?以上|以下|以内|左右|）)*(?:的)?/.exec(norm.slice(end, end + 24));
  from += lead?.[0].length ?? 0;
  const rest = norm.slice(from, clauseEnd);
  if (
    !/^[“《]?[\u3400-\u9fff]{2}/.test(rest) ||
    /^(?:并|且|以上|和|与|及|其中|用于|进行|作为|开展|予以|给予|，)/.test(rest)
  )
    return null;
  const made = /^(?:[\u3400-\u9fff]{0,6}(?:企业|单位|园区))(?:创建|争创|申报|建成|成为)[“《]([^”》]{2,40})[”》]/.exec(
    rest,
  );
  if (made !== null) {
    const at = from + rest.indexOf(made[1] ?? '');
    return [at, at + (made[1] ?? '').length];
  }
  const stop = STOP_AFTER.exec(rest)?.index ?? rest.length;
  let to = from + balanced(rest.slice(0, stop));
  const of = norm.slice(from, to).lastIndexOf('的');
  if (of > 0 && of < to - from - 2) from += of + 1;
  const next =
    /(?:、|和|及|与)(?=[^、和及与]{0,20}\d)|(?:创建|争创|开展|进行|完成|建立|达到|实现|申报|纳入|作为|参加|参与|入驻)/.exec(
      norm.slice(from, to),
    );
  if (next !== null && next.index >= 2) to = from + next.index;
  return to - from < 2 ? null : [from, Math.min(to, from + 60)];
}

/** Length up to a closing bracket that was opened before. */
function balanced(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if ('（“《'.includes(text[i] ?? '')) depth++;
    if ('）”》'.includes(text[i] ?? '') && --depth < 0) return i;
  }
  return text.length;
}

// --- the day -----------------------------------------------------------------------------------------------------

function dueOf(norm: string, start: number, end: number, dates: readonly When[], place: Place): string | null {
  const before = dates.filter((when) => when.end <= start && when.to !== null).at(-1);
  if (before !== undefined) return before.to;
  const stop = norm.indexOf('；', end);
  const after = dates.find((when) => when.start >= end && when.to !== null && (stop === -1 || when.start < stop));
  return after?.to ?? place.by;
}

/** "实现重点企业培训全覆盖" is a rate of 100 % that the text does not print. */
function fullCoverage(place: Place, norm: string, dates: readonly When[]): Target[] {
  const list: Target[] = [];
  for (const found of norm.matchAll(/(?:实现|达到|力争|确保|做到)([^，。；：]{2,40}?)(?:的)?全覆盖/g)) {
    const at = found.index + found[0].indexOf(found[1] ?? '');
    if (PAST.test(norm.slice(Math.max(0, found.index - 12), found.index))) continue;
    const noun = trim(cut(place.sentence, at, at + (found[1] ?? '').length), '对“”');
    list.push({
      id: '',
      subject: /培训|受训|轮训/.test(normOf(noun)) ? 'training_coverage' : null,
      subject_text: quote(noun),
      comparison: 'exactly',
      value: 100,
      value_to: null,
      unit: '%',
      by: dueOf(norm, found.index, found.index + found[0].length, dates, place),
      text: quote(place.sentence),
      source: sourceOf(place.sentence),
      certainty: 'likely',
    });
  }
  return list;
}
