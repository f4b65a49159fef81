import { withoutBaselines } from './baselines.ts';
import type { Count } from './counts.ts';
import { subjectOf } from './subjects.ts';
import { cut, normOf, type Span, trim } from './text.ts';

const STOP_AFTER = /[，。；：！]|(?<=.)(?:并|且)(?=[\u3400-\u9fff]{2})/;
const VERBS =
  '创建|创成|建设|建成|打造|培育|建立|设立|开展|举办|组织|召开|达到?|实现|完成|办理|查办|查处|制定|修订|出台|发布|评选|选树|新增|认定|遴选|选择|确定|形成|指导|帮助|增加|推出|编制|编印|推广|推荐|争创|申报|选取|选定|扶持|筛选|布局|配备|聘请|聘任|组建|招募|签订|发放|制作|拍摄|推送|曝光|提交|收集|征集|汇编|提炼|移送|引进|引育|培养|新建|提供|梳理|储备|树立|构建|设置|选聘|选派|购置|出具|编写|撰写|发展|排查|摸排|约谈|帮扶|挽回|抽查|化解|举行|刊发|立案|侦破|侦办|审结|破获|吸引|汇聚|惠及|带动|覆盖|办结|入驻|调处|引入|新设|选定|公布|解决|发出|发送|制发';
const VERB_END = new RegExp(
  `^.*(?:(?:建成|创成|新建|设立|建立|布局|打造|举办|配备|聘请|选聘)(?!率|数)|(?:${VERBS})(?!站|员|点|中心|意见|书|表|册|率|数|基地|单位|改革|规划|环境)|力争|确保|分别|至少|全年|全县|全市|全区|全旗|全省|累计|共计|，|。|；|：|、)(?=.{2})`,
);
const FILLERS =
  /(?:各|至少|不少于|不低于|不超过|超过|力争|达到?|共|总数|数量|分别|约|（|第一批|不得|为|到|至|提高|提升|增长|下降|降低|保持在?|稳定在|控制在|以上|覆盖|突破|年均|均|建成|创成|达成|实现|年内|全年|同比|环比|每年|缩短至?|压缩至?|压减至?|减少|增加|突破|争取|力争|增至|增到|升至|降至|扩大|扩展|拓展|达|≥|≤|>|<|再|又|新建|新增|新设|累计|总计|合计|(?:由|从)\d[\d.]*(?:%|分|[家个件名处])?|＿+)+$/;
const CLOSERS = '“”《》的：，（';

/** The noun counted: behind the unit ("15家示范企业"), before the number ("示范企业15家"), or in the clause before. */
export function countedNoun(sentence: Span, norm: string, count: Count): Span {
  const role = asRole(norm, count.end);
  if (role !== null) return cut(sentence, role[0], role[1]);
  const after = nounAfter(norm, count);
  if (after !== null) return quoted(trim(cut(sentence, after[0], after[1]), CLOSERS), norm, sentence);
  const before = ownersBefore(sentence, norm, count) ?? nounBefore(sentence, norm, count.clauseStart, count.start);
  if (/^其中.{2,}/.test(normOf(before))) return cut(before, 2);
  if (isNoun(normOf(before))) return persons(quoted(before, norm, sentence), count);
  const ground = groundNoun(sentence, norm, count);
  if (ground !== null) return ground;
  const earlier = nounBefore(
    sentence,
    norm,
    Math.max(0, norm.lastIndexOf('，', count.clauseStart - 2) + 1),
    count.clauseStart - 1,
  );
  const noun = quoted(earlier, norm, sentence);
  if (VAGUE.test(normOf(earlier))) return normOf(before) === '' ? cut(earlier, 0, 0) : before;
  return isNoun(normOf(earlier)) || normOf(before) === '' ? noun : before;
}

/** "在26个服务站的基础上再新建14个": more of the same. */
function groundNoun(sentence: Span, norm: string, count: Count): Span | null {
  const clause = norm.slice(count.clauseStart, count.start);
  const found = /\d[家个件名处所座](?<noun>[^，。；\d]{2,20}?)的?基础上/.exec(clause);
  const noun = found?.groups?.noun ?? '';
  if (found === null || noun === '') return null;
  const at = count.clauseStart + found.index + 2;
  return cut(sentence, at, at + noun.length);
}

/** A quotation mark that was trimmed off comes back: “铁拳”行动. */
function quoted(span: Span, norm: string, sentence: Span): Span {
  const text = normOf(span);
  const opens = text.indexOf('“');
  const closes = text.indexOf('”');
  const before = norm[span.start - sentence.start - 1];
  if (closes !== -1 && (opens === -1 || opens > closes) && before === '“') return { ...span, start: span.start - 1 };
  const open = text.lastIndexOf('“');
  return open > text.lastIndexOf('”') && norm[span.end - sentence.start] === '”'
    ? { ...span, end: span.end + 1 }
    : span;
}

const OWNERS = '(?:企业|单位|园区|机构|主体|协会|商会|商户|项目|学校|院所)';
const DONE =
  '(?:完善|建立|制定|开展|提供|签订|落实|规范|健全|纳入|加强|提升|实施|申报|创建|配备|设立|进行|完成|通过|达到|获评|编制|修订|办理|化解|解决|排查|梳理|识别|确定|入库|建档)';
const OWNER_FIRST = new RegExp(`^([\\u3400-\\u9fff、]{0,16}?${OWNERS})(?:全面|逐一|分别|免费|依法)?${DONE}`);

/** "重点企业建立管理制度80家": the unit tells that the firms are counted. */
function ownersBefore(sentence: Span, norm: string, count: Count): Span | null {
  if (!/^[家户]$/.test(count.unit)) return null;
  const text = withoutBaselines(norm.slice(count.clauseStart, count.start));
  const found = new RegExp(
    `(?<=^|引导|推动|指导|帮助|支持|组织|鼓励|督促|[、年底前内县市区省园]|全[县市区省])([\\u3400-\\u9fff]{0,12}?${OWNERS})(?:全面|普遍|逐一)?(?:建立|完善|健全|制定|签订|设立|配备|落实|导入|通过)[^，。；]{2,24}$`,
  ).exec(text);
  if (found === null || /(?:企业|单位|机构|园区)(?:不少于|达到|超过|至少|力争|不低于)?$/.test(text)) return null;
  const lead = /^(?:引导|推动|指导|帮助|支持|组织|鼓励|督促|辅导)/.exec(found[1] ?? '')?.[0].length ?? 0;
  const skip = lead + dateLength((found[1] ?? '').slice(lead));
  return cut(
    sentence,
    count.clauseStart + found.index + skip,
    count.clauseStart + found.index + (found[1] ?? '').length,
  );
}

/** "指导企业完善制度500家": of what somebody is helped with the helped ones are counted. */
function persons(span: Span, count: Count): Span {
  if (!/^[家户个所]$/.test(count.unit)) return span;
  const found = OWNER_FIRST.exec(normOf(span));
  return found === null ? span : cut(span, 0, (found[1] ?? '').length);
}

/** What only says how work is done names nothing that is counted. */
const VAGUE = /^(?:进一步|加大|加强|强化|深入|全面|推动|围绕|通过|聚焦|坚持|持续|不断|着力|切实|紧盯|严厉|依托)/;

function isNoun(norm: string): boolean {
  if (norm === '立案') return true;
  return norm.length >= 2 && !/^(?:每|各|其中|全年|年内|本)/.test(norm) && !new RegExp(`^(?:${VERBS})$`).test(norm);
}

/** "选择…个…地区，作为第一批创新试点地区": what they are chosen for. */
function asRole(norm: string, end: number): [number, number] | null {
  const found =
    /^[^，。；]{0,60}的?[\u3400-\u9fff]{1,8}，(?:作为|确定为|列为)(?:第[一二三\d]批|首批)?([^，。；]{2,30})/.exec(
      norm.slice(end, end + 140),
    );
  if (found === null) return null;
  const stop = end + found[0].length;
  return [stop - (found[1] ?? '').length, stop];
}

/** "2025年、2026年分别培训人员300人次、500人次": the noun stands behind 分别, not before it. */
function behindEach(text: string): boolean {
  const rest = /分别([^，；]*)$/.exec(text)?.[1] ?? '';
  const bare = rest.replace(/[\d.]+[^\d、]{1,3}[、和]/g, '').replace(FILLERS, '');
  return /[\u3400-\u9fff]{3,}$/.test(bare) && /^[\d年月底前末、和及到至]{4,}分别|年底?(?:前)?分别/.test(text);
}

/** Off with what stands between a noun and its number: comparisons, an earlier count, an opened bracket. */
function cleanTail(given: string): string {
  let text = given.replace(behindEach(given) ? /、$/ : /分别.*$|、$/, '');
  for (let i = 0; i < 4; i++) {
    const next = text
      .replace(/[、（]$/, '')
      .replace(/（(?:其中|含|包括)?(?:年内|全年)?(?:新增|新建|新培育|累计|创建|培育|建成)?$/, '')
      .replace(EARLIER_COUNT, '')
      .replace(YEARS_BEHIND, '')
      .replace(FILLERS, '');
    if (next === text) break;
    text = next;
  }
  return text;
}

/** "建立率2025年、2026年、2027年": the years stand between a noun and its numbers. */
const YEARS_BEHIND = /(?<=[\u3400-\u9fff）])(?:(?:到|至|在)?20\d\d年?(?:底|末)?(?:、|和|及|，)?){2,6}$/;

const EARLIER_COUNT =
  /(?<=[\u3400-\u9fff）])\d[\d.,]*(?:家次|人次|场次|家|个|件|名|人|处|场|项|户|所|座|期|次|支|份)(?:以上)?$/;

function nounBefore(sentence: Span, norm: string, from: number, to: number): Span {
  const text = cleanTail(withoutBaselines(norm.slice(from, Math.max(from, to))));
  // "其中2024年培育" and an earlier count name no noun of their own.
  if (BARE_ACT.test(text)) return cut(sentence, from, from);
  const skip = MEASURED.test(text) ? leadLength(text) : headLength(text);
  const lead = /^(?:[“《]|在[^，]{2,30}?(?:设立|建立|建设|培育|开展))/.exec(text.slice(skip));
  return trim(cut(sentence, from + skip + (lead?.[0].length ?? 0), from + text.length), CLOSERS);
}

/** A rate or a length of time is named by its whole phrase: only what leads to it is cut off. */
const MEASURED = /(?:率|占比|比例|比重|覆盖面|满意度|知晓度|周期|期限|时长|时限|用时|时间|天数|指数|得分)$/;
const LEADING =
  /^(?:.*(?:[，；：]|力争|确保|实现|达到|推动|促进|争取|保持|使得?|其中)|(?:全[县市区旗省]|全年|年内|累计)+)(?=.{3})/;

const BARE_ACT = new RegExp(
  `^(?:其中|：|分别|第一批|首批)*(?:(?:(?:20\\d{2}|当|今|本|每)年度?|每个?季度?|每个?月)(?:[底末]?前|内|度)?)?(?:至少|计划|力争|各)?(?:${VERBS})$`,
);

function leadLength(text: string): number {
  const plain = masked(text);
  const found = LEADING.exec(plain)?.[0].length ?? 0;
  const rest = text.slice(found);
  return (
    found +
    dateLength(rest) +
    (/^(?:全[县市区旗省]|区域|辖区)(?=.{4})/.exec(rest.slice(dateLength(rest)))?.[0].length ?? 0)
  );
}

/** Past the verbs and dates before a noun: "每个分局排查线索", "三年服务企业". */
function headLength(text: string): number {
  const verb = VERB_END.exec(masked(text));
  let skip = verb === null || verb[0].length >= text.length ? 0 : verb[0].length;
  // "移送公安机关线索": to whom it goes is not counted, and "移送公安" alone keeps its verb.
  const given = /移送(?:给|至)?(?:公安|司法|检察|纪检|纪委)(?:机关|部门|监委)?$/.exec(text.slice(0, skip + 12));
  if (given !== null && given.index + given[0].length >= skip && given[0].length + given.index === text.length)
    skip = given.index;
  const receiver = /^(?:公安|司法|检察|纪检)(?:机关|部门)?(?=[\u3400-\u9fff]{2})/.exec(text.slice(skip));
  if (/移送$/.test(text.slice(0, skip)) && receiver !== null) skip += receiver[0].length;
  const each = /^(?:每|各)个?[\u3400-\u9fff]{0,5}?(?:市|县|区|镇|乡|街道|单位|分局|所|站|园)(?=每[年月季个])/.exec(
    text.slice(skip),
  );
  if (each !== null) skip += each[0].length;
  return skip + dateLength(text.slice(skip));
}

function dateLength(text: string): number {
  const found =
    /^(?:(?:到|至|于|在)?(?:试点期间?|规划期|行动期间?|期间?)?(?:(?:20\d{2}|当|今|本|每|每半|[一两二三四五\d]{1,2})年度?|每个?季度?|每个?月|\d{1,2}月)(?:年?[底末初中]|上半年|下半年)?(?:以?前|内|起|共|累计|期间)*)+(?=[\u3400-\u9fff]{2})/.exec(
      text,
    );
  return found === null ? 0 : found[0].length;
}

/** What stands in brackets cuts nothing: "示范站（点、区）". */
function masked(text: string): string {
  return text.replace(/（[^（）]*）|《[^《》]*》/g, (inner) => '○'.repeat(inner.length));
}

const ACT =
  /(?:、|和|及|与)(?=[^、和及与]{0,20}\d)|(?:创建|争创|开展|进行|完成|建立|建设|设立|达到|实现|申报|纳入|作为|参加|参与|入驻|出具|制定|组建|组成|成立|编制|形成|发布|联动)/;

function nounAfter(norm: string, count: Count): [number, number] | null {
  let from =
    count.end +
    (/^(?:（[^）]{0,12}）)?(?:及?以上|以下|以内|左右|）)*(?:的)?/.exec(norm.slice(count.end, count.end + 24))?.[0]
      .length ?? 0);
  const rest = norm.slice(from, count.clauseEnd);
  if (
    !/^[“《]?[\u3400-\u9fff][、\u3400-\u9fff]/.test(rest) ||
    /^(?:并|且|以上|和|与|及|其中|用于|进行|作为|开展|予以|给予)/.test(rest)
  )
    return null;
  const made = /^(?:[\u3400-\u9fff]{0,6}(?:企业|单位|园区))(?:创建|争创|申报|建成|成为)[“《]([^”》]{2,40})[”》]/.exec(
    rest,
  );
  if (made !== null) {
    const at = from + rest.indexOf(made[1] ?? '');
    return [at, at + (made[1] ?? '').length];
  }
  const bare = rest.replace(/（(?:不少于|不低于|至少|超过|力争|\d)[^（）]*）.*$/, '');
  let to = from + balanced(bare.slice(0, STOP_AFTER.exec(bare)?.index ?? bare.length));
  const helped = /(?:为|对|向|给|帮助|指导|组织|推动|支持|引导|助力|辅导)(?:不少于|超过|至少)?$/.test(
    norm.slice(count.clauseStart, count.start),
  );
  const owner = helped ? OWNER_FIRST.exec(norm.slice(from, to)) : null;
  if (owner !== null) return [from, from + (owner[1] ?? '').length];
  const head = /^([\u3400-\u9fff]{2,10}(?:企业|单位|案件|园区|机构))的/.exec(norm.slice(from, to));
  if (head !== null) return [from, from + (head[1] ?? '').length];
  // "覆盖10个以上重点产业链的指引体系": the number counts the chains.
  const reached = /(?:覆盖|惠及|辐射|带动|涵盖)(?:不少于|不低于|超过|至少)?$/.test(
    norm.slice(count.clauseStart, count.start),
  );
  const first = norm.slice(from, to).indexOf('的');
  if (reached && first >= 2) return [from, from + first];
  const of = norm.slice(from, to).lastIndexOf('的');
  if (of > 0 && of < to - from - 2) from += of + 1;
  const next = ACT.exec(norm.slice(from, to));
  if (
    next !== null &&
    next.index >= 2 &&
    !(next[0] === '联动' && subjectOf(norm.slice(from, from + next.index)) === null)
  )
    to = from + next.index;
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
